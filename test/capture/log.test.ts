import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource, type Source } from '../../src/capture/source.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import type { RawTransaction, Report } from '../../src/types.js';
import { expectLinear, nastyRuns } from '../parse/linear.js';

const fields =
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
const iis = (
  status: number,
  { user = '-', ip = '192.0.2.77', query = '-', path = '/EWS/Exchange.asmx', at = '02' } = {},
) =>
  `2026-05-04 06:46:${at} 192.0.2.10 POST ${path} ${query} 443 ${user} ${ip} Microsoft+Office/16.0+(Outlook+16.0) - ${status} 0 0 15`;

const proxyNames =
  'DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,ClientRequestId,Protocol,UrlHost,UrlStem,ProtocolAction,AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,AnchorMailbox,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,BackEndStatus,ErrorCode,Method,ProxyAction,TargetServer,UrlQuery,BackEndGenericInfo,GenericInfo,GenericErrors';
const proxy = (
  status: number,
  { type = '', isIn = 'false', user = '', errors = '', agent = 'Microsoft Office/16.0 (Outlook 16.0)' } = {},
) =>
  `2026-05-04T06:46:02.125Z,c0ffee01-1111-4000-8000-000000000010,15,2,1544,11,{X},Ews,mail.contoso.com,/EWS/Exchange.asmx,,${type},${isIn},${user},,,${agent},192.0.2.77,EX01,${status},${status},,POST,Proxy,ex01.contoso.com,,,BeginRequest=2026-05-04T06:46:02.100Z;,${errors}`;

const audience =
  '2000003;reason="The hostname component of the audience claim value \'https://autodiscover.contoso.com\' is invalid";error_category="invalid_resource"';
const principal = '00000002-0000-0ff1-ce00-000000000000';

async function readAll(text: string | Uint8Array) {
  const capture = openCapture(memorySource(typeof text === 'string' ? Buffer.from(text) : text, 'a.log'));
  const all: RawTransaction[] = [];
  for await (const one of capture.transactions) all.push(one);
  return { format: capture.format, all, summary: capture.summary() };
}

async function diagnose(...lines: readonly string[]): Promise<Report> {
  const { all } = await readAll(lines.join('\n'));
  const diagnosis = createDiagnosis();
  for (const one of all) diagnosis.add(one);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report();
}

const rulesOf = ({ findings }: Report) => findings.map(({ rule, severity }) => `${rule} ${severity}`);

// A token for another host: it may also be that a load balancer ends TLS, which is noted beside.
const otherHost = ['audience-mismatch error', 'ssl-offload info'];

