import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, host, startBench } from './bench.js';
import type { Peer } from './peer.js';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const get = `GET /owa HTTP/1.1\r\nHost: ${host}\r\n\r\n`;

describe('nothing waits in the proxy', () => {
  it('each byte of an answer leaves before the next one comes', async () => {
    const [client, server] = await bench.pair();
    client.send(get);
    await server.untilLength(get.length);
    const answer = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-T: 1\r\n\r\n';
    await byteByByte(answer, server, client);
    client.destroy();
  });

  it('each byte of a request leaves before the next one comes', async () => {
    const [client, server] = await bench.pair();
    await byteByByte('POST /ews HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc', client, server);
    client.destroy();
  });

  it.each(['down', 'up'] as const)('a reader that stops holds the sender back, and loses nothing: %s', async (way) => {
    const [client, server] = await bench.pair();
    const [from, to] = way === 'down' ? [server, client] : [client, server];
    client.send(get);
    await server.untilLength(get.length);
    to.stream.pause();
    const before = to.length;
    const body = randomBytes(32_000_000);
    from.send(body);
    await standsStill(from);
    // What is on its way is in the buffers of sockets, not in ours: the sender still has nearly all.
    expect(from.stream.writableLength).toBeGreaterThan(4_000_000);
    to.stream.resume();
    await to.untilLength(before + body.length);
    expect(sha256(to.received.subarray(before))).toBe(sha256(body));
    client.destroy();
  });
});

async function byteByByte(text: string, from: Peer, to: Peer): Promise<void> {
  const before = to.length;
  for (const [index, char] of [...text].entries()) {
    from.send(char);
    await to.untilLength(before + index + 1);
  }
  expect(to.text.slice(before)).toBe(text);
}

/** Round trips of another connection through the proxy stand for time: it had its turns, and nothing moved. */
async function standsStill(sender: Peer): Promise<void> {
  const [other, server] = await bench.pair();
  for (let still = 0, last = -1, turn = 1; still < 30; turn++) {
    other.send('x');
    await server.untilLength(turn);
    const { writableLength } = sender.stream;
    still = writableLength === last ? still + 1 : 0;
    last = writableLength;
  }
  other.destroy();
}

/** Shapes that two readers of HTTP read differently. Who guesses right does not matter here: the bytes pass as they are. */
const shapes: [what: string, request: string, code: string | undefined][] = [
  [
    'a length and chunks',
    'POST /1 HTTP/1.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n',
    'length-and-transfer-encoding',
  ],
  ['two lengths', 'POST /2 HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde', 'content-lengths-differ'],
  ['a length with a sign', 'POST /3 HTTP/1.1\r\nContent-Length: +4\r\n\r\nabcd', 'content-length-invalid'],
  ['a length in hexadecimal', 'POST /4 HTTP/1.1\r\nContent-Length: 0x4\r\n\r\nabcd', 'content-length-invalid'],
  [
    'chunks that are not last',
    'POST /5 HTTP/1.1\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n',
    'chunked-not-last',
  ],
  [
    'a coding that only looks like chunked',
    'POST /6 HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n',
    'transfer-encoding-not-chunked',
  ],
  [
    'a chunk size that is none',
    'POST /7 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n',
    'chunk-size-invalid',
  ],
  [
    'a chunk longer than it says',
    'POST /8 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n',
    'chunk-end-invalid',
  ],
  ['HTTP/2 without asking', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'not-http1'],
  ['a request line of HTTP/0.9', 'GET /9\r\n\r\n', 'not-http1'],
  ['two blanks in the request line', 'GET  /10 HTTP/1.1\r\n\r\n', 'not-http1'],
  ['a control character first', '\x00GET /11 HTTP/1.1\r\n\r\n', 'not-http'],
  ['a head beyond any limit', `GET /12 HTTP/1.1\r\nX: ${'x'.repeat(300_000)}\r\n\r\n`, 'head-too-long'],
  ['a blank before the colon', 'POST /13 HTTP/1.1\r\nContent-Length : 2\r\n\r\nab', undefined],
  ['a folded line', 'GET /14 HTTP/1.1\r\nX: a\r\n b\r\n\r\n', undefined],
  ['bare line feeds', 'GET /15 HTTP/1.1\nHost: x\n\n', undefined],
  ['a lone carriage return and a zero byte', 'GET /16 HTTP/1.1\r\nX: a\rb\x00c\r\n\r\n', undefined],
];

describe('a shape of request smuggling passes byte by byte', () => {
  it.each(shapes)('%s', async (_, request, code) => {
    const known = bench.opaque.length;
    const [client, server] = await bench.pair();
    const more = 'and whatever comes then, \x00\xff\r\n\r\n';
    client.send(request);
    client.send(more);
    await server.untilLength(request.length + more.length);
    expect(server.text).toBe(request + more);
    const answer = 'HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno';
    server.send(answer);
    await client.untilLength(answer.length);
    expect(client.text).toBe(answer);
    if (code !== undefined) expect(bench.opaque.slice(known)).toContain(code);
    client.destroy();
  });

  it('in an answer too, and what was asked is still told', async () => {
    const known = bench.opaque.length;
    const [client, server] = await bench.pair();
    client.send('GET /answered-twice HTTP/1.1\r\n\r\n');
    await server.untilText('\r\n\r\n');
    const answer =
      'HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nHTTP/1.1 200 OK\r\n\r\n';
    server.send(answer);
    await client.untilLength(answer.length);
    expect(client.text).toBe(answer);
    expect(bench.opaque.slice(known)).toEqual(['length-and-transfer-encoding']);
    expect((await bench.report(({ request }) => request?.url?.endsWith('-twice') === true)).response?.status).toBe(200);
    client.destroy();
  });
});

describe('what comes after a switch of protocols', () => {
  it('passes both ways unread: WebSocket frames of every kind and size', async () => {
    const known = bench.reports.length;
    const [client, server] = await bench.pair();
    client.send(
      'GET /owa/ev.owa2 HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    await server.untilText('\r\n\r\n');
    const head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';
    const [up, down] = [randomBytes(2_000_000), randomBytes(2_000_000)];
    const asked = server.length;
    server.send(head);
    server.send(down);
    client.send(up);
    await Promise.all([client.untilLength(head.length + down.length), server.untilLength(asked + up.length)]);
    expect(sha256(client.received.subarray(head.length))).toBe(sha256(down));
    expect(sha256(server.received.subarray(asked))).toBe(sha256(up));
    expect(bench.reports.slice(known).map(({ response }) => response?.status)).toEqual([101]);
    client.destroy();
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
