import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from '../../../src/proxy/http/exchange.js';
import { createHttpReader, type HttpReader } from '../../../src/proxy/http/http-reader.js';
import { expectLinear } from '../../parse/linear.js';

/** What was told, short: `ended GET /a 200 complete "body"`. */
function watch(bodyLimitBytes?: number) {
  const told: string[] = [];
  const exchanges: Exchange[] = [];
  const body = (part: Exchange['request'] | Exchange['response']) =>
    JSON.stringify(part?.body?.bytes().toString() ?? '');
  const reader = createHttpReader(
    {
      started: (exchange) => void exchanges.push(exchange),
      answered: ({ request, response }) => void told.push(`answered ${request?.target} ${response?.status}`),
      ended({ request, response, state, failure }) {
        const ask = request ? `${request.method} ${request.target} ${body(request)}` : 'unasked';
        const answer = response ? `${response.status} ${body(response)}` : 'none';
        told.push(`${ask} -> ${answer} ${state}${failure ? ` ${failure.stage} ${failure.code}` : ''}`);
      },
      opaque: ({ code, at, side }) => void told.push(`opaque ${side} ${code} ${at}`),
    },
    bodyLimitBytes,
  );
  return { reader, told, exchanges };
}

type Step = readonly ['c' | 's', string] | 'client end' | 'client reset' | 'server end' | 'server reset';

function play(reader: HttpReader, steps: readonly Step[], size = Number.POSITIVE_INFINITY): void {
  for (const step of steps) {
    if (step === 'client end') reader.requestEnd();
    else if (step === 'client reset') reader.requestEnd(true);
    else if (step === 'server end') reader.responseEnd(false);
    else if (step === 'server reset') reader.responseEnd(true);
    else {
      const bytes = Buffer.from(step[1], 'latin1');
      for (let at = 0; at < bytes.length; at += size) {
        const chunk = bytes.subarray(at, at + Math.min(size, bytes.length));
        if (step[0] === 'c') reader.request(chunk);
        else reader.response(chunk);
      }
    }
  }
}

const get = 'GET /a HTTP/1.1\r\nHost: h\r\n\r\n';
const expectPost = 'POST /a HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n';

