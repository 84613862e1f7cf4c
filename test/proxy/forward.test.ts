import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, type BenchOptions, host, isOver, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';

const benches: Bench[] = [];
const peers: Peer[] = [];
afterEach(async () => {
  for (const peer of peers.splice(0)) peer.destroy();
  for (const bench of benches.splice(0)) await bench.close();
});

async function start(options?: BenchOptions): Promise<Bench> {
  const bench: Bench = await startBench({
    origin: { plain: true },
    proxy: {
      upstream: { connectTo: (name, port) => ({ host: '127.0.0.1', port: name === host ? bench.origin.port : port }) },
    },
    ...options,
  });
  benches.push(bench);
  return bench;
}

async function client(bench: Bench): Promise<Peer> {
  const peer = new Peer(await tcp(bench.proxy));
  peers.push(peer);
  return peer;
}

const get = `GET http://${host}/ews HTTP/1.1\r\nHost: ${host}\r\nX-Case: a\r\nProxy-Connection: keep-alive\r\n\r\n`;

describe('a plain http:// request', () => {
  it('is forwarded in origin form, and becomes a transaction', async () => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(get);
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    expect(server.text).toMatch(/^GET \/ews HTTP\/1\.1\r\n/);
    expect(server.text).toContain('\r\nX-Case: a\r\n');
    expect(server.text).not.toMatch(/proxy-connection/i);
    server.send(
      'HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM\r\nwww-authenticate: Negotiate\r\nContent-Length: 2\r\n\r\nno',
    );
    await peer.untilText('\r\n\r\nno');
    expect(peer.text).toMatch(/^HTTP\/1\.1 401 No\r\nWWW-Authenticate: NTLM\r\nwww-authenticate: Negotiate\r\n/);
    expect(peer.text).not.toMatch(/timeout=/); // a limit of ours would end what NTLM signed in
    expect(await bench.report(isOver)).toMatchObject({
      id: '1',
      connection: '1',
      watched: true,
      request: { method: 'GET', url: `http://${host}/ews` },
      response: {
        status: 401,
        head: 'HTTP/1.1 401 No\r\nWWW-Authenticate: NTLM\r\nwww-authenticate: Negotiate\r\nContent-Length: 2',
        body: { text: 'no', complete: true },
      },
    });
  });

  it('carries bodies both ways', async () => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(
      `POST http://${host}/ews HTTP/1.1\r\nHost: ${host}\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
    );
    const server = await bench.origin.next();
    await server.untilText('0\r\n\r\n');
    server.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nde\r\n0\r\n\r\n');
    await peer.untilText('de');
    expect(await bench.report(isOver)).toMatchObject({
      request: { body: { text: 'abc', complete: true } },
      response: { body: { text: 'de', complete: true } },
    });
  });

  it.each(['DELETE', 'OPTIONS', 'GET', 'PROPFIND'])('keeps a body in chunks a body with %s', async (method) => {
    const bench = await start();
    const peer = await client(bench);
    const body = 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n';
    peer.send(`${method} http://${host}/ews HTTP/1.1\r\nHost: ${host}\r\n${body}`);
    const server = await bench.origin.next();
    await server.untilText('abc');
    await server.untilText('0\r\n\r\n');
    expect(server.text).toMatch(/^Transfer-Encoding: chunked\r$/im);
    expect(server.text).toContain('\r\n\r\n3\r\nabc\r\n0\r\n\r\n');
    expect(server.text).not.toMatch(/^Content-Length/im);
  });

  it('is forwarded one after the other where a client does not wait for answers', async () => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(get.replace('/ews', '/one') + get.replace('/ews', '/two'));
    const server = await bench.origin.next();
    await server.untilText('/one');
    await server.untilText('\r\n\r\n');
    expect(server.text).not.toContain('/two');
    server.send('HTTP/1.1 200 1\r\nContent-Length: 0\r\n\r\n');
    await server.untilText('/two');
    server.send('HTTP/1.1 200 2\r\nContent-Length: 0\r\n\r\n');
    await peer.untilText('200 2');
    expect(server.text.match(/X-Case: a/g)).toHaveLength(2);
  });

  it('keeps what was meant for us from the server where a body waits for its 100, too', async () => {
    const bench = await start();
    const peer = await client(bench);
    const expect100 = 'Proxy-Authorization: Basic YTpi\r\nExpect: 100-continue\r\nContent-Length: 2\r\n';
    peer.send(`POST http://${host}/ews HTTP/1.1\r\nHost: ${host}\r\nX-Case: a\r\n${expect100}\r\n`);
    const server = await bench.origin.next();
    await peer.untilText('100 Continue');
    peer.send('ab');
    await server.untilText('\r\n\r\nab');
    expect(server.text).toContain('\r\nX-Case: a\r\n');
    expect(server.text).not.toMatch(/proxy-authorization/i);
  });

  it('stays on its connection where it is answered before its body is whole, as NTLM needs it', async () => {
    const bench = await start();
    const peer = await client(bench);
    const [body, next] = ['12345', get.replace('/ews', '/next')];
    peer.send(`POST http://${host}/ews HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 5\r\n\r\n${body.slice(0, 2)}`);
    const server = await bench.origin.next();
    await server.untilText('12');
    server.send('HTTP/1.1 401 early\r\nContent-Length: 0\r\n\r\n');
    await peer.untilText('401 early');
    peer.send(`${body.slice(2)}${next}`);
    await server.untilText('/next');
    expect(server.text).toContain('\r\n\r\n12345GET ');
    expect(bench.origin.connections).toBe(1);
    server.send('HTTP/1.1 200 late\r\nContent-Length: 0\r\n\r\n');
    await peer.untilText('200 late');
  });

  it('keeps one server connection for one client connection', async () => {
    const bench = await start();
    const one = await client(bench);
    const two = await client(bench);
    for (const peer of [one, two]) peer.send(get);
    const servers = [await bench.origin.next(), await bench.origin.next()];
    for (const turn of [1, 2]) {
      await Promise.all(servers.map((server) => server.until(({ text }) => text.split('\r\n\r\n').length > turn)));
      for (const [id, server] of servers.entries()) server.send(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${id}`);
      await Promise.all([one, two].map((peer) => peer.until(({ text }) => text.split('HTTP/1.1 200').length > turn)));
      if (turn === 1) for (const peer of [one, two]) peer.send(get);
    }
    const said = (peer: Peer) => [...peer.text.matchAll(/\r\n\r\n(\d)/g)].map(([, id]) => id);
    expect([said(one), said(two)].map((ids) => new Set(ids).size)).toEqual([1, 1]);
    expect(said(one)[0]).not.toBe(said(two)[0]);
    expect(bench.origin.connections).toBe(2);
  });

  it('is no transaction for a host that is not decrypted', async () => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(`GET http://127.0.0.1:${bench.origin.port}/ HTTP/1.1\r\nHost: x\r\n\r\n`);
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    server.send('HTTP/1.1 204 No\r\n\r\n');
    await peer.untilText('204');
    expect(bench.reports).toEqual([]);
  });

  it('is answered 502 when the server refuses, and reported', async () => {
    const bench = await start();
    bench.origin.close();
    const peer = await client(bench);
    peer.send(get);
    await peer.untilText('ECONNREFUSED');
    expect(peer.text).toMatch(/^HTTP\/1\.1 502 /);
    expect((await bench.report(isOver)).failure).toMatchObject({ stage: 'connect', code: 'ECONNREFUSED' });
  });

  it.each(['127.0.0.1', 'localhost', '127.1', '[::ffff:127.0.0.1]'])('does not loop through %s', async (name) => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(`GET http://${name}:${bench.proxy.port}/ HTTP/1.1\r\nHost: x\r\n\r\n`);
    await peer.untilText('ERR_PROXY_LOOP');
    expect(peer.text).toMatch(/^HTTP\/1\.1 502 /);
  });

  it('is reported as left by the client when the client goes away', async () => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(get);
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    peer.reset();
    await server.until(({ ended, closed }) => ended || closed);
    expect((await bench.report(isOver)).failure?.stage).toBe('client');
  });

  it('is answered also when the client ends its side with the request', async () => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(get);
    peer.end();
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await peer.untilText('\r\n\r\nok');
  });

  it.each<[what: string, answer: string]>([
    ['a status that is none', 'HTTP/1.1 001 What\r\nContent-Length: 0\r\n\r\n'],
    ['a control character in its reason', 'HTTP/1.1 200 O\x01K\r\nContent-Length: 0\r\n\r\n'],
    [
      'a switch of protocols nobody asked for',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    ],
    ['no HTTP', '220 mail.contoso.com ESMTP\r\n'],
  ])('survives an answer with %s', async (_, answer) => {
    const bench = await start();
    const peer = await client(bench);
    peer.send(get);
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    server.send(answer);
    await peer.until(({ text, ended, closed }) => text.includes('\r\n\r\n') || ended || closed);
    expect(peer.text).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\n/);
    expect(await bench.report(isOver)).toMatchObject({ request: { method: 'GET' }, failure: { stage: 'response' } });
    const next = await client(bench);
    next.send(get);
    const second = await bench.origin.next();
    await second.untilText('\r\n\r\n');
    second.send('HTTP/1.1 204 No\r\n\r\n');
    await next.untilText('204');
  });
});
