import { afterEach, describe, expect, it } from 'vitest';
import { createProxy } from '../../src/proxy/proxy.js';
import { type Bench, type BenchOptions, host, isOver, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';

const benches: Bench[] = [];
const peers: Peer[] = [];
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.destroy();
  for (const bench of benches.splice(0)) await bench.close();
});

const server = { scheme: 'https', host, port: 443 } as const;

async function start({ proxy, ...options }: BenchOptions = {}): Promise<Bench> {
  const bench = await startBench({ ...options, proxy: { reverse: server, ...proxy } });
  benches.push(bench);
  return bench;
}

/** A client that takes us for the server, and the server's end. */
async function pair(bench: Bench): Promise<[client: Peer, server: Peer]> {
  return await Promise.all([bench.arrive({ ALPNProtocols: ['h2', 'http/1.1'] }), bench.origin.next()]);
}

async function plainClient(bench: Bench): Promise<Peer> {
  const peer = new Peer(await tcp(bench.proxy));
  peers.push(peer);
  return peer;
}

describe('the reverse mode', () => {
  it('gives every byte on as it came, both ways, and makes a transaction of it', async () => {
    const bench = await start();
    const [client, origin] = await pair(bench);
    const request = `RPC_IN_DATA /rpc/rpcproxy.dll HTTP/1.1\r\nhost:  ${host}\r\nX-b: 1\r\nx-B: 2\r\ncontent-length: 3\r\n\r\nabc`;
    client.send(request);
    await origin.untilLength(request.length);
    expect(origin.text).toBe(request);
    const answer =
      'HTTP/1.1 401 no\r\nwww-authenticate: Bearer\r\nWWW-Authenticate: NTLM\r\nContent-Length: 2\r\n\r\nno';
    origin.send(answer);
    await client.untilLength(answer.length);
    expect(client.text).toBe(answer);
    expect(await bench.report(isOver)).toMatchObject({
      connection: '1',
      watched: true,
      request: { method: 'RPC_IN_DATA', url: `https://${host}/rpc/rpcproxy.dll`, body: { text: 'abc' } },
      response: { status: 401, head: answer.split('\r\n\r\n')[0] },
    });
    expect(bench.tunnels).toEqual([]);
  });

  it('waits for no end: the first byte of an answer is there while the rest is not', async () => {
    const bench = await start();
    const [client, origin] = await pair(bench);
    client.send(`POST /ews HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\na`);
    await origin.untilText('\r\n3\r\na');
    origin.send('H');
    await client.untilText('H');
  });

  it('keeps one server connection for one client connection, so that NTLM holds', async () => {
    const bench = await start();
    const [one, serverOfOne] = await pair(bench);
    const [two, serverOfTwo] = await pair(bench);
    const legs = ['TlRMTVNTUAABAAAA', 'TlRMTVNTUAADAAAA'];
    for (const leg of legs) {
      for (const [client, origin] of [
        [one, serverOfOne],
        [two, serverOfTwo],
      ] as const) {
        client.send(`GET / HTTP/1.1\r\nHost: ${host}\r\nAuthorization: NTLM ${leg}\r\n\r\n`);
        await origin.untilText(leg);
        origin.send(`HTTP/1.1 401 No\r\nX-For: ${leg}\r\nContent-Length: 0\r\n\r\n`);
        await client.untilText(leg);
      }
    }
    expect(bench.origin.connections).toBe(2);
    const over = () => bench.reports.filter(isOver).map(({ connection }) => connection);
    await bench.report(() => over().length === 4);
    expect(over().sort()).toEqual(['1', '1', '2', '2']);
  });

  it('carries what follows a switch of protocols', async () => {
    const bench = await start();
    const [client, origin] = await pair(bench);
    client.send(`GET /signalr HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
    await origin.untilText('\r\n\r\n');
    origin.send('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x02hi');
    await client.untilText('\x81\x02hi');
    client.send('\x88\x00');
    await origin.untilText('\x88\x00');
  });

  it('offers HTTP/1.1 alone, as the server chose it', async () => {
    const bench = await start({ origin: { alpn: ['h2', 'http/1.1'] } });
    const [client] = await pair(bench);
    expect(client.stream).toMatchObject({ alpnProtocol: 'http/1.1' });
  });

  it('opens TLS to the server by the name that the client asks for, where it is on the list', async () => {
    const autodiscover = 'autodiscover.contoso.com';
    const names: string[] = [];
    const onTls = (socket: { servername?: unknown; once: (event: 'secure', then: () => void) => unknown }) => {
      socket.once('secure', () => names.push(String(socket.servername)));
    };
    const bench = await start({ names: [host, autodiscover], origin: { onTls }, proxy: { decrypts: () => true } });
    const arriving = bench.arrive({ servername: autodiscover, checkServerIdentity: () => undefined });
    const [client, origin] = await Promise.all([arriving, bench.origin.next()]);
    client.send(`GET / HTTP/1.1\r\nHost: ${autodiscover}\r\n\r\n`);
    await origin.untilText('\r\n\r\n');
    origin.send('HTTP/1.1 204 No Content\r\n\r\n');
    expect(await bench.report(isOver)).toMatchObject({ request: { url: `https://${autodiscover}/` } });
    expect(names).toEqual([autodiscover]);
  });

  it.each([
    ['a name that is not on the list', { servername: 'other.contoso.com' }, host, 'server-name'],
    ['every name in a control run', {}, 'nothing', 'host'],
  ] as const)('passes on unread %s, with the certificate of the server', async (_what, tls, decrypted, why) => {
    const bench = await start({
      names: [host, 'other.contoso.com'],
      proxy: { decrypts: (name) => name === decrypted },
    });
    const arriving = bench.arrive({ ca: bench.authority.certificate, ...tls });
    const [client, origin] = await Promise.all([arriving, bench.origin.next()]);
    client.send('GET / HTTP/1.1\r\n\r\n');
    await origin.untilText('\r\n\r\n');
    expect(bench.tunnels).toEqual([{ host, port: 443, why }]);
    expect(bench.reports).toEqual([]);
  });

  it('answers nothing by itself: who does not speak TLS gets the answer of the server', async () => {
    const bench = await start({ origin: { plain: true } });
    const client = await plainClient(bench);
    client.send('CONNECT mail.contoso.com:443 HTTP/1.1\r\n\r\n');
    const origin = await bench.origin.next();
    await origin.untilText('\r\n\r\n');
    origin.send('HTTP/1.1 400 Bad Request\r\n\r\n');
    await client.untilText('\r\n\r\n');
    expect(origin.text).toBe('CONNECT mail.contoso.com:443 HTTP/1.1\r\n\r\n');
    expect(client.text).toBe('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
});

describe('a client that says nothing', () => {
  it('costs the server no connection: a probe of a load balancer, a spare connection', async () => {
    const bench = await start();
    const probe = await plainClient(bench);
    probe.end();
    await probe.until(({ ended }) => ended);
    const spare = await plainClient(bench);
    await pair(bench);
    expect(spare.ended).toBe(false);
    expect(bench.origin.connections).toBe(1);
    expect(bench.reports).toEqual([]);
  });

  it('inside TLS is told by a code of its own, for it may be a probe', async () => {
    const bench = await start();
    const [probe] = await pair(bench);
    probe.end();
    expect(await bench.report(isOver)).toMatchObject({
      failure: { stage: 'client-tls', code: 'CLIENT_SILENT_AFTER_HANDSHAKE' },
    });
  });

  it('is closed in the end', async () => {
    const bench = await start({ proxy: { handshakeTimeoutMs: 30 } });
    const spare = await plainClient(bench);
    await spare.until(({ ended }) => ended);
    expect(bench.origin.connections).toBe(0);
  });
});

describe('a failure in the reverse mode', () => {
  const failures: readonly [what: string, options: BenchOptions, failure: object][] = [
    [
      'a server that refuses the connection',
      { proxy: { upstream: { connectTo: () => ({ host: '127.0.0.1', port: 1 }) } } },
      { stage: 'connect', code: 'ECONNREFUSED' },
    ],
    [
      'a certificate that is not trusted',
      { isTrusted: false },
      { stage: 'tls', code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', certificate: { names: [host] } },
    ],
    [
      'a certificate for another name',
      { names: ['other.contoso.com'] },
      { stage: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    ],
  ];
  it.each(failures)('of %s closes the connection and becomes a transaction', async (_what, options, failure) => {
    const bench = await start(options);
    const client = await bench.arrive();
    await client.until(({ closed }) => closed);
    expect(client.length).toBe(0);
    expect(await bench.report(isOver)).toMatchObject({
      connection: '1',
      request: { method: 'CONNECT', url: `https://${host}/` },
      failure,
    });
  });

  it('of a client that does not trust our certificate becomes a transaction', async () => {
    const bench = await start();
    await Promise.all([bench.arrive({ ca: bench.authority.certificate }), bench.origin.next()]);
    expect(await bench.report(isOver)).toMatchObject({ failure: { stage: 'client-tls' } });
  });

  it.each(['127.0.0.1', 'mail.contoso.com', '::ffff:127.0.0.1'])(
    'of a name that leads back to us (%s) is a loop, and ends at once',
    async (address) => {
      const bench = await start({
        proxy: {
          upstream: {
            connectTo: () => ({ host: address, port: bench.proxy.port }),
            lookup: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
          },
        },
      });
      const client = await bench.arrive();
      await client.until(({ closed }) => closed);
      expect(await bench.report(isOver)).toMatchObject({ failure: { stage: 'connect', code: 'ERR_PROXY_LOOP' } });
      await bench.proxy.close();
      expect(bench.reports).toHaveLength(1); // and does not go round
    },
  );

  it('of a proxy on the way that wants credentials is not relayed into TLS', async () => {
    const bench = await start({ origin: { plain: true } });
    const hop = { kind: 'proxy', host: '127.0.0.1', port: bench.origin.port } as const;
    const behind = await start({ proxy: { upstream: { route: () => [hop] } } });
    const arriving = behind.arrive();
    const proxyOnTheWay = await bench.origin.next();
    await proxyOnTheWay.untilText('\r\n\r\n');
    expect(proxyOnTheWay.text).toBe(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
    proxyOnTheWay.send('HTTP/1.1 407 No\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n');
    const client = await arriving;
    await client.until(({ closed }) => closed);
    expect(client.length).toBe(0);
    expect(await behind.report(isOver)).toMatchObject({ failure: { stage: 'proxy', code: 'PROXY_STATUS_407' } });
  });

  it('of a connection too many is that it is closed without a word', async () => {
    const bench = await start({ proxy: { connectionLimit: 1 } });
    await pair(bench);
    const client = await plainClient(bench);
    await client.until(({ ended }) => ended);
    expect(client.length).toBe(0);
  });
});

describe('the reverse mode without TLS', () => {
  const inner = { scheme: 'http', host, port: 80 } as const;
  const plain: BenchOptions = { origin: { plain: true } };

  async function startPlain(): Promise<Bench> {
    const bench: Bench = await start({
      ...plain,
      proxy: { reverse: inner, upstream: { connectTo: () => ({ host: '127.0.0.1', port: bench.origin.port }) } },
    });
    return bench;
  }

  it('gives every byte on as it came, and makes a transaction of it', async () => {
    const bench = await startPlain();
    const client = await plainClient(bench);
    const request = `GET /ews HTTP/1.1\r\nhost: ${host}\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n`;
    client.send(request);
    const origin = await bench.origin.next();
    await origin.untilLength(request.length);
    expect(origin.text).toBe(request);
    origin.send('HTTP/1.1 204 no\r\nx-a: 1\r\n\r\n');
    await client.untilText('x-a: 1\r\n\r\n');
    expect(await bench.report(isOver)).toMatchObject({
      request: { method: 'GET', url: `http://${host}/ews` },
      response: { status: 204 },
    });
  });

  it('loses nothing of a client that ends its side with its request', async () => {
    const bench = await startPlain();
    const client = await plainClient(bench);
    const request = `GET /ews HTTP/1.0\r\nHost: ${host}\r\n\r\n`;
    client.send(request);
    client.end();
    const origin = await bench.origin.next();
    await origin.until(({ ended }) => ended);
    expect(origin.text).toBe(request);
    origin.send('HTTP/1.0 200 OK\r\n\r\nyes');
    origin.end();
    await client.until(({ ended }) => ended);
    expect(client.text).toBe('HTTP/1.0 200 OK\r\n\r\nyes');
    expect(await bench.report(isOver)).toMatchObject({
      request: { url: `http://${host}/ews` },
      response: { status: 200 },
    });
  });
});

it('refuses a password for clients that do not know us as a proxy', async () => {
  const options = { decrypts: () => true, watched: () => true, onTransaction: () => {} };
  const certificates = { secureContextFor: () => Promise.reject(new Error('none')) };
  const proxyAuth = { name: 'a', password: 'b' };
  await expect(createProxy({ ...options, certificates, reverse: server, proxyAuth })).rejects.toThrow(TypeError);
});