const conversations: [what: string, steps: Step[], told: string[]][] = [
  [
    'a challenge with a counted body',
    [
      ['c', get],
      ['s', 'HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Bearer\r\nContent-Length: 3\r\n\r\nno!'],
    ],
    ['GET /a "" -> 401 "no!" complete'],
  ],
  [
    'a request body and an empty answer',
    [
      ['c', 'POST /a HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello'],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
    ['POST /a "hello" -> 200 "" complete'],
  ],
  [
    'chunks with extensions, upper-case sizes and trailers',
    [
      ['c', `${get}${get.replace('/a', '/b')}`],
      [
        's',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;x="a;b"\r\nabc\r\n0A\r\n0123456789\r\n000\r\nX-T: 1\r\nX-U: 2\r\n\r\nHTTP/1.1 204 No\r\n\r\n',
      ],
    ],
    ['GET /a "" -> 200 "abc0123456789" complete', 'GET /b "" -> 204 "" complete'],
  ],
  [
    'a chunked request',
    [
      ['c', 'POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n'],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
    ['POST /a "ab" -> 200 "" complete'],
  ],
  [
    "100 of the origin's own, and early hints, before the answer",
    [
      ['c', expectPost],
      ['s', 'HTTP/1.1 100 Continue\r\n\r\n'],
      ['c', 'abc'],
      ['s', 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
    ['POST /a "abc" -> 200 "" complete'],
  ],
  [
    'a final answer in place of 100, and the next request in place of the body',
    [
      ['c', expectPost],
      ['s', 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'],
      ['c', get.replace('/a', '/b')],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
    ['POST /a "" -> 401 "" complete', 'GET /b "" -> 200 "" complete'],
  ],
  [
    'a final answer in place of 100, and the body all the same',
    [
      ['c', expectPost],
      ['s', 'HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'],
      ['c', `abc${get.replace('/a', '/b')}`],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
    ['POST /a "" -> 401 "" complete', 'GET /b "" -> 200 "" complete'],
  ],
  [
    'HEAD, 304 and 204 have no body whatever their heads say',
    [
      ['c', 'HEAD /a HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n\r\nGET /d HTTP/1.1\r\n\r\n'],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHTTP/1.1 304 Not\r\nContent-Length: 99\r\n\r\n'],
      ['s', 'HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'],
    ],
    [
      'HEAD /a "" -> 200 "" complete',
      'GET /b "" -> 304 "" complete',
      'GET /c "" -> 204 "" complete',
      'GET /d "" -> 200 "x" complete',
    ],
  ],
  [
    '101 and what comes after it, which is not read',
    [
      ['c', 'GET /a HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'],
      ['s', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x05hello'],
      ['c', '\x81\x85GET /b HTTP/1.1\r\n\r\n'],
      'server end',
    ],
    ['GET /a "" -> 101 "" complete'],
  ],
  [
    'CONNECT and 2xx, after which nothing is read',
    [
      ['c', 'CONNECT h:443 HTTP/1.1\r\n\r\n'],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n\x16\x03'],
      'server end',
    ],
    ['CONNECT h:443 "" -> 200 "" complete'],
  ],
  [
    'CONNECT refused is an answer like any other',
    [
      ['c', 'CONNECT h:443 HTTP/1.1\r\n\r\n'],
      ['s', 'HTTP/1.1 407 No\r\nContent-Length: 2\r\n\r\nno'],
    ],
    ['CONNECT h:443 "" -> 407 "no" complete'],
  ],
  [
    'a body that lasts until the close',
    [['c', get], ['s', 'HTTP/1.1 200 OK\r\n\r\nall of'], ['s', ' it'], 'server end'],
    ['answered /a 200', 'GET /a "" -> 200 "all of it" complete'],
  ],
  [
    'a reset in such a body is not its end',
    [['c', get], ['s', 'HTTP/1.1 200 OK\r\n\r\nhalf'], 'server reset'],
    ['answered /a 200', 'GET /a "" -> 200 "half" failed response ECONNRESET'],
  ],
  [
    'a counted body cut short',
    [['c', get], ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf'], 'server end'],
    ['answered /a 200', 'GET /a "" -> 200 "half" failed response ERR_STREAM_PREMATURE_CLOSE'],
  ],
  [
    'chunks without the last one',
    [['c', get], ['s', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n'], 'server end'],
    ['answered /a 200', 'GET /a "" -> 200 "half" failed response ERR_STREAM_PREMATURE_CLOSE'],
  ],
  ['no answer', [['c', get], 'server end'], ['GET /a "" -> none failed response ECONNRESET']],
  [
    'a reset while the request is being sent',
    [['c', 'POST /a HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf'], 'server reset'],
    ['POST /a "half" -> none failed request ECONNRESET'],
  ],
  [
    'a client that goes away',
    [['c', get], ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'], 'client reset', 'server end'],
    ['answered /a 200', 'GET /a "" -> 200 "" failed client ECONNRESET'],
  ],
  [
    'a client that ends its side and waits for the answer',
    [['c', get], 'client end', ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx'], 'server end'],
    ['GET /a "" -> 200 "x" complete'],
  ],
  [
    'an answer nobody asked for',
    [['s', 'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n'], 'server end'],
    ['unasked -> 408 "" complete'],
  ],
  [
    'bare line feeds, an empty line before the head, and identity',
    [
      ['c', '\r\n\r\nGET /a HTTP/1.1\nHost: h\n\n'],
      ['s', '\r\nHTTP/1.1 200 OK\nTransfer-Encoding: identity\nContent-Length: 1\n\nx'],
    ],
    ['GET /a "" -> 200 "x" complete'],
  ],
  [
    'the same Content-Length twice',
    [
      ['c', get],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\ncontent-length : 2\r\n\r\nab'],
    ],
    ['GET /a "" -> 200 "ab" complete'],
  ],
  [
    'two different Content-Lengths',
    [
      ['c', get],
      ['s', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc'],
    ],
    ['GET /a "" -> 200 "" unseen', 'opaque response content-lengths-differ 0'],
  ],
  [
    'a request with Content-Length and Transfer-Encoding: its answer is still read, and nothing after it',
    [
      ['c', 'POST /a HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
      ['s', 'HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'],
    ],
    ['opaque request length-and-transfer-encoding 0', 'POST /a "" -> 400 "" complete'],
  ],
  ['HTTP/2 without asking', [['c', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']], ['opaque request not-http1 0']],
  ['no HTTP at all', [['c', '\x00\x01\x02'], ['s', '220 mail'], 'server end'], ['opaque request not-http 0']],
  [
    'an answer that is not HTTP',
    [['c', get], ['s', '220 mail ready\r\n'], 'server end'],
    ['GET /a "" -> none unseen', 'opaque response not-http 0'],
  ],
  [
    'a bad chunk size',
    [
      ['c', get],
      ['s', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ],
    ['GET /a "" -> 200 "" unseen', 'opaque response chunk-size-invalid 47'],
  ],
  ['nothing at all', ['client end', 'server end'], []],
];

describe('the HTTP reader', () => {
  it.each(conversations)('reads %s', (_, steps, expected) => {
    const { reader, told } = watch();
    play(reader, steps);
    expect(told).toEqual(expected);
  });

  // Whether a head and its body came in one read decides what is announced early, and nothing else.
  it.each(conversations)('reads %s byte by byte', (_, steps, expected) => {
    const { reader, told } = watch();
    play(reader, steps, 1);
    const final = (lines: string[]) => lines.filter((line) => !line.startsWith('answered'));
    expect(final(told)).toEqual(final(expected));
  });

  it('keeps head bytes: case, order, repeats, odd spacing', () => {
    const { reader, exchanges } = watch();
    const head = 'GET /a HTTP/1.1\r\nx-B:1\r\nHOST:  h \r\nX-b: \t2\r\nX-B:1\r\nX-Latin: \xe9';
    play(reader, [['c', `${head}\r\n\r\n`]], 7);
    expect(exchanges[0]?.request?.head).toBe(head);
  });

  it('announces a head at once when no body comes', () => {
    const { reader, told } = watch();
    play(reader, [
      ['c', get],
      ['s', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'],
    ]);
    expect(told).toEqual(['answered /a 200']);
  });

  it('counts 1 GiB of RPC_IN_DATA without keeping it', () => {
    const { reader, exchanges } = watch(1000);
    const length = 1_073_741_824;
    play(reader, [['c', `RPC_IN_DATA /rpc/rpcproxy.dll?h:6001 HTTP/1.1\r\nContent-Length: ${length}\r\n\r\n`]]);
    const block = Buffer.alloc(1_048_576, 'x');
    for (let sent = 0; sent < length; sent += block.length) reader.request(block);
    play(reader, [['c', get]]);
    expect(exchanges.map(({ request }) => request?.method)).toEqual(['RPC_IN_DATA', 'GET']);
    expect(exchanges[0]?.request?.body?.size).toBe(length);
    expect(exchanges[0]?.request?.body?.bytes().length).toBe(1000);
  });

  it('gives a head without an end up at 256 KiB, in linear time', () => {
    const send = (bytes: number) => {
      const { reader, told } = watch();
      reader.request(Buffer.from('GET / HTTP/1.1\r\n'));
      for (let sent = 0; sent < bytes; sent += 16) reader.request(Buffer.from('X-Header: value\n'));
      return told;
    };
    expectLinear(send); // of at most 64 kB, below the limit
    expect(send(300_000)).toEqual(['opaque request head-too-long 0']);
  });

  it('says what was open when recording stops, without calling it a failure', () => {
    const { reader, told } = watch();
    play(reader, [['c', get]]);
    reader.stop();
    play(reader, ['server reset']);
    expect(told).toEqual(['GET /a "" -> none unseen']);
  });

  it('never throws on random text, in any split', () => {
    const pieces = fc.constantFrom(
      'GET ',
      '/a HTTP/1.1',
      '\r\n',
      '\r\n\r\n',
      'HTTP/1.1 200 OK',
      'Content-Length: 3',
      '0',
    );
    const text = fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }).map((parts) => parts.join(''));
    const step = fc.oneof(
      fc.tuple(fc.constantFrom('c' as const, 's' as const), text),
      fc.constantFrom('client end' as const, 'server end' as const, 'server reset' as const),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (steps, size) => {
        play(watch().reader, steps, size);
      }),
    );
  });
});
