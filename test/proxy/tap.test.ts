import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, host, isOver, startBench } from './bench.js';

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
const url = (path: string) => `https://${host}${path}`;
const over = (path: string) => bench.report((raw) => raw.request?.url === url(path) && isOver(raw));

/** What the client says, what the server answers after all of it, and what is then known. */
const exchanges: [what: string, client: string, server: string, expected: object][] = [
  [
    'head bytes: case, order, repeats, odd spacing',
    'GET /heads HTTP/1.1\r\nx-B:1\r\nHOST:  mail.contoso.com \r\nX-b: \t2\r\nX-B:1\r\nAuthorization: Bearer\r\nX-Latin: \xe9\r\n\r\n',
    'HTTP/1.1 401 Unauthorized, really\r\nwww-authenticate: Bearer client_id="a", x="b,c"\r\nWWW-Authenticate:NTLM\r\nWWW-AUTHENTICATE: Negotiate\r\ncontent-length: 0\r\nX-\xe9: \xff\r\n\r\n',
    {
      request: {
        head: 'GET /heads HTTP/1.1\r\nx-B:1\r\nHOST:  mail.contoso.com \r\nX-b: \t2\r\nX-B:1\r\nAuthorization: Bearer\r\nX-Latin: \xe9',
      },
      response: {
        status: 401,
        head: 'HTTP/1.1 401 Unauthorized, really\r\nwww-authenticate: Bearer client_id="a", x="b,c"\r\nWWW-Authenticate:NTLM\r\nWWW-AUTHENTICATE: Negotiate\r\ncontent-length: 0\r\nX-\xe9: \xff',
      },
    },
  ],
  [
    'chunk boundaries, extensions and trailers',
    'POST /chunks HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n2;a=b\r\nab\r\n001\r\nc\r\n0;z\r\nX-T: 1\r\n\r\n',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;x="y"\r\nwxyz\r\n0\r\nX-Trailer: 2\r\n\r\n',
    { request: { body: { text: 'abc', complete: true } }, response: { body: { text: 'wxyz', complete: true } } },
  ],
  [
    'HEAD with a length',
    'HEAD /head HTTP/1.1\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n',
    { request: { method: 'HEAD' }, response: { status: 200 } },
  ],
  ['204', get('/204'), 'HTTP/1.1 204 No Content\r\n\r\n', { response: { status: 204 } }],
  ['304', get('/304'), 'HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n', { response: { status: 304 } }],
  [
    'an unknown method',
    'RPC_OUT_DATA /rpc HTTP/1.1\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\nno',
    { request: { method: 'RPC_OUT_DATA' }, response: { status: 404, body: { text: 'no', complete: true } } },
  ],
];

describe('the tap', () => {
  it.each(exchanges)('passes %s unchanged, both ways, and reads it', async (_, said, answered, expected) => {
    const [client, server] = await bench.pair();
    client.send(said);
    await server.untilLength(said.length);
    server.send(answered);
    await client.untilLength(answered.length);
    expect(server.text).toBe(said);
    expect(client.text).toBe(answered);
    const path = said.split(' ')[1] ?? '';
    expect(await over(path)).toMatchObject({ source: 'live', watched: true, absent: [], ...expected });
    client.destroy();
  });

  it("lets the origin's own 100 through, before the body is sent", async () => {
    const [client, server] = await bench.pair();
    const head = 'POST /expect HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n';
    client.send(head);
    await server.untilLength(head.length);
    server.send('HTTP/1.1 100 Continue\r\n\r\n');
    await client.untilText('Continue\r\n\r\n');
    client.send('body');
    await server.untilText('body');
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    await client.untilText('200 OK');
    expect(client.text).toBe('HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    expect(await over('/expect')).toMatchObject({ request: { body: { text: 'body' } }, response: { status: 200 } });
    client.destroy();
  });

  it('invents no 100 where the origin refuses at once', async () => {
    const [client, server] = await bench.pair();
    client.send('POST /no-100 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n');
    await server.untilText('\r\n\r\n');
    server.send('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n');
    await client.untilText('\r\n\r\n');
    client.send(get('/after-401'));
    await server.untilText('/after-401');
    server.send('HTTP/1.1 204 No\r\n\r\n');
    expect((await over('/no-100')).response?.status).toBe(401);
    expect((await over('/after-401')).response?.status).toBe(204);
    client.destroy();
  });

  it('passes what follows 101, and does not read it', async () => {
    const [client, server] = await bench.pair();
    client.send('GET /101 HTTP/1.1\r\nUpgrade: websocket\r\n\r\n');
    await server.untilText('\r\n\r\n');
    server.send('HTTP/1.1 101 Switching Protocols\r\n\r\n\x81\x02hi');
    await client.untilText('hi');
    client.send('\x81\x82\x00\x01GET /not-http HTTP/1.1\r\n\r\n');
    await server.untilText('/not-http HTTP/1.1\r\n\r\n');
    expect((await over('/101')).response?.status).toBe(101);
    expect(bench.reports.filter(({ request }) => request?.url === url('/not-http'))).toEqual([]);
    client.destroy();
  });

  it('pairs three requests in one write with their answers', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/one') + get('/two') + get('/three'));
    await server.untilText('/three HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n');
    server.send(
      'HTTP/1.1 201 A\r\nContent-Length: 1\r\n\r\naHTTP/1.1 202 B\r\nContent-Length: 0\r\n\r\nHTTP/1.1 203 C\r\n',
    );
    server.send('Content-Length: 1\r\n\r\nc');
    expect((await over('/one')).response).toMatchObject({ status: 201, body: { text: 'a' } });
    expect((await over('/two')).response?.status).toBe(202);
    expect((await over('/three')).response).toMatchObject({ status: 203, body: { text: 'c' } });
    client.destroy();
  });

  it('reports the head of a long poll at once, and its end under the same id', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/poll'));
    await server.untilText('/poll');
    server.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const first = await bench.report(({ request }) => request?.url === url('/poll'));
    expect(first).toMatchObject({ response: { status: 200, body: { text: '', complete: false } } });
    expect(first.endedAt).toBeUndefined();
    expect(first.failure).toBeUndefined();
    server.send('4\r\nDONE\r\n0\r\n\r\n');
    const last = await over('/poll');
    expect(last.id).toBe(first.id);
    expect(last.response?.body).toEqual({ text: 'DONE', complete: true });
    client.destroy();
  });

  it('keeps the beginning of a long body, and says that it is one', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/long'));
    await server.untilText('/long');
    server.send(`HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n${'x'.repeat(70_000)}`);
    const { response } = await over('/long');
    expect(response?.body).toEqual({ text: 'x'.repeat(65_536), complete: false });
    client.destroy();
  });

  it('streams RPC_IN_DATA of an announced GiB while it is sent', async () => {
    const [client, server] = await bench.pair();
    const head = `RPC_IN_DATA /rpc/in HTTP/1.1\r\nContent-Length: 1073741824\r\n\r\n`;
    client.send(head);
    const body = randomBytes(4_000_000);
    client.send(body);
    await server.untilLength(head.length + body.length);
    expect(sha256(server.received.subarray(head.length))).toBe(sha256(body));
    client.reset();
    expect((await over('/rpc/in')).failure?.stage).toBe('client');
  });

  it('gives a slow reader every byte of an answer that ends with the connection', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/slow'));
    await server.untilText('/slow');
    client.stream.pause();
    const body = randomBytes(12_000_000);
    server.send('HTTP/1.1 200 OK\r\n\r\n');
    server.send(body);
    server.end();
    client.end();
    // The server has closed its side long before the reader takes the first byte.
    await bench.report(({ request }) => request?.url === url('/slow'));
    client.stream.resume();
    await client.until(({ ended }) => ended);
    expect(sha256(client.received.subarray('HTTP/1.1 200 OK\r\n\r\n'.length))).toBe(sha256(body));
    expect((await over('/slow')).failure).toBeUndefined();
  });

  it('passes a large upload and a large download whole', async () => {
    const [client, server] = await bench.pair();
    const [up, down] = [randomBytes(8_000_000), randomBytes(8_000_000)];
    const head = 'POST /large HTTP/1.1\r\nContent-Length: 8000000\r\n\r\n';
    client.send(head);
    client.send(up);
    await server.untilLength(head.length + up.length);
    const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\n\r\n';
    server.send(answer);
    server.send(down);
    await client.untilLength(answer.length + down.length);
    expect(sha256(server.received.subarray(head.length))).toBe(sha256(up));
    expect(sha256(client.received.subarray(answer.length))).toBe(sha256(down));
    client.destroy();
  });
});

