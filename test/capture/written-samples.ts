/** Transactions of every shape that the writers must keep. */
import type { RawTransaction, Transaction } from '../../src/types.js';

export const creator = { name: 'hma-doctor', version: '0.1.0' };

/** Only admit makes Transactions; these hold no secret. */
export const admitted = (raw: RawTransaction) => raw as Transaction;

export const live: RawTransaction = {
  id: '17',
  source: 'live',
  startedAt: 1714557600123,
  endedAt: 1714557600999,
  connection: 'c3',
  client: { name: 'outlook.exe', pid: 4711 },
  watched: true,
  sameCertificate: true,
  request: {
    method: 'POST',
    url: 'https://mail.contoso.com/EWS/Exchange.asmx?a=b%20c',
    head: 'POST /EWS/Exchange.asmx?a=b%20c HTTP/1.1\r\nHost: mail.contoso.com\r\nAuthorization: Bearer\r\nX-b: 1\r\nX-B: 2',
    body: { text: '<soap/>', complete: false },
  },
  response: {
    status: 401,
    head: 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: NTLM\r\nwww-authenticate: Negotiate',
    body: { text: '', complete: true },
  },
  absent: ['request-body'],
};

export const samples: [string, RawTransaction][] = [
  ['a live exchange', live],
  [
    'no answer',
    {
      id: '2',
      source: 'live',
      request: live.request,
      failure: {
        stage: 'tls',
        code: 'CERT_HAS_EXPIRED',
        message: 'x',
        certificate: { subject: 'CN=a', names: ['a', 'b'] },
      },
      absent: ['response', 'time'],
    } as RawTransaction,
  ],
  ['prose', { id: '3', source: 'text', text: 'diagnostics: 2000005;reason="x"\nline', absent: ['request', 'time'] }],
  [
    'a pasted head without start line',
    { id: '4', source: 'text', response: { head: 'Server: x\r\nWWW-Authenticate: NTLM' }, absent: ['request'] },
  ],
  [
    'heads which cannot be rebuilt',
    {
      id: '5',
      source: 'live',
      request: {
        method: 'GET',
        url: 'http://mail.contoso.com/',
        head: 'GET http://mail.contoso.com/ HTTP/1.0\r\nA:b\r\n folded\r\nno colon',
      },
      response: { status: 200, head: 'HTTP/1.0 200 OK\r\nServer:x' },
      absent: [],
    },
  ],
  [
    'CONNECT',
    {
      id: '6',
      source: 'live',
      request: {
        method: 'CONNECT',
        url: 'https://mail.contoso.com:443/',
        head: 'CONNECT mail.contoso.com:443 HTTP/1.1',
      },
      absent: ['response'],
    },
  ],
  [
    'a body that looks like base64',
    {
      id: '7',
      source: 'live',
      response: {
        status: 200,
        head: 'HTTP/1.1 200 OK',
        body: { text: Buffer.from('{"a":"bcdefghijkl"}').toString('base64'), complete: true },
      },
      absent: ['request'],
    },
  ],
];
