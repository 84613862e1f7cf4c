import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createDiagnosis } from '../../../src/diagnosis.js';
import type { FindRoute, Hop } from '../../../src/proxy/upstream/route.js';
import type { RawTransaction } from '../../../src/types.js';
import { type Bench, type BenchOptions, host, isOver, startBench, tcp } from '../bench.js';
import { type Origin, startOrigin } from '../origin.js';
import { Peer } from '../peer.js';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

/** Our proxy behind a corporate one, which the test plays by hand. */
async function start(
  proxy: BenchOptions['proxy'] = {},
  hopsTo: (corporate: Hop) => readonly Hop[] = (hop) => [hop],
): Promise<[bench: Bench, corporate: Origin]> {
  const corporate = await startOrigin({ plain: true });
  const route: FindRoute = () => hopsTo({ kind: 'proxy', host: '127.0.0.1', port: corporate.port });
  const bench = await startBench();
  await bench.proxy.close();
  const through = await startBench({ proxy: { upstream: { ca: [bench.authority.certificate], route }, ...proxy } });
  open.push(corporate, bench, through);
  return [through, corporate];
}

async function ask(bench: Bench, more = ''): Promise<Peer> {
  const client = new Peer(await tcp(bench.proxy));
  open.push({ close: () => client.destroy() });
  client.send(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\nUser-Agent: Outlook\r\n${more}\r\n`);
  return client;
}

/** From here on the corporate proxy passes bytes. */
function join(corporate: Peer, port: number): void {
  corporate.raw.removeAllListeners('data');
  const server = connect(port, '127.0.0.1');
  server.on('error', () => {});
  corporate.raw.pipe(server).pipe(corporate.raw);
}

const demand = (more: string, body = 'sign in') =>
  `HTTP/1.1 407 Proxy Authentication Required\r\n${more}Content-Length: ${body.length}\r\n\r\n${body}`;
const opened = 'HTTP/1.1 200 Tunnel ready\r\nVia: 1.1 corporate\r\n\r\n';

function findings(reports: readonly RawTransaction[]): string[] {
  const diagnosis = createDiagnosis();
  for (const raw of reports) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report({ sources: [] }).findings.map(({ rule }) => rule);
}

describe('a CONNECT through an upstream proxy', () => {
  it('is passed on as the client wrote it, and answered as the proxy answers', async () => {
    const [bench, corporate] = await start({ decrypts: () => false });
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    expect(proxy.text).toBe(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\nUser-Agent: Outlook\r\n\r\n`);
    expect(client.length).toBe(0); // 200 means something
    proxy.send(`${opened}the server speaks first`);
    await client.untilText('first');
    expect(client.text).toBe(`${opened}the server speaks first`);
    client.send('and so does the client');
    await proxy.untilText('so does the client');
  });

  it.each<[what: string, answer: string]>([
    ['after an answer in between', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n'],
    ['with bare line feeds', 'HTTP/1.0 200 OK\nVia: 1.0 corporate\n\n'],
    ['with a length that means nothing here', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'],
    ['by another 2xx', 'HTTP/1.1 204 No Content\r\n\r\n'],
    ['without a reason', 'HTTP/1.1 200\r\n\r\n'],
  ])('is opened %s, in one piece and byte by byte, and no early byte of the server is lost', async (_, answer) => {
    const [bench, corporate] = await start({ decrypts: () => false });
    for (const size of [1_000, 1]) {
      const client = await ask(bench);
      const proxy = await corporate.next();
      await proxy.untilText('\r\n\r\n');
      const said = Buffer.from(`${answer}\r\n\r\n220 first`, 'latin1');
      for (let at = 0; at < said.length; at += size) proxy.send(said.subarray(at, at + size));
      await client.untilText('220 first');
      expect(client.text).toBe(said.toString('latin1'));
      client.send('EHLO');
      await proxy.untilText('EHLO');
    }
  });

  it('is decrypted like any other', async () => {
    const [bench, corporate] = await start();
    const serving = corporate.next().then(async (proxy) => {
      await proxy.untilText('\r\n\r\n');
      join(proxy, bench.origin.port);
      proxy.send(opened);
    });
    const [client, server] = await bench.pair();
    await serving;
    client.send(`GET /owa HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await server.untilText('\r\n\r\n');
    server.send('HTTP/1.1 204 No Content\r\n\r\n');
    expect((await bench.report(isOver)).response?.status).toBe(204);
  });

  it('lets the client sign in to it by NTLM, on one connection, and finds nothing wrong', async () => {
    const [bench, corporate] = await start();
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    const steps = [
      demand('Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\n'),
      demand('Proxy-Authenticate: NTLM TlRMTVNTUAACAAAAchallenge\r\n', 'x'.repeat(5_000)),
    ];
    let said = 0;
    for (const [index, step] of steps.entries()) {
      proxy.send(step);
      await client.untilLength(said + step.length);
      expect(client.text.slice(said)).toBe(step);
      said += step.length;
      const token = `NTLM TlRMTVNTUAADAAAAmessage${index}`;
      client.send(`CONNECT ${host}:443 HTTP/1.1\r\nProxy-Authorization: ${token}\r\n\r\n`);
      await proxy.untilText(token);
    }
    proxy.send(opened);
    await client.untilText(opened);
    expect(corporate.connections).toBe(1);
    expect(bench.reports.map(({ response }) => response?.status)).toEqual([407, 407, 200]);
    expect(findings([...bench.reports, answered])).toEqual([]);
    expect(JSON.stringify(createDiagnosisOf(bench.reports))).not.toContain('AADAAAAmessage');
  });

  it.each<[what: string, decrypts: boolean]>([
    ['in a control run', false],
    ['decrypted, and not used', true],
  ])('that is answered 407 and opened on a new connection is nothing to report, %s', async (_, decrypts) => {
    const [bench, corporate] = await start({ decrypts: () => decrypts });
    const first = await ask(bench);
    const refusing = await corporate.next();
    await refusing.untilText('\r\n\r\n');
    refusing.send(demand('Proxy-Authenticate: NTLM\r\nProxy-Connection: close\r\n'));
    await first.until(({ ended }) => ended);
    expect(first.text).toMatch(/^HTTP\/1\.1 407 [\s\S]*sign in$/);
    expect(findings(bench.reports)).toEqual(['proxy-authentication-required']);
    for (let turn = 0; turn < 2; turn++) {
      const second = await ask(bench, 'Proxy-Authorization: NTLM TlRM\r\n');
      const proxy = await corporate.next();
      await proxy.untilText('\r\n\r\n');
      proxy.send(opened);
      await second.untilText(opened);
    }
    expect(bench.reports.map(({ response }) => response?.status)).toEqual([407, 200]);
    expect(findings(bench.reports)).toEqual([]);
  });

  it('becomes a finding when the client gives up at 407', async () => {
    const [bench, corporate] = await start();
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    proxy.send(demand('Proxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nProxy-Connection: close\r\n'));
    await client.until(({ ended }) => ended);
    expect(client.text).toMatch(/^HTTP\/1\.1 407 [\s\S]*sign in$/);
    expect(findings(bench.reports)).toEqual(['proxy-authentication-required']);
  });

  it('relays a refusal, and blames the way and not the server', async () => {
    const [bench, corporate] = await start();
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    const refusal = 'HTTP/1.1 403 Forbidden by policy\r\nContent-Length: 6\r\n\r\npolicy';
    proxy.send(refusal);
    await client.until(({ ended }) => ended);
    expect(client.text).toBe(refusal);
    expect((await bench.report(isOver)).failure).toEqual({
      stage: 'proxy',
      code: 'PROXY_STATUS_403',
      message: 'the proxy on the way answered: HTTP/1.1 403 Forbidden by policy',
    });
    expect(findings(bench.reports)).toEqual(['connection-failed']);
  });

  it.each<[what: string, answer: string]>([
    ['closes without an answer', ''],
    ['does not speak HTTP', 'SSH-2.0-x\r\n'],
    ['never ends its answer', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(300_000)}`],
    ['switches to another protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n'],
    ['says more before its answer than there is room for', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(11_000)],
    ['has a status that is none', 'HTTP/1.1 000 Hello\r\n\r\n'],
  ])('fails when the proxy %s', async (_, answer) => {
    const [bench, corporate] = await start();
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    if (answer === '') proxy.end();
    else proxy.send(answer);
    await client.until(({ ended }) => ended);
    expect(client.text).toMatch(/^HTTP\/1\.1 502 [\s\S]*ERR_PROXY_NO_ANSWER/);
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'proxy', code: 'ERR_PROXY_NO_ANSWER' });
  });

  it('takes the next way where the first proxy is not there', async () => {
    const gone = await startOrigin({ plain: true });
    gone.close();
    const [bench, corporate] = await start({ decrypts: () => false }, (hop) => [
      { kind: 'proxy', host: '127.0.0.1', port: gone.port },
      hop,
    ]);
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    proxy.send(opened);
    await client.untilText(opened);
  });

  it('fails as the way and not as the server where no proxy is there', async () => {
    const [bench, corporate] = await start();
    corporate.close();
    const client = await ask(bench);
    await client.until(({ ended }) => ended);
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'proxy', code: 'ECONNREFUSED' });
  });

  it('signs in with a name and password of its own where it has them', async () => {
    const [bench, corporate] = await start({}, (hop) => [{ ...hop, authorization: 'Basic dTpw' } as Hop]);
    const client = await ask(bench, 'Proxy-Authorization: Basic b3RoZXI6\r\n');
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    expect(proxy.text).toMatch(/^[\s\S]*\r\nProxy-Authorization: Basic dTpw\r\n\r\n$/);
    expect(proxy.text).not.toContain('b3RoZXI6');
    proxy.send(opened);
    await client.untilText(opened);
  });

  it('never leads back to us', async () => {
    const [bench] = await start({}, () => [{ kind: 'proxy', host: '127.1', port: bench.proxy.port }]);
    const client = await ask(bench);
    await client.until(({ ended }) => ended);
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'proxy', code: 'ERR_PROXY_LOOP' });
  });

  it('ends a loop through a proxy whose own way leads to us', async () => {
    let levels = 0;
    const circle = createServer((from) => {
      levels += 1;
      const to = connect(bench.proxy.port, '127.0.0.1');
      for (const socket of [from, to]) socket.on('error', () => {});
      from.pipe(to).pipe(from);
    }).listen(0, '127.0.0.1');
    await once(circle, 'listening');
    const { port } = circle.address() as AddressInfo;
    const [bench]: [Bench, ...unknown[]] = await start({}, () => [{ kind: 'proxy', host: '127.0.0.1', port }]);
    const client = await ask(bench);
    await client.until(({ ended }) => ended);
    expect(client.text).toMatch(/^HTTP\/1\.1 502 [\s\S]*ERR_PROXY_LOOP/);
    expect(levels).toBeLessThan(50);
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'proxy', code: 'ERR_PROXY_LOOP' });
    circle.close();
  });

  it('fails where no way can be found', async () => {
    const [bench] = await start({}, () => {
      throw Object.assign(new Error('interrupted'), { code: 'ERR_PAC' });
    });
    const client = await ask(bench);
    await client.until(({ ended }) => ended);
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'proxy', code: 'ERR_PAC' });
  });

  it('leaves the proxy when the client leaves', async () => {
    const [bench, corporate] = await start();
    const client = await ask(bench);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    client.reset();
    await proxy.until(({ ended, closed }) => ended || closed);
    expect(bench.reports).toEqual([]);
  });
});

