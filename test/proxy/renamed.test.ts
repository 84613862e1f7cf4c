import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, type BenchOptions, host, isOver, startBench } from './bench.js';
import type { Peer } from './peer.js';

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

const known = 'test.contoso.com';

async function start({ proxy, ...options }: BenchOptions = {}): Promise<Bench> {
  const reverse = { scheme: 'https', host, port: 443, rewriteHost: true } as const;
  const decrypts = (name: string) => name === host || name === known;
  const bench = await startBench({ ...options, proxy: { reverse, decrypts, watched: decrypts, ...proxy } });
  benches.push(bench);
  return bench;
}

/** A client by the other name, and the server's end. */
async function pair(bench: Bench): Promise<[client: Peer, server: Peer]> {
  return await Promise.all([arrive(bench), bench.origin.next()]);
}

function arrive(bench: Bench, more: object = {}): Promise<Peer> {
  // The bench has one certificate for all names.
  return bench.arrive({
    servername: known,
    ALPNProtocols: ['http/1.1'],
    checkServerIdentity: () => undefined,
    ...more,
  });
}

function get(path: string, more = ''): string {
  return `GET ${path} HTTP/1.1\r\nX-First: 1\r\nhost: ${known}\r\n${more}X-Last: 2\r\n\r\n`;
}

const empty = 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';