describe('a line of an IIS log', () => {
  it('is a transaction, and says what it cannot show', async () => {
    const { format, all, summary } = await readAll(
      [
        '#Software: Microsoft Internet Information Services 10.0',
        '#Version: 1.0',
        '#Date: 2026-05-04 06:46:00',
        `${fields} cs-host`,
        `${iis(401, { user: 'CONTOSO\\ann', query: 'a=b' })} mail.contoso.com`,
      ].join('\r\n'),
    );
    expect(format).toBe('log');
    expect(all).toEqual([
      {
        id: '5',
        source: 'log',
        startedAt: Date.UTC(2026, 4, 4, 6, 46, 2),
        endedAt: Date.UTC(2026, 4, 4, 6, 46, 2),
        client: { name: '192.0.2.77 Microsoft Office/16.0 (Outlook 16.0)' },
        request: {
          method: 'POST',
          url: 'https://mail.contoso.com/EWS/Exchange.asmx?a=b',
          head: [
            'POST /EWS/Exchange.asmx?a=b HTTP/1.1',
            'Host: mail.contoso.com',
            'User-Agent: Microsoft Office/16.0 (Outlook 16.0)',
            'cs-username: CONTOSO\\ann',
            'c-ip: 192.0.2.77',
          ].join('\r\n'),
        },
        response: { status: 401, head: 'HTTP/1.1 401' },
        absent: ['request-body', 'response-headers', 'response-body', 'authorization'],
      },
    ]);
    expect(summary).toEqual({
      name: 'a.log',
      format: 'log',
      producer: 'Microsoft Internet Information Services 10.0',
      read: 1,
      skipped: 0,
      limits: ['no-headers'],
    });
  });

  const ua = 'Microsoft+Office/16.0';
  const shapes: [string, string][] = [
    ['IIS 10', `2026-05-04 06:46:02 192.0.2.10 POST /EWS/Exchange.asmx - 443 - 192.0.2.77 ${ua} - 401 0 0 15`],
    ['IIS 7', `2026-05-04 06:46:02 192.0.2.10 POST /EWS/Exchange.asmx - 443 - 192.0.2.77 ${ua} 401 0 0 15`],
    ['IIS 6', `2026-05-04 06:46:02 W3SVC1 192.0.2.10 POST /EWS/Exchange.asmx - 443 - 192.0.2.77 ${ua} 401 0 0`],
    [
      'every field chosen',
      `2026-05-04 06:46:02 W3SVC1 EX01 192.0.2.10 POST /EWS/Exchange.asmx - 443 - 192.0.2.77 HTTP/1.1 ${ua} a=b;+c=d https://x.test/ mail.contoso.com 401 0 0 2345 678 15`,
    ],
    ['IPv6', `2026-05-04 06:46:02 fe80::1%3 POST /EWS/Exchange.asmx - 444 - fe80::2%3 ${ua} - 401 0 0 15`],
    [
      'found by grep',
      `u_ex260504.log:812:2026-05-04 06:46:02 192.0.2.10 POST /EWS/Exchange.asmx - 443 - 192.0.2.77 ${ua} - 401 0 0 15`,
    ],
  ];
  it.each(shapes)('is known by its shape where the fields are not named: %s', async (_what, line) => {
    const { format, all } = await readAll(line);
    expect(format).toBe('log');
    expect(all[0]).toMatchObject({
      id: '1',
      request: { method: 'POST', head: expect.stringContaining('\r\nUser-Agent: Microsoft Office/16.0') },
      response: { status: 401 },
    });
    expect(all[0]?.request?.head).toMatch(/^POST \/EWS\/Exchange\.asmx HTTP/);
  });

  it('asks for what was asked, without what the server noted beside it', async () => {
    const query =
      'Cmd=Sync&DeviceId=D1&CorrelationID=<empty>;&cafeReqId=c0ffee01-1111-4000-8000-000000000010;&Log=V161';
    const { all } = await readAll([fields, iis(200, { query })].join('\n'));
    expect(all[0]?.request?.head).toMatch(/^POST \/EWS\/Exchange\.asmx\?Cmd=Sync&DeviceId=D1 HTTP/);
  });

  it('has its host where the log has it', async () => {
    const line = shapes[3]?.[1] ?? '';
    expect((await readAll(line)).all[0]?.request?.url).toBe('https://mail.contoso.com/EWS/Exchange.asmx');
  });

  it('takes fields in any order, named again in the middle, and the day from the directive', async () => {
    const { all } = await readAll(
      [
        '#Date: 2026-05-04 06:46:00',
        '#Fields: time sc-status cs-uri-stem cs-method',
        '06:46:02 401 /mapi/emsmdb POST',
        '#Date: 2026-05-05 00:00:00',
        '#Fields: cs-method\tcs-uri-stem\tsc-status\ttime\tcs(X-AnchorMailbox)\tsc(WWW-Authenticate)',
        'GET\t/OAB/x\t200\t00:00:01\tann@contoso.com\tBearer+client_id="x",+Negotiate',
      ].join('\n'),
    );
    expect(all.map(({ id, startedAt, request, response }) => [id, startedAt, request?.head, response?.head])).toEqual([
      ['3', Date.UTC(2026, 4, 4, 6, 46, 2), 'POST /mapi/emsmdb HTTP/1.1', 'HTTP/1.1 401'],
      [
        '6',
        Date.UTC(2026, 4, 5, 0, 0, 1),
        'GET /OAB/x HTTP/1.1\r\nx-anchormailbox: ann@contoso.com',
        'HTTP/1.1 200\r\nwww-authenticate: Bearer client_id="x", Negotiate',
      ],
    ]);
  });

  it('is left out and counted where it is damaged', async () => {
    const { all, summary } = await readAll(
      [fields, iis(401), '2026-05-04 06:46:02 192.0.2.10 POST /EWS', '\u0000\u0001', iis(200), ''].join('\n'),
    );
    expect(all.map(({ id }) => id)).toEqual(['2', '5']);
    expect(summary).toMatchObject({ read: 2, skipped: 2, skips: { damaged: 2 } });
  });

  it('is read where several files were printed one after the other', async () => {
    const { format, all, summary } = await readAll(
      ['', 'u_ex260504.log', '', '', fields, iis(401), '==> u_ex260505.log <==', fields, iis(200)].join('\r\n'),
    );
    expect([format, all.length, summary.skipped]).toEqual(['log', 2, 0]);
  });

  it('reads a log of the driver in front of IIS, where idle connections are no requests', async () => {
    const { all, summary } = await readAll(
      [
        '#Software: Microsoft HTTP API 2.0',
        '#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename',
        '2026-05-04 06:46:02 192.0.2.77 50123 192.0.2.10 443 HTTP/1.1 POST /EWS/Exchange.asmx 503 1 AppOffline MSExchangeServicesAppPool',
        '2026-05-04 06:48:02 192.0.2.77 50124 192.0.2.10 443 - - - - - Timer_ConnectionIdle -',
      ].join('\n'),
    );
    expect(all.map(({ response }) => response?.status)).toEqual([503]);
    expect(summary.skipped).toBe(0);
  });

  it.each([
    ['UTF-16', Buffer.from(`\ufeff${fields}\r\n${iis(401)}\r\n`, 'utf16le')],
    ['a byte order mark', Buffer.from(`\ufeff${fields}\n${iis(401)}\n`)],
    ['windows-1252', Buffer.from(`${fields}\n${iis(401, { user: 'J\u00f6rg' })}\n`, 'latin1')],
  ])('is read with %s', async (_what, bytes) => {
    const { format, all } = await readAll(bytes);
    expect([format, all.length, all[0]?.response?.status]).toEqual(['log', 1, 401]);
    expect(all[0]?.request?.head).not.toContain('\ufffd');
  });
});

