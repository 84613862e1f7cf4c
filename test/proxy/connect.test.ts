import type { SecureVersion, TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import type { TunnelReason } from '../../src/proxy/options.js';
import type { RawTransaction } from '../../src/types.js';
import { createTestAuthority } from '../support/certificates.js';
import { type Bench, type BenchOptions, host, isOver, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';
import { clientHelloBytes } from './tls/client-hello-bytes.js';

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

async function start(options?: BenchOptions): Promise<Bench> {
  const bench = await startBench(options);
  benches.push(bench);
  return bench;
}

const get = `GET /owa HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
const noContent = 'HTTP/1.1 204 No Content\r\n\r\n';

/** One request and answer through an open connection. */
async function exchange(client: Peer, server: Peer): Promise<void> {
  client.send(get);
  await server.untilText('\r\n\r\n');
  server.send(noContent);
  await client.untilText(noContent);
}

function connectFailure(raw: RawTransaction): boolean {
  return raw.request?.method === 'CONNECT';
}

describe('a tunnel', () => {
  it('is what a host outside the list gets, with its own certificate and no report', async () => {
    const bench = await start({ names: ['other.contoso.com'] });
    const tls = { servername: 'other.contoso.com', ca: bench.authority.certificate };
    const opening = bench.open(tls, 'other.contoso.com:443');
    const [client, server] = await Promise.all([opening, bench.origin.next()]);
    await exchange(client, server);
    expect(bench.reports).toEqual([]);
    expect(bench.tunnels).toEqual([{ host: 'other.contoso.com', port: 443, why: 'host' }]);
  });

  it.each<[what: string, tls: object, names: string[], why: TunnelReason]>([
    [
      'whose SNI is another host than its CONNECT',
      { servername: 'other.contoso.com' },
      ['other.contoso.com'],
      'server-name',
    ],
    ['that offers HTTP/2 alone', { ALPNProtocols: ['h2'] }, [host], 'protocol'],
  ])('is what a connection gets %s', async (_, tls, names, why) => {
    const bench = await start({ names });
    const opening = bench.open({ ...tls, ca: bench.authority.certificate });
    const [client, server] = await Promise.all([opening, bench.origin.next()]);
    await exchange(client, server);
    expect(bench.reports).toEqual([]);
    expect(bench.tunnels).toEqual([{ host, port: 443, why }]);
  });

  it('is what a client gets that speaks only TLS older than ours', async () => {
    const bench = await start({ origin: { plain: true } });
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const hello = await clientHelloBytes({ servername: host, ...old });
    const client = await bench.connect();
    client.send(hello);
    const server = await bench.origin.next();
    await server.untilLength(hello.length);
    expect(server.received.equals(hello)).toBe(true);
  });

  it('is what a client gets that does not speak TLS', async () => {
    const bench = await start({ origin: { plain: true } });
    const client = await bench.connect();
    client.send('SSH-2.0-client\r\n');
    const server = await bench.origin.next();
    await server.untilText('SSH-2.0-client\r\n');
    server.send('SSH-2.0-server\r\n');
    await client.untilText('SSH-2.0-server\r\n');
    expect(bench.reports).toEqual([]);
    expect(bench.tunnels).toMatchObject([{ why: 'protocol' }]);
  });

  it('is what a client gets whose server speaks first', async () => {
    const bench = await start({ origin: { plain: true } });
    const client = await bench.connect();
    const server = await bench.origin.next();
    server.send('220 mail.contoso.com ESMTP\r\n');
    await client.untilText('ESMTP\r\n');
    client.send('EHLO client\r\n');
    await server.untilText('EHLO client\r\n');
  });

  it('is what a client gets that does not finish its ClientHello in time', async () => {
    const bench = await start({ origin: { plain: true }, proxy: { handshakeTimeoutMs: 30 } });
    const client = await bench.connect();
    client.send('\x16\x03');
    const server = await bench.origin.next();
    await server.untilText('\x16\x03');
    server.send('then so be it');
    await client.untilText('then so be it');
    expect(bench.reports).toEqual([]);
    expect(bench.tunnels).toMatchObject([{ why: 'silent' }]);
  });

  it('loses no byte that is glued to its CONNECT, not even behind an end', async () => {
    const bench = await start({ origin: { plain: true } });
    const client = new Peer(await tcp(bench.proxy));
    client.send('CONNECT other.contoso.com:443 HTTP/1.1\r\nHost: x\r\n\r\nglued to it');
    client.end();
    const server = await bench.origin.next();
    await server.until(({ ended }) => ended);
    expect(server.text).toBe('glued to it');
    server.send('answer');
    server.end();
    await client.until(({ ended }) => ended);
    expect(client.text.endsWith('\r\n\r\nanswer')).toBe(true);
  });
});

describe('a decrypted connection', () => {
  it.each([1, 60])('opens when the ClientHello comes in pieces of %i bytes', async (size) => {
    const bench = await start();
    const client = await bench.connect();
    const hello = await clientHelloBytes({ servername: host, ALPNProtocols: ['http/1.1'] });
    for (let at = 0; at < hello.length; at += size) {
      client.send(hello.subarray(at, at + size));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await client.until(({ text }) => text.slice(text.indexOf('\r\n\r\n') + 4).startsWith('\x16\x03\x03')); // a ServerHello
  });

  it.each<[what: string, offered: string[] | undefined, spoken: string[], alpn: string | false]>([
    ['nothing', undefined, ['http/1.1'], false],
    ['HTTP/2 and 1.1', ['h2', 'http/1.1'], ['h2', 'http/1.1'], 'http/1.1'],
    ['HTTP/1.0 alone', ['http/1.0'], ['http/1.1', 'http/1.0'], 'http/1.0'],
    ['HTTP/1.1 to a server without ALPN', ['http/1.1'], [], false],
  ])('offers the server what the client offers: %s', async (_, offered, spoken, alpn) => {
    let atServer: unknown = 'unseen';
    const bench = await start({
      origin: {
        ...(spoken.length > 0 ? { alpn: spoken } : {}),
        onTls: (socket) => socket.once('secure', () => (atServer = socket.alpnProtocol)),
      },
    });
    const [client, server] = await bench.pair(offered ? { ALPNProtocols: offered } : {});
    await exchange(client, server);
    expect((client.stream as { alpnProtocol?: unknown }).alpnProtocol).toBe(alpn);
    expect(atServer || false).toBe(alpn);
  });

  it.each(['TLSv1.1', 'TLSv1'] as const)(
    'reaches a server that speaks %s alone, when the client would',
    async (version) => {
      const bench = await start({ tls: { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } });
      const [client, server] = await bench.pair({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
      await exchange(client, server);
      expect((server.stream as TLSSocket).getProtocol()).toBe(version);
    },
  );

  it('does not reach such a server for a client that would not', async () => {
    const bench = await start({ tls: { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } });
    await bench.open({ minVersion: 'TLSv1.2' });
    expect((await bench.report(connectFailure)).failure).toMatchObject({ stage: 'tls' });
  });

  it('reaches a server with a short key, as Windows does, on every version of Node', async () => {
    const bench = await start({ weak: { rsaBits: 1_024 }, tls: { ciphers: 'DEFAULT@SECLEVEL=0' } });
    const [client, server] = await bench.pair();
    await exchange(client, server);
  });

  it.each<[what: string, isOwn: boolean]>([
    ["says so where the client sees the server's own certificate", true],
    ['does not where it sees another one of the same authority for the same name', false],
  ])('%s', async (_, isOwn) => {
    const authority = await createTestAuthority();
    const [theirs, another] = [await authority.contextFor([host]), await authority.contextFor([host])];
    const ca = authority.certificate;
    const bench: Bench = await start({
      origin: { secureContext: theirs },
      proxy: {
        certificates: { secureContextFor: () => (isOwn ? theirs : another) },
        upstream: { ca: [ca], connectTo: () => ({ host: '127.0.0.1', port: bench.origin.port }) },
      },
    });
    const [client, server] = await bench.pair({ ca });
    await exchange(client, server);
    expect((await bench.report(isOver)).sameCertificate).toBe(isOwn || undefined);
  });

  it('goes by the SNI where it and the CONNECT name may both be opened', async () => {
    const asked: string[] = [];
    const other = 'autodiscover.contoso.com';
    const ours = await createTestAuthority('Ours');
    const leaf = await ours.contextFor([other]);
    const bench = await start({
      names: [other],
      proxy: {
        decrypts: (name) => name === host || name === other,
        certificates: {
          secureContextFor(name) {
            asked.push(name);
            return leaf;
          },
        },
      },
    });
    const [client, server] = await bench.pair({ servername: other, ca: ours.certificate });
    await exchange(client, server);
    expect(asked).toEqual([other]);
    expect((await bench.report(isOver)).request?.url).toBe(`https://${other}/owa`);
  });

  it('keeps a handshake that signs in the connection, for two clients at once', async () => {
    const bench = await start();
    // NTLM-like: the third message counts only on the connection that gave the challenge.
    const serve = async (id: number) => {
      const server = await bench.origin.next();
      for (const step of [1, 2, 3]) {
        await server.until(({ text }) => text.split('\r\n\r\n').length > step);
        const user = server.text.match(/X-User: (\w+)/)?.[1];
        const body = step === 3 ? `connection ${id} is ${user}` : `step ${step} on ${id}`;
        const status = step === 3 ? '200 OK' : '401 Unauthorized';
        server.send(`HTTP/1.1 ${status}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      }
      return id;
    };
    const serving = [serve(1), serve(2)];
    const clients = [await bench.open(), await bench.open()];
    for (const step of [1, 2, 3]) {
      for (const [index, client] of clients.entries()) {
        client.send(`GET /ews HTTP/1.1\r\nX-User: user${index}\r\nAuthorization: NTLM ${step}\r\n\r\n`);
      }
      await Promise.all(clients.map((client) => client.until(({ text }) => text.split('HTTP/1.1').length > step)));
    }
    await Promise.all(serving);
    expect(clients.map(({ text }) => text.slice(text.indexOf('connection')))).toEqual([
      'connection 1 is user0',
      'connection 2 is user1',
    ]);
    expect(bench.origin.connections).toBe(2);
    expect(new Set(bench.reports.map(({ connection }) => connection)).size).toBe(2);
  });

  it('flows on when the observer throws', async () => {
    const bench = await start({
      proxy: {
        onTransaction: () => {
          throw new Error('a rule crashed');
        },
      },
    });
    const [client, server] = await bench.pair();
    await exchange(client, server);
    client.send(get);
    await server.until(({ text }) => text.length === 2 * get.length);
    expect(bench.opaque).toContain('observer-failed');
  });

  it('says so when it can no longer read, and flows on', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    client.send(get);
    await server.untilText(get);
    const nonsense = 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nabc';
    server.send(nonsense);
    await client.untilText(nonsense);
    expect(bench.opaque).toEqual(['content-lengths-differ']);
    expect(bench.reports.at(-1)).toMatchObject({ response: { status: 200 }, absent: [] });
  });

  it('reports what was running when the proxy closes, without calling it a failure', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    client.send(get);
    await server.untilText(get);
    await bench.proxy.close();
    expect(bench.reports).toHaveLength(1);
    expect(bench.reports[0]).toMatchObject({ request: { url: `https://${host}/owa` }, absent: ['response'] });
    expect(bench.reports[0]?.failure).toBeUndefined();
  });
});

describe('a failure is reported, and closed', () => {
  const dayBefore = { startDay: -20, validDays: 10 };

  it.each<[what: string, options: BenchOptions, code: string]>([
    ['an expired certificate', { validity: dayBefore }, 'CERT_HAS_EXPIRED'],
    ['a certificate of another name', { names: ['mail.fabrikam.com'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['a certificate of an unknown authority', { isTrusted: false }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('%s of the server', async (_, options, code) => {
    const bench = await start(options);
    const client = await bench.open();
    const raw = await bench.report(connectFailure);
    expect(raw).toMatchObject({
      request: {
        method: 'CONNECT',
        url: `https://${host}/`,
        head: `CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443`,
      },
      failure: {
        stage: 'tls',
        code,
        certificate: {
          subject: `CN=${options.names?.[0] ?? host}`,
          issuer: 'CN=Contoso Test CA',
          names: [options.names?.[0] ?? host],
          validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        },
      },
      watched: true,
      absent: [],
    });
    expect(raw.endedAt).toBeDefined();
    await client.until(({ closed, ended }) => closed || ended);
    expect(bench.reports).toHaveLength(1);
  });

  it('unless it was told to accept any certificate', async () => {
    const bench = await start({ validity: dayBefore });
    const insecure = await start({
      validity: dayBefore,
      proxy: { upstream: { insecure: true, connectTo: () => ({ host: '127.0.0.1', port: bench.origin.port }) } },
    });
    const [client, server] = await Promise.all([insecure.open(), bench.origin.next()]);
    await exchange(client, server);
    expect(insecure.reports.some(connectFailure)).toBe(false);
  });

  it('a server that refuses the connection: 502', async () => {
    const bench = await start();
    bench.origin.close();
    const client = await bench.connect();
    expect(client.text).toMatch(/^HTTP\/1\.1 502 /);
    await client.until(({ ended }) => ended);
    const raw = await bench.report(connectFailure);
    expect(raw.failure).toMatchObject({ stage: 'connect', code: 'ECONNREFUSED' });
    expect(raw.response).toBeUndefined();
  });

  it('a name that does not resolve: 502', async () => {
    const bench = await start({ proxy: { upstream: {}, decrypts: () => true, watched: () => false } });
    const client = await bench.connect('mail.contoso.invalid:443');
    expect(client.text).toMatch(/^HTTP\/1\.1 502 /);
    const raw = await bench.report(connectFailure);
    expect(raw).toMatchObject({ request: { url: 'https://mail.contoso.invalid/' }, failure: { stage: 'dns' } });
    expect(raw.failure?.code).toMatch(/^(?:ENOTFOUND|EAI_AGAIN)$/);
  });

  it('but nothing of hosts that are neither decrypted nor watched', async () => {
    const bench = await start();
    bench.origin.close();
    const client = await bench.connect('other.contoso.com:443');
    expect(client.text).toMatch(/^HTTP\/1\.1 502 /);
    expect(bench.reports).toEqual([]);
  });

  it('a server that closes in the TLS handshake', async () => {
    const bench = await start({ origin: { plain: true } });
    const opening = bench.open();
    const server = await bench.origin.next();
    await server.untilLength(1);
    server.reset();
    await opening;
    expect((await bench.report(connectFailure)).failure).toMatchObject({ stage: 'tls', code: 'ECONNRESET' });
  });

  it('a server too old for secure renegotiation, but not for that', async () => {
    const bench = await start({ origin: { plain: true } });
    const opening = bench.open();
    const server = await bench.origin.next();
    await server.untilLength(1);
    // ServerHello of TLS 1.2, ECDHE-RSA-AES128-GCM-SHA256, without extensions.
    const hello = Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(32, 7), Buffer.from([0, 0xc0, 0x2f, 0])]);
    server.send(Buffer.concat([Buffer.from([22, 3, 3, 0, hello.length + 4, 2, 0, 0, hello.length]), hello]));
    server.end();
    await opening;
    expect((await bench.report(connectFailure)).failure).toMatchObject({ stage: 'tls', code: 'ECONNRESET' });
  });

  it.each(['end', 'reset'] as const)('a server that accepts, and then goes by %s before TLS', async (how) => {
    const bench = await start({ origin: { plain: true } });
    const client = await bench.connect();
    (await bench.origin.next())[how]();
    expect((await bench.report(connectFailure)).failure).toMatchObject({ stage: 'tls', code: 'ECONNRESET' });
    await client.until(({ closed, ended }) => closed || ended);
  });

  it('a server that never answers the TLS handshake', async () => {
    const bench = await start({ origin: { plain: true }, proxy: { handshakeTimeoutMs: 50 } });
    await bench.open();
    expect((await bench.report(connectFailure)).failure).toMatchObject({ stage: 'tls', code: 'ETIMEDOUT' });
  });

  it.each<[version: SecureVersion, code: string]>([
    ['TLSv1.2', 'SERVER_REFUSED_AFTER_CERTIFICATE'],
    ['TLSv1.3', 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'],
  ])('a server that wants a certificate of its client, by %s', async (version, code) => {
    const tls = { minVersion: version, maxVersion: version };
    const bench = await start({ tls, origin: { wantsCertificate: true } });
    const client = await bench.open();
    expect((await bench.report(connectFailure)).failure).toMatchObject({ stage: 'tls', code });
    await client.until(({ closed, ended }) => closed || ended);
    expect(bench.reports).toHaveLength(1);
  });

  it('a server that says so only when it has been asked', async () => {
    const bench = await start({ origin: { wantsCertificate: true, readsAfterBytes: 4_096 } });
    const client = await bench.open();
    client.send(`GET /owa HTTP/1.1\r\nHost: ${host}\r\nX-Long: ${'x'.repeat(4_096)}\r\n\r\n`);
    const failure = { stage: 'tls', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' };
    expect(await bench.report(isOver)).toMatchObject({ request: { method: 'GET' }, failure });
    await client.until(({ closed, ended }) => closed || ended);
    expect(bench.reports).toHaveLength(1);
  });

  it('a server that breaks TLS off after an answer, as broken off', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    await exchange(client, server);
    client.send(get);
    await server.until(({ text }) => text.split('GET /owa').length === 3);
    server.raw.write('HTTP/1.1 200 OK\r\n\r\n'); // no TLS
    const { failure } = await bench.report((raw) => isOver(raw) && raw.id === '2');
    expect(failure).toMatchObject({ stage: 'response', code: expect.stringMatching(/^ERR_SSL_/) });
  });

  it('a client that never finishes its handshake with us', async () => {
    const bench = await start({ proxy: { handshakeTimeoutMs: 500 } });
    const client = await bench.connect();
    client.send(await clientHelloBytes({ servername: host }));
    const { failure } = await bench.report(connectFailure);
    expect(failure).toMatchObject({ stage: 'client-tls', code: 'ETIMEDOUT' });
  });

  it('a certificate that we cannot make', async () => {
    const bench = await start({
      proxy: { certificates: { secureContextFor: () => Promise.reject(new Error('not in the list')) } },
    });
    await bench.open();
    expect((await bench.report(connectFailure)).failure).toEqual({
      stage: 'client-tls',
      code: 'ERR_CERTIFICATES',
      message: 'not in the list',
    });
  });

  it('a client that refuses our certificate with an alert', async () => {
    const bench = await start();
    const client = await bench.connect();
    client.send(await clientHelloBytes({ servername: host, maxVersion: 'TLSv1.2' }));
    await client.until(({ text }) => text.includes('\x16\x03\x03'));
    client.send('\x15\x03\x03\x00\x02\x02\x30'); // fatal, unknown_ca
    const { failure } = await bench.report(connectFailure);
    expect(failure).toMatchObject({ stage: 'client-tls', code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' });
    expect(failure?.message).toBe('tlsv1 alert unknown ca');
  });

  it('a client that goes away in the handshake', async () => {
    const bench = await start();
    await bench.open({ ca: [], minVersion: 'TLSv1.3' });
    const { failure } = await bench.report(connectFailure);
    expect(failure).toMatchObject({ stage: 'client-tls', code: 'CLIENT_CLOSED_DURING_HANDSHAKE' });
  });

  it('a client that is silent after the handshake, by a code of its own', async () => {
    const bench = await start();
    const [client] = await bench.pair();
    client.end();
    const { failure } = await bench.report(connectFailure);
    expect(failure).toMatchObject({ stage: 'client-tls', code: 'CLIENT_SILENT_AFTER_HANDSHAKE' });
  });

  it('but not a spare connection that never begins a handshake', async () => {
    const bench = await start();
    const client = await bench.connect();
    client.end();
    await client.until(({ closed, ended }) => closed || ended);
    expect(bench.reports).toEqual([]);
  });

  it('and not a connection that the server closes first', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    server.end();
    await client.until(({ ended }) => ended);
    client.end();
    await server.until(({ ended }) => ended);
    expect(bench.reports).toEqual([]);
  });
});

describe('the proxy port', () => {
  it.each<[what: string, bytes: string]>([
    ['a path instead of a URL', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['CONNECT without a port', 'CONNECT mail.contoso.com HTTP/1.1\r\n\r\n'],
    ['CONNECT with a port out of range', 'CONNECT mail.contoso.com:0 HTTP/1.1\r\n\r\n'],
    ['a CONNECT head of more than 16 KiB', `CONNECT a:1 HTTP/1.1\r\nX: ${'x'.repeat(16_384)}`],
    ['TLS', '\x16\x03\x01\x00\x05\x01\x00\x00\x01\x03'],
    ['nonsense', '\x00\x01\x02\x03\r\n\r\n'],
  ])('answers 400 to %s', async (_, bytes) => {
    const bench = await start();
    const client = new Peer(await tcp(bench.proxy));
    client.send(bytes);
    await client.until(({ ended }) => ended);
    expect(client.text).toMatch(/^HTTP\/1\.1 400 /);
    client.destroy();
  });

  it('does not lose its answer to a client that is still sending', async () => {
    const bench = await start();
    const client = new Peer(await tcp(bench.proxy));
    // It reads only when it has sent all; a reset by then would have cost it the answer.
    client.stream.pause();
    client.send(`CONNECT a:1 HTTP/1.1\r\nX: ${'x'.repeat(8_000_000)}`);
    await new Promise<void>((resolve) => client.stream.once('drain', resolve).once('close', resolve));
    client.stream.resume();
    await client.until(({ ended, closed }) => ended || closed);
    expect(client.text).toMatch(/^HTTP\/1\.1 400 .*16 KiB/s);
    expect(client.error).toBeUndefined();
    client.destroy();
  });

  it('closes a connection whose CONNECT never ends', async () => {
    const bench = await start({ proxy: { handshakeTimeoutMs: 30 } });
    const client = new Peer(await tcp(bench.proxy));
    client.send('CONNECT mail.');
    await client.until(({ ended, closed }) => ended || closed);
    expect(client.text).toBe('');
    client.destroy();
  });

  it('closes the connection, and lives on, when a function that it was given throws', async () => {
    let calls = 0;
    const bench = await start({
      proxy: {
        decrypts(name) {
          if (++calls === 1) throw new Error('a bug');
          return name === host;
        },
      },
    });
    const first = new Peer(await tcp(bench.proxy));
    first.send(`CONNECT ${host}:443 HTTP/1.1\r\n\r\n`);
    await first.until(({ ended, closed }) => ended || closed);
    const [client, server] = await bench.pair();
    await exchange(client, server);
    first.destroy();
  });

  it('rejects with the reason when its port is taken', async () => {
    const bench = await start();
    const second = start({ proxy: { listenPort: bench.proxy.port } });
    await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('counts connections and transactions from 1', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    await exchange(client, server);
    expect(await bench.report(isOver)).toMatchObject({ id: '1', connection: '1' });
  });
});
