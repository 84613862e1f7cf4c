import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Hop } from '../../../src/proxy/upstream/route.js';
import { type Bench, host, isOver, startBench, tcp } from '../bench.js';
import { type Origin, startOrigin } from '../origin.js';
import { Peer } from '../peer.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const proxyName = 'localhost';

/** Our proxy behind another one, which the test plays by hand; `bench.origin` is the server behind both. */
async function start(
  hopsTo: (port: number) => readonly Hop[],
  corporateNames?: readonly string[],
  more: { wantsCertificate?: boolean } = {},
): Promise<[bench: Bench, corporate: Origin]> {
  const servers = await startBench();
  const secureContext = corporateNames && (await servers.authority.contextFor(corporateNames));
  const corporate = await startOrigin(secureContext ? { secureContext, ...more } : { plain: true });
  const ca = [servers.authority.certificate];
  const through = await startBench({ proxy: { upstream: { ca, route: () => hopsTo(corporate.port) } } });
  open.push(servers, corporate, through);
  return [through, corporate];
}

const secure = (port: number): Hop => ({ kind: 'proxy', host: proxyName, port, secure: true });
const socks = (version: 4 | 5, user?: { name: string; password: string }) => (port: number) => [
  { kind: 'socks', version, host: '127.0.0.1', port, ...(user && { user }) } as const,
];

async function client(bench: Bench, bytes: string): Promise<Peer> {
  const peer = new Peer(await tcp(bench.proxy));
  open.push({ close: () => peer.destroy() });
  peer.send(bytes);
  return peer;
}

const connectTo = (target: string) => `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`;
const getPlain = `GET http://${host}/ews HTTP/1.1\r\nHost: ${host}\r\n\r\n`;

/** From here on the other proxy passes bytes. */
function join(corporate: Peer, port: number): void {
  corporate.stream.removeAllListeners('data');
  const server = connect(port, '127.0.0.1');
  server.on('error', () => {});
  corporate.raw.on('close', () => server.destroy());
  corporate.stream.pipe(server).pipe(corporate.stream);
}