describe("a line of Exchange's HttpProxy log", () => {
  it('is a transaction with the scheme that got in', async () => {
    const { all } = await readAll(
      `${proxyNames}\n#Software: Microsoft Exchange Server\n#Fields: ${proxyNames}\n${proxy(200, { type: 'Bearer', isIn: 'true', user: 'ann@contoso.com' })}`,
    );
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      id: '4',
      startedAt: Date.UTC(2026, 4, 4, 6, 46, 2, 125),
      request: { method: 'POST', url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
      response: { status: 200 },
      absent: ['request-body', 'response-headers', 'response-body'],
    });
    expect(all[0]?.request?.head).toContain('\r\nAuthorization: Bearer (not logged)\r\n');
  });

  it('says nothing of the credentials of a refused request', async () => {
    const { all } = await readAll(`${proxyNames}\n${proxy(401, { type: 'Bearer' })}`);
    expect(all[0]?.request?.head).not.toContain('Authorization');
    expect(all[0]?.absent).toContain('authorization');
  });

  it.each([
    ['without the names', proxy(401)],
    ['as PowerShell exports it', `#TYPE Selected.System.Object\n${quoted(proxyNames)}\n${quoted(proxy(401))}`],
    ['with semicolons', `${proxyNames.replaceAll(',', ';')}\n${proxy(401).replaceAll(';', ' ').replaceAll(',', ';')}`],
  ])('is read %s', async (_what, text) => {
    const { format, all } = await readAll(text);
    expect(format).toBe('log');
    expect(all[0]).toMatchObject({
      request: { url: 'https://mail.contoso.com/EWS/Exchange.asmx' },
      response: { status: 401 },
      client: { name: '192.0.2.77 Microsoft Office/16.0 (Outlook 16.0)' },
    });
  });

  it('keeps the quotes and commas of a quoted field', async () => {
    const line = proxy(401, { errors: `"OAuthError=${audience.replaceAll('"', '""')}, x"` });
    const { all } = await readAll(`${proxyNames}\n${line}`);
    expect(all[0]?.text).toBe(`OAuthError=${audience}, x`);
  });
});