describe('a client that knows the server by another name', () => {
  it('is served by the server under its own: in TLS and in Host, and nothing is added', async () => {
    const names: unknown[] = [];
    const bench = await start({
      origin: { onTls: (tls) => tls.once('secure', () => names.push(Reflect.get(tls, 'servername'))) },
    });
    const [client, server] = await pair(bench);
    client.send(get('/ews/%7e/../x?a=%20'));
    await server.untilText('\r\n\r\n');
    const [start1, ...lines] = server.text.trimEnd().split('\r\n');
    expect(start1).toBe('GET /ews/%7e/../x?a=%20 HTTP/1.1');
    expect(lines.filter((line) => !/^connection:/i.test(line))).toEqual(['X-First: 1', `Host: ${host}`, 'X-Last: 2']);
    expect(names).toEqual([host]);
    server.send('HTTP/1.1 401 no\r\nwww-authenticate: Bearer\r\nWWW-Authenticate: NTLM\r\nContent-Length: 2\r\n\r\nno');
    await client.untilText('\r\n\r\nno');
    expect(client.text).toMatch(/^HTTP\/1\.1 401 no\r\nwww-authenticate: Bearer\r\nWWW-Authenticate: NTLM\r\n/);
    expect(await bench.report(isOver)).toMatchObject({
      connection: '1',
      watched: true,
      request: { method: 'GET', url: `https://${known}/ews/%7e/../x?a=%20` },
      response: { status: 401, body: { text: 'no', complete: true } },
    });
  });

  it.each<[what: string, header: string, shown: string]>([
    [
      'a redirect to itself',
      `Location: https://${host}/owa/?url=https://${host}/ecp`,
      `Location: https://${known}:8443/owa/?url=https://${host}/ecp`,
    ],
    ['one with its port', `location: HTTPS://${host.toUpperCase()}:443`, `location: HTTPS://${known}:8443`],
    ['one without a scheme', `Location: //${host}/owa`, `Location: //${known}:8443/owa`],
    ['a path', 'Location: /owa', 'Location: /owa'],
    ['another port', `Location: https://${host}:444/`, `Location: https://${host}:444/`],
    ['a longer name', `Location: https://${host}.example/`, `Location: https://${host}.example/`],
    [
      'where to sign in',
      'Location: https://login.microsoftonline.com/',
      'Location: https://login.microsoftonline.com/',
    ],
    ['its own cookie', `Set-Cookie: a=b; Domain=.${host}; path=/`, `Set-Cookie: a=b; Domain=${known}; path=/`],
    ['a cookie of both', 'Set-Cookie: a=b; domain=contoso.com', 'Set-Cookie: a=b; domain=contoso.com'],
    ['a cookie without a domain', `Set-Cookie: domain=${host}; path=/`, `Set-Cookie: domain=${host}; path=/`],
    ['another header', `X-Location: https://${host}/`, `X-Location: https://${host}/`],
  ])(
    "reads its own name in %s where it is one, and the transaction has the server's word",
    async (_, header, shown) => {
      const bench = await start();
      const [client, server] = await pair(bench);
      client.send(get('/').replace(`host: ${known}`, `host: ${known}:8443`));
      await server.untilText('\r\n\r\n');
      server.send(`HTTP/1.1 302 Found\r\n${header}\r\nContent-Length: 0\r\n\r\n`);
      await client.untilText('\r\n\r\n');
      expect(client.text.split('\r\n')).toContain(shown);
      expect((await bench.report(isOver)).response?.head.split('\r\n')).toContain(header);
    },
  );

  it('is told of to the server where that is wished for', async () => {
    const reverse = { scheme: 'https', host, port: 443, rewriteHost: true, xForwarded: true } as const;
    const bench = await start({ proxy: { reverse } });
    const [client, server] = await pair(bench);
    client.send(get('/', 'x-forwarded-for: 192.0.2.7\r\nX-Forwarded-Proto: http\r\n'));
    await server.untilText('\r\n\r\n');
    expect(server.text.split('\r\n').filter((line) => /^x-forwarded/i.test(line))).toEqual([
      'X-Forwarded-For: 192.0.2.7, 127.0.0.1',
      'X-Forwarded-Proto: https',
      `X-Forwarded-Host: ${known}`,
      'X-Forwarded-Port: 443',
    ]);
  });

  it('keeps the X-Forwarded-For of a device before us, as it came', async () => {
    const bench = await start();
    const [client, server] = await pair(bench);
    client.send(get('/', 'X-Forwarded-For: 192.0.2.1\r\n'));
    await server.untilText('\r\n\r\n');
    expect(server.text.match(/x-forwarded-\w+:.*/gi)).toEqual(['X-Forwarded-For: 192.0.2.1']);
  });

  it('has one server connection, so that NTLM holds, and another one where the server has closed it', async () => {
    const bench = await start();
    const [client, server] = await pair(bench);
    for (const path of ['/1', '/2']) {
      client.send(get(path));
      await server.untilText(path);
      server.send(empty.replace('OK', path));
      await client.untilText(path);
    }
    expect(bench.origin.connections).toBe(1);
    server.end();
    await server.until(({ closed, ended }) => closed || ended);
    client.send(get('/3'));
    const next = await bench.origin.next();
    await next.untilText('/3');
    next.send(empty.replace('OK', '/3'));
    await client.untilText('/3');
    expect(bench.origin.connections).toBe(2);
  });

  it('that is answered before its body is whole stays on its connection, as NTLM needs it', async () => {
    const bench = await start();
    const [client, server] = await pair(bench);
    const [body, next] = ['12345', get('/next')];
    client.send(`POST / HTTP/1.1\r\nHost: ${known}\r\nContent-Length: 5\r\n\r\n${body.slice(0, 2)}`);
    await server.untilText('12');
    server.send('HTTP/1.1 401 early\r\nContent-Length: 0\r\n\r\n');
    await client.untilText('401 early');
    client.send(`${body.slice(2)}${next}`);
    await server.untilText('/next');
    expect(server.text).toContain('\r\n\r\n12345GET ');
    expect(bench.origin.connections).toBe(1);
    server.send('HTTP/1.1 200 late\r\nContent-Length: 0\r\n\r\n');
    await client.untilText('200 late');
  });

  it('is told of a server that is gone by then, and it becomes a transaction', async () => {
    const bench = await start();
    const [client, server] = await pair(bench);
    client.send(get('/last'));
    await server.untilText('/last');
    server.send(empty.replace('\r\n', '\r\nConnection: close\r\n'));
    await client.untilText('200 OK');
    bench.origin.close();
    client.send(get('/late'));
    await client.untilText('HTTP/1.1 502');
    const late = await bench.report((raw) => isOver(raw) && raw.id === '2');
    expect(late).toMatchObject({
      request: { method: 'GET', url: `https://${known}/late` },
      failure: { stage: 'connect', code: 'ECONNREFUSED' },
    });
  });

  it('is told of a server that wants a certificate of its client', async () => {
    const bench = await start({ origin: { wantsCertificate: true } });
    const client = await arrive(bench);
    client.send(get('/'));
    await client.until(({ closed, ended }) => closed || ended);
    const failure = { stage: 'tls', code: 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED' };
    expect(await bench.report(isOver)).toMatchObject({ request: { method: 'GET' }, failure });
  });

  it('does not see our certificate where that of the server is for another name', async () => {
    const bench = await start({ names: [known] });
    const client = await arrive(bench);
    await client.until(({ closed }) => closed);
    expect(await bench.report(isOver)).toMatchObject({
      failure: { stage: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID', certificate: { names: [known] } },
    });
  });

  it('that does not trust us becomes a transaction, and costs the server its connection', async () => {
    const bench = await start();
    const [, server] = await Promise.all([arrive(bench, { ca: bench.authority.certificate }), bench.origin.next()]);
    expect(await bench.report(isOver)).toMatchObject({ failure: { stage: 'client-tls' } });
    await server.until(({ closed }) => closed);
  });

  it('that says what cannot be written again becomes a transaction, and is not taken for a silent one', async () => {
    const bench = await start();
    const [client] = await pair(bench);
    client.send(`RPC_IN_DATA /rpc/rpcproxy.dll HTTP/1.1\r\nHost: ${known}\r\nContent-Length: 0\r\n\r\n`);
    await client.until(({ ended }) => ended);
    expect(client.text).toMatch(/^HTTP\/1\.1 400 /);
    client.destroy();
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'client', code: 'HPE_INVALID_METHOD' });
    await bench.proxy.close();
    expect(bench.reports).toHaveLength(1);
  });

  it('that goes away takes its server connection along', async () => {
    const bench = await start();
    const [client, server] = await pair(bench);
    client.send(get('/'));
    await server.untilText('\r\n\r\n');
    client.reset();
    await server.until(({ closed, ended }) => closed || ended);
    expect(await bench.report(isOver)).toMatchObject({ failure: { stage: 'client' } });
  });
});