describe('ends and resets', () => {
  it('lets a client end its side and still hear the answer', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/half-client'));
    client.end();
    await server.until(({ ended }) => ended);
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    server.end();
    await client.until(({ ended }) => ended);
    expect(client.text.endsWith('\r\n\r\nok')).toBe(true);
    expect((await over('/half-client')).failure).toBeUndefined();
  });

  it('lets a server end its side and still hear the client', async () => {
    const [client, server] = await bench.pair();
    client.send('POST /half-server HTTP/1.1\r\nContent-Length: 8\r\n\r\nbody');
    await server.untilText('body');
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    server.end();
    await client.until(({ ended }) => ended);
    client.send('more');
    await server.untilText('bodymore');
    client.end();
    await server.until(({ ended }) => ended);
  });

  it('passes a reset of the server on as a reset, and calls the answer cut', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/reset-server'));
    await server.untilText('/reset-server');
    server.send('HTTP/1.1 200 OK\r\n\r\nhalf of it');
    await client.untilText('half of it');
    server.reset();
    await client.until(({ closed }) => closed);
    expect(client.ended).toBe(false);
    expect(client.error?.code).toBe('ECONNRESET');
    expect(await over('/reset-server')).toMatchObject({
      response: { status: 200, body: { text: 'half of it', complete: false } },
      failure: { stage: 'response', code: 'ECONNRESET' },
    });
  });

  it('passes a reset of the client on as a reset', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/reset-client'));
    await server.untilText('/reset-client');
    client.reset();
    await server.until(({ closed }) => closed);
    expect(server.ended).toBe(false);
    expect(server.error?.code).toBe('ECONNRESET');
    expect((await over('/reset-client')).failure).toMatchObject({ stage: 'client', code: 'ECONNRESET' });
  });

  it('resets the server when a client that has ended its side goes away in mid-answer', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/abandoned'));
    client.end();
    await server.until(({ ended }) => ended);
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhalf');
    await client.untilText('half');
    client.reset();
    const more = Buffer.alloc(1_000);
    // That nobody is there any more shows only when something is sent there.
    while (!server.closed) {
      server.send(more);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(server.error?.code).toMatch(/^(?:ECONNRESET|EPIPE)$/);
    expect((await over('/abandoned')).failure).toMatchObject({ stage: 'client', code: 'ECONNRESET' });
  });

  it('reports a server that closes without an answer', async () => {
    const [client, server] = await bench.pair();
    client.send(get('/silent'));
    await server.untilText('/silent');
    server.end();
    await client.until(({ ended }) => ended);
    client.end();
    expect(await over('/silent')).toMatchObject({ failure: { stage: 'response', code: 'ECONNRESET' } });
  });
});

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