describe('a plain request through an upstream proxy', () => {
  it('is asked for by its whole URL, with who may use the proxy, and its 407 comes back', async () => {
    const [bench, corporate] = await start();
    const client = new Peer(await tcp(bench.proxy));
    open.push({ close: () => client.destroy() });
    const get = `GET http://${host}/ews?a=1 HTTP/1.1\r\nHost: ${host}\r\nProxy-Authorization: NTLM TlRM\r\n\r\n`;
    client.send(get);
    const proxy = await corporate.next();
    await proxy.untilText('\r\n\r\n');
    expect(proxy.text).toMatch(new RegExp(`^GET http://${host}/ews\\?a=1 HTTP/1\\.1\r\n`));
    expect(proxy.text).toContain('\r\nProxy-Authorization: NTLM TlRM\r\n');
    proxy.send(demand('Proxy-Authenticate: NTLM TlRMTVNTUAAC\r\nProxy-Authenticate: Negotiate\r\n'));
    await client.untilText('sign in');
    expect(client.text).toContain('\r\nProxy-Authenticate: NTLM TlRMTVNTUAAC\r\nProxy-Authenticate: Negotiate\r\n');
    client.send(get);
    await proxy.until(({ text }) => text.split('GET http').length === 3);
    expect(corporate.connections).toBe(1);
  });
});

const answered: RawTransaction = {
  id: '99',
  source: 'live',
  absent: [],
  connection: '1',
  startedAt: Date.UTC(2100, 0, 1),
  endedAt: Date.UTC(2100, 0, 1),
  watched: true,
  request: {
    method: 'POST',
    url: `https://${host}/mapi/emsmdb/`,
    head: 'POST /mapi/emsmdb/ HTTP/1.1\r\nUser-Agent: Microsoft Office/16.0\r\nAuthorization: Bearer x',
  },
  response: { status: 200, head: 'HTTP/1.1 200 OK\r\nX-FEServer: EX01\r\nX-ResponseCode: 0' },
};

function createDiagnosisOf(reports: readonly RawTransaction[]) {
  const diagnosis = createDiagnosis();
  for (const raw of reports) diagnosis.add(raw);
  return diagnosis.report({ sources: [] });
}