async function throughToServer(bench: Bench, opens: Promise<unknown>): Promise<void> {
  const [[peer, server]] = await Promise.all([bench.pair(), opens]);
  peer.send(`GET /owa HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  await server.untilText('\r\n\r\n');
  server.send('HTTP/1.1 204 No Content\r\n\r\n');
  expect((await bench.report(isOver)).response?.status).toBe(204);
  peer.reset();
  await server.until(({ closed, ended }) => closed || ended);
}

describe('a proxy that is spoken to in TLS', () => {
  it('carries a decrypted connection: TLS in TLS', async () => {
    const [bench, corporate] = await start((port) => [secure(port)], [proxyName]);
    const opens = corporate.next().then(async (proxy) => {
      await proxy.untilText('\r\n\r\n');
      expect(proxy.text).toBe(connectTo(`${host}:443`));
      join(proxy, bench.origin.port);
      proxy.send('HTTP/1.1 200 OK\r\n\r\n');
    });
    await throughToServer(bench, opens);
  });

  it('carries a tunnel, in which the server speaks first, and a reset goes through', async () => {
    const [bench, corporate] = await start((port) => [secure(port)], [proxyName]);
    const peer = await client(bench, connectTo('other.contoso.com:25'));
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    proxy.send('HTTP/1.1 200 OK\r\n\r\n220 first');
    await peer.untilText('220 first');
    peer.send('EHLO');
    await proxy.untilText('EHLO');
    proxy.reset();
    await peer.until(({ closed }) => closed);
    expect(peer.error?.code).toBe('ECONNRESET');
  });

  it('is asked for plain requests, too', async () => {
    const [bench, corporate] = await start((port) => [secure(port)], [proxyName]);
    const peer = await client(bench, getPlain);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    expect(proxy.text).toMatch(new RegExp(`^GET http://${host}/ews HTTP/1\\.1\r\n`));
    proxy.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    await peer.untilText('200 OK');
  });

  it.each<[what: string, bytes: string]>([
    ['a CONNECT', connectTo(`${host}:443`)],
    ['a plain request', getPlain],
  ])('is not used for %s where its certificate is for another name', async (_, bytes) => {
    const [bench, corporate] = await start((port) => [secure(port)], ['other.contoso.com']);
    const peer = await client(bench, bytes);
    await peer.untilText('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(peer.text).toMatch(/^HTTP\/1\.1 502 /);
    expect((await bench.report(isOver)).failure).toMatchObject({
      stage: 'proxy',
      code: 'ERR_TLS_CERT_ALTNAME_INVALID',
      certificate: { names: ['other.contoso.com'] },
    });
    expect(corporate.connections).toBe(1);
  });

  it.each<[what: string, bytes: string]>([
    ['a CONNECT', connectTo(`${host}:443`)],
    ['a plain request', getPlain],
  ])('that wants a certificate of its client is not taken for a server that does, by %s', async (_, bytes) => {
    const [bench] = await start((port) => [secure(port)], [proxyName], { wantsCertificate: true });
    const peer = await client(bench, bytes);
    await peer.until(({ ended, closed }) => ended || closed);
    const failure = { stage: 'proxy', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' };
    expect(await bench.report(isOver)).toMatchObject({ failure });
  });

  it('fails as the way and not as the server where it does not speak TLS', async () => {
    const [bench, corporate] = await start((port) => [secure(port)]);
    const peer = await client(bench, connectTo(`${host}:443`));
    (await corporate.next()).send('HTTP/1.1 400 Bad Request\r\n\r\n');
    await peer.until(({ ended }) => ended);
    expect((await bench.report(isOver)).failure).toMatchObject({
      stage: 'proxy',
      code: 'ERR_SSL_WRONG_VERSION_NUMBER',
    });
  });
});

const user = { name: 'kaz', password: 'contoso' };
const greeting5 = Buffer.from([5, 1, 0]);
const request5 = Buffer.concat([Buffer.from([5, 1, 0, 3, host.length]), Buffer.from(host), Buffer.from([1, 187])]);
const opened5 = Buffer.from([5, 0, 0, 1, 10, 0, 0, 1, 0, 80]);
const request4 = Buffer.concat([Buffer.from([4, 1, 1, 187, 0, 0, 0, 1, 0]), Buffer.from(`${host}\0`)]);