function quoted(line: string): string {
  return line
    .split(',')
    .map((field) => `"${field}"`)
    .join(',');
}

describe('what a log proves', () => {
  const health: [string, readonly string[]][] = [
    ['401 and then 200, as every sign-in goes', [fields, iis(401), iis(200, { user: 'ann@contoso.com' })]],
    ['nothing but 401: a log has no headers', [fields, ...Array.from({ length: 500 }, () => iis(401))]],
    ['nothing but 401 that were sent as Bearer', [proxyNames, proxy(401, { type: 'Bearer' })]],
    ['a 403 after the sign-in', [proxyNames, proxy(403, { type: 'Basic', isIn: 'true' })]],
    ['Outlook 2013 and a 403', [proxyNames, proxy(403, { type: 'Negotiate', isIn: 'true', agent: 'Outlook/15.0' })]],
    ['500 and 503', [fields, iis(500), iis(503)]],
    [
      'a refused token, and then a new one',
      [
        proxyNames,
        proxy(401, { errors: `"${audience.replaceAll('"', '""')}"` }),
        proxy(200, { type: 'Bearer', isIn: 'true' }),
      ],
    ],
    [
      'a silent sign-in that needed a person',
      [fields, iis(200, { path: '/owa/', query: '?error=login_required&error_description=AADSTS50058:+x' })],
    ],
  ];
  it.each(health)('is nothing: %s', async (_what, lines) => {
    expect(rulesOf(await diagnose(...lines))).toEqual([]);
  });

  it('says which rules cannot tell', async () => {
    const { unknown } = await diagnose(fields, iis(401));
    expect(unknown.map(({ rule, missing }) => [rule, missing])).toContainEqual([
      'bearer-challenge-missing',
      'authorization',
    ]);
  });

  const faults: [string, readonly string[], readonly string[]][] = [
    [
      "Exchange's words in the query of an IIS line",
      otherHost,
      [fields, iis(401, { query: `&x-ms-diagnostics=${audience.replaceAll(' ', '+')}&cafeReqId=1;` })],
    ],
    [
      "Exchange's words among the errors",
      ['audience-mismatch error'],
      [proxyNames, proxy(401, { errors: `"OAuthError=${audience.replaceAll('"', '""')}"` })],
    ],
    [
      'the exception behind them',
      ['unknown-user error'],
      [
        proxyNames,
        proxy(401, {
          errors:
            'InvalidOAuthTokenException: The user specified by the user-context in the token does not exist.  at Microsoft.Exchange.Security.OAuth;',
        }),
      ],
    ],
    [
      'a challenge that says that a token was refused',
      ['token-refused error'],
      [
        proxyNames,
        proxy(401, { errors: `"WWW-Authenticate: Bearer client_id=""${principal}"", error=""invalid_token"""` }),
      ],
    ],
    [
      'a column for the header',
      ['unknown-user error'],
      [
        `${fields} sc(x-ms-diagnostics)`,
        `${iis(401)} 2000005;reason="The+user+specified+by+the+user-context+in+the+token+does+not+exist.";error_category="invalid_user"`,
      ],
    ],
    [
      'an error of Entra ID that the server itself got',
      ['sign-in-error error'],
      [
        proxyNames,
        proxy(200, {
          errors: 'OAuthTokenRequestFailedException: AADSTS90033: A transient error has occurred.',
        }),
      ],
    ],
  ];
  it.each(faults)('is what it quotes: %s', async (_what, findings, lines) => {
    expect(rulesOf(await diagnose(...lines))).toEqual(findings);
  });

  it('keeps the clients of one server apart by address and by mailbox', async () => {
    const other = { ip: '192.0.2.78', at: '04' };
    const said = `&x-ms-diagnostics=${audience.replaceAll(' ', '+')}`;
    const byAddress = await diagnose(fields, iis(401, { query: said }), iis(200, other));
    expect(rulesOf(byAddress)).toEqual(otherHost);
    const device = (id: string) => ({
      path: '/Microsoft-Server-ActiveSync/default.eas',
      query: `Cmd=Sync&DeviceId=${id}`,
    });
    const a = iis(401, { ...device('A'), query: `${device('A').query}${said}` });
    expect(rulesOf(await diagnose(fields, a, iis(200, device('B'))))).toEqual(otherHost);
    expect(rulesOf(await diagnose(fields, a, iis(200, device('A'))))).toEqual([]);
  });
});

