import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, type BenchOptions, host, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';

const benches: Bench[] = [];
const peers: Peer[] = [];
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.destroy();
  for (const bench of benches.splice(0)) await bench.close();
});

async function start(options?: BenchOptions): Promise<Bench> {
  const bench = await startBench(options);
  benches.push(bench);
  return bench;
}

async function say(bench: Bench, text: string): Promise<Peer> {
  const peer = new Peer(await tcp(bench.proxy));
  peers.push(peer);
  peer.send(text);
  return peer;
}

const isGone = ({ ended, closed }: Peer) => ended || closed;

describe('a peer that only takes up room', () => {
  it.each(['down', 'up'] as const)('is reset when it takes nothing of what it is sent: %s', async (way) => {
    const bench = await start({ proxy: { stallTimeoutMs: 60 } });
    const [client, server] = await bench.pair();
    const [from, to] = way === 'down' ? [server, client] : [client, server];
    to.stream.pause();
    from.send(Buffer.alloc(32_000_000));
    await from.until(({ closed }) => closed);
    expect(from.error?.code).toMatch(/^(?:ECONNRESET|EPIPE)$/);
  });

  it('is refused when there are too many, until one leaves', async () => {
    const told: string[] = [];
    const bench = await start({ proxy: { connectionLimit: 2, onTurnedAway: (why) => told.push(why) } });
    const [first] = [await bench.connect(), await bench.connect()];
    const third = await say(bench, `CONNECT ${host}:443 HTTP/1.1\r\n\r\n`);
    await third.until(isGone);
    expect(third.text).toMatch(/^HTTP\/1\.1 503 /);
    expect(told).toEqual(['limit']);
    first.destroy();
    third.destroy();
    // That it has left is known to the proxy a moment later.
    for (let answer = ''; !answer.startsWith('HTTP/1.1 200 '); ) {
      const next = await say(bench, `CONNECT ${host}:443 HTTP/1.1\r\n\r\n`);
      await next.untilText('\r\n\r\n');
      answer = next.text;
      next.destroy();
    }
  });

  it('may not send a head of a plain request drop by drop', async () => {
    const bench = await start({ proxy: { handshakeTimeoutMs: 40 } });
    const peer = await say(bench, `GET http://${host}/ HTTP/1.1\r\nX: `);
    await peer.until(isGone);
    expect(peer.text).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('may not send an endless head of a plain request', async () => {
    const bench = await start();
    const peer = await say(bench, `GET http://${host}/ HTTP/1.1\r\nX: ${'x'.repeat(200_000)}`);
    await peer.until(isGone);
    expect(peer.text).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('may ask on and on without an answer, but is no longer read', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    const asked = 'GET /again HTTP/1.1\r\n\r\n'.repeat(200);
    client.send(asked);
    await server.untilLength(asked.length);
    expect(bench.opaque).toEqual(['too-many-unanswered']);
    expect(server.text).toBe(asked);
  });
});

describe('with --proxy-auth', () => {
  const proxyAuth = { name: 'admin', password: 'pä:ss wörd' };
  const basic = (text: string) => `Proxy-Authorization: Basic ${Buffer.from(text).toString('base64')}\r\n`;

  it.each<[what: string, field: string]>([
    ['nothing', ''],
    ['another password', basic('admin:other')],
    ['another user', basic('root:pä:ss wörd')],
    ['no password', basic('admin')],
    ['two answers', basic('admin:pä:ss wörd') + basic('admin:other')],
    ['another scheme', 'Proxy-Authorization: Bearer YWRtaW46cMOkOnNzIHfDtnJk\r\n'],
    ['credentials for the server', basic('admin:pä:ss wörd').replace('Proxy-', '')],
  ])('%s does not open', async (_, field) => {
    const bench = await start({ proxy: { proxyAuth } });
    for (const line of [`CONNECT ${host}:443 HTTP/1.1`, `GET http://${host}/ HTTP/1.1`]) {
      const peer = await say(bench, `${line}\r\nHost: ${host}\r\n${field}\r\n`);
      await peer.until(isGone);
      expect(peer.text).toMatch(/^HTTP\/1\.1 407 Proxy Authentication Required\r\n/);
      expect(peer.text).toContain('\r\nProxy-Authenticate: Basic realm="hma-doctor", charset="UTF-8"\r\n');
    }
    expect(bench.origin.connections).toBe(0);
    expect(bench.reports).toEqual([]);
  });

  it('name and password open, and are passed on to nobody', async () => {
    const bench = await start({
      origin: { plain: true },
      proxy: { proxyAuth, upstream: { connectTo: () => ({ host: '127.0.0.1', port: bench.origin.port }) } },
    });
    const field = basic('admin:pä:ss wörd');
    const plain = await say(bench, `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n${field}\r\n`);
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    expect(server.text).not.toMatch(/proxy-authorization/i);
    server.send('HTTP/1.1 204 No\r\n\r\n');
    await plain.untilText('204');
    bench.origin.close();
    const refused = await say(bench, `CONNECT ${host}:443 HTTP/1.1\r\n${field}\r\n`);
    await refused.until(isGone);
    await bench.report(({ failure }) => failure !== undefined);
    expect(JSON.stringify(bench.reports)).not.toContain(field.slice(27, -2));
  });
});