describe('a SOCKS proxy', () => {
  it('of version 5 carries a decrypted connection, and resolves the name', async () => {
    const [bench, corporate] = await start(socks(5));
    const opens = corporate.next().then(async (proxy) => {
      await proxy.untilLength(3);
      expect(proxy.received).toEqual(greeting5);
      proxy.send(Buffer.from([5, 0]));
      await proxy.untilLength(3 + request5.length);
      expect(proxy.received.subarray(3)).toEqual(request5);
      join(proxy, bench.origin.port);
      proxy.send(opened5);
    });
    await throughToServer(bench, opens);
  });

  it('of version 4 is given the name behind the request', async () => {
    const [bench, corporate] = await start(socks(4));
    const opens = corporate.next().then(async (proxy) => {
      await proxy.untilLength(request4.length);
      expect(proxy.received).toEqual(request4);
      join(proxy, bench.origin.port);
      proxy.send(Buffer.from([0, 90, 0, 0, 0, 0, 0, 0]));
    });
    await throughToServer(bench, opens);
  });

  it('signs us in with name and password, and loses no byte of a server that speaks first', async () => {
    const [bench, corporate] = await start(socks(5, user));
    const peer = await client(bench, connectTo('[2001:db8::7]:25'));
    const proxy = await corporate.next();
    await proxy.untilLength(4);
    proxy.send(Buffer.from([5, 2]));
    await proxy.untilLength(4 + 13);
    expect(proxy.received.subarray(4).toString('latin1')).toBe('\x01\x03kaz\x07contoso');
    proxy.send(Buffer.from([1, 0]));
    const ipv6 = [5, 1, 0, 4, 0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7, 0, 25];
    await proxy.untilLength(17 + ipv6.length);
    expect([...proxy.received.subarray(17)]).toEqual(ipv6);
    for (const byte of opened5.subarray(0, 6)) proxy.send(Buffer.from([byte]));
    proxy.send(Buffer.concat([opened5.subarray(6), Buffer.from('220 first')]));
    await peer.untilText('220 first');
    expect(peer.text).toBe('HTTP/1.1 200 Connection established\r\n\r\n220 first');
  });

  it('is asked for the server of a plain request, which is then sent as to a server', async () => {
    const [bench, corporate] = await start(socks(5));
    const peer = await client(bench, getPlain);
    const proxy = await corporate.next();
    proxy.send(Buffer.from([5, 0]));
    await proxy.untilLength(3 + request5.length);
    proxy.send(opened5);
    await proxy.untilText('\r\n\r\n');
    expect(proxy.text.slice(3 + request5.length)).toMatch(/^GET \/ews HTTP\/1\.1\r\n/);
    proxy.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    await peer.untilText('200 OK');
  });

  it.each<[what: string, version: 4 | 5, says: number[] | 'end', code: string, message: RegExp]>([
    ['refuses by its rules', 5, [5, 0, 5, 2, 0, 1, 0, 0, 0, 0, 0, 0], 'SOCKS_REPLY_2', /not allowed by its rules/],
    ['wants a sign-in', 5, [5, 255], 'SOCKS_SIGN_IN_REQUIRED', /another sign-in/],
    ['speaks HTTP', 5, [...Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')], 'ERR_PROXY_NO_ANSWER', /SOCKS/],
    ['goes away', 5, 'end', 'ERR_PROXY_NO_ANSWER', /SOCKS/],
    ['goes away in its answer', 5, [5, 0, 5], 'ERR_PROXY_NO_ANSWER', /SOCKS/],
    ['rejects', 4, [0, 91, 0, 0, 0, 0, 0, 0], 'SOCKS_REPLY_91', /rejected/],
  ])('that %s is a failure of the way', async (_, version, says, code, message) => {
    const [bench, corporate] = await start(socks(version));
    const peer = await client(bench, connectTo(`${host}:443`));
    const proxy = await corporate.next();
    if (says !== 'end') proxy.send(Buffer.from(says));
    proxy.end();
    await peer.until(({ ended }) => ended);
    const { failure } = await bench.report(isOver);
    expect(failure).toMatchObject({ stage: 'proxy', code, message: expect.stringMatching(message) });
  });

  it('that is silent is left when the client leaves', async () => {
    const [bench, corporate] = await start(socks(5));
    const peer = await client(bench, connectTo(`${host}:443`));
    const proxy = await corporate.next();
    await proxy.untilLength(3);
    peer.reset();
    await proxy.until(({ ended, closed }) => ended || closed);
    expect(bench.reports).toEqual([]);
  });
});

describe('a plain request with several ways', () => {
  it('takes the next where the first proxy is not there', async () => {
    const gone = await startOrigin({ plain: true });
    gone.close();
    const [bench, corporate] = await start((port) => [
      { kind: 'proxy', host: '127.0.0.1', port: gone.port },
      { kind: 'proxy', host: '127.0.0.1', port },
    ]);
    const peer = await client(bench, getPlain);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    proxy.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    await peer.untilText('200 OK');
  });

  it('fails as the way and not as the server where none is there', async () => {
    const [bench, corporate] = await start((port) => [{ kind: 'proxy', host: '127.0.0.1', port }]);
    corporate.close();
    const peer = await client(bench, getPlain);
    await peer.untilText('ECONNREFUSED');
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'proxy', code: 'ECONNREFUSED' });
  });
});