describe('a log of any size', () => {
  // A log of 4 MB that is never in memory: the same lines again and again. All buffers that the reader ever asks to
  // have filled are added up, whether or not it still holds them.
  it('is read through one small buffer', () => {
    const block = Buffer.from(`${iis(401)}\n`.repeat(700));
    const times = 40;
    const filled = new Set<ArrayBufferLike>();
    const source: Source = {
      name: 'big.log',
      size: block.length * times,
      read(into, position) {
        filled.add(into.buffer);
        const count = Math.min(into.length, block.length * times - position);
        for (let at = 0; at < count; ) {
          const from = (position + at) % block.length;
          at += block.copy(into, at, from, Math.min(block.length, from + count - at));
        }
        return count;
      },
    };
    let count = 0;
    for (const _ of openCapture(source).transactions as Iterable<RawTransaction>) count += 1;
    expect(count).toBe(700 * times);
    expect([...filled].reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(1_000_000);
  });

  it('leaves out a line that has no end', async () => {
    const { all, summary } = await readAll(`${fields}\n${iis(401)}\n${'x'.repeat(3_000_000)}\n${iis(200)}`);
    expect(all.map(({ id }) => id)).toEqual(['2', '4']);
    expect(summary.skips).toEqual({ damaged: 1 });
  });

  it.each([...nastyRuns, '",', 'a,', '401 0 0 ', 'GET / '])('takes time in proportion on a line of %j', (run) => {
    const makers = [
      (n: number) => `2026-05-04 06:46:02 ${run.repeat(n)}`,
      (n: number) => `2026-05-04T06:46:02.1Z,"${run.repeat(n)}`,
    ];
    for (const make of makers) {
      expectLinear((n) => {
        const { transactions } = openCapture(memorySource(Buffer.from(`${fields}\n${make(n)}\n${make(n)}`), 'x'));
        for (const _ of transactions as Iterable<RawTransaction>);
      });
    }
  });
});

describe('a text that is no log', () => {
  it.each([
    ['prose with lines of one', `Hello,\nthis is what I see:\n${iis(401)}\n${iis(401)}`],
    ['one line of one and a long answer', [iis(401), 'Hello,', 'what is this?', 'Thanks', 'Ann'].join('\n')],
    ['dates at line starts', '2026-05-04 06:46:02 INFO token acquired\n2026-05-04 06:46:03 ERROR 401 0 0'],
    ['another CSV file', 'date,time,amount\n2026-05-04,06:46,12'],
    ['a message', 'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: NTLM'],
  ])('stays text: %s', async (_what, text) => {
    expect((await readAll(text)).format).toBe('text');
  });
});
