import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Bench, type BenchOptions, host, isOver, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';

const minute = 60_000;
const benches: Bench[] = [];

// Certificates are made, and http-proxy is loaded, while time still runs by itself.
beforeAll(async () => {
  await Promise.all([startBench().then((bench) => bench.close()), import('../../src/proxy/forward/forward.js')]);
});

afterEach(async () => {
  vi.useRealTimers();
  for (const bench of benches.splice(0)) await bench.close();
});

/** The proxy's clock runs by hand; sockets know nothing of it. A timer that cuts a quiet connection would fire. */
async function start(options?: BenchOptions): Promise<Bench> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  const bench = await startBench(options);
  benches.push(bench);
  return bench;
}

const polls: [what: string, minutes: number, request: string, head: string, body: string][] = [
  [
    'NotificationWait of five minutes',
    5,
    `POST /mapi/emsmdb/ HTTP/1.1\r\nHost: ${host}\r\nX-RequestType: NotificationWait\r\nContent-Length: 0\r\n\r\n`,
    'HTTP/1.1 200 OK\r\nContent-Type: application/mapi-http\r\nTransfer-Encoding: chunked\r\n\r\n',
    'C\r\nPROCESSING\r\n\r\n6\r\nDONE\r\n\r\n0\r\n\r\n',
  ],
  [
    'Ping of ActiveSync of 59 minutes',
    59,
    `POST /Microsoft-Server-ActiveSync?Cmd=Ping HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2\r\n\r\n\x03\x01`,
    'HTTP/1.1 200 OK\r\nContent-Type: application/vnd.ms-sync.wbxml\r\n',
    'Content-Length: 4\r\n\r\n\x03\x01\x6a\x00',
  ],
  [
    'RPC_OUT_DATA of a GiB that says nothing for two hours',
    120,
    `RPC_OUT_DATA /rpc/rpcproxy.dll?ex01:6001 HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 76\r\n\r\n${'x'.repeat(76)}`,
    'HTTP/1.1 200 Success\r\nContent-Type: application/rpc\r\nContent-Length: 1073741824\r\n\r\n',
    '\x05\x00\x14\x03',
  ],
];

describe('no timer cuts', () => {
  it.each(polls)('%s', async (_, minutes, request, head, body) => {
    const bench = await start();
    const [client, server] = await bench.pair();
    client.send(request);
    await server.untilLength(request.length);
    vi.advanceTimersByTime((minutes * minute) / 2);
    server.send(head);
    await client.untilText(head);
    vi.advanceTimersByTime((minutes * minute) / 2);
    expect(vi.getTimerCount()).toBe(0);
    server.send(body);
    await client.untilText(body);
    expect(client.text).toBe(head + body);
    expect([client.ended, server.ended]).toEqual([false, false]);
  });

  it('the same poll in a tunnel', async () => {
    const bench = await start({ origin: { plain: true }, proxy: { decrypts: () => false } });
    const client = await bench.connect();
    const server = await bench.origin.next();
    client.send('ask');
    await server.untilText('ask');
    vi.advanceTimersByTime(59 * minute);
    expect(vi.getTimerCount()).toBe(0);
    server.send('answer');
    await client.untilText('answer');
  });

  it('the same poll over plain http', async () => {
    const bench = await start({
      origin: { plain: true },
      proxy: { upstream: { connectTo: () => ({ host: '127.0.0.1', port: bench.origin.port }) } },
    });
    const client = new Peer(await tcp(bench.proxy));
    client.send(`GET http://${host}/poll HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    const server = await bench.origin.next();
    await server.untilText('\r\n\r\n');
    vi.advanceTimersByTime(59 * minute);
    expect(vi.getTimerCount()).toBe(0);
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    await client.untilText('\r\n\r\nok');
    vi.advanceTimersByTime(59 * minute);
    client.send(`GET http://${host}/again HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await server.untilText('/again');
    client.destroy();
  });

  // Node's HTTP keeps its time by timers of its own, which no test can turn.
  it('plain http by a timer of Node', async () => {
    const limits: unknown[] = [];
    const onServer = (message: unknown) => {
      const { requestTimeout, keepAliveTimeout, timeout } = (message as { server: Server }).server;
      limits.push({ requestTimeout, keepAliveTimeout, timeout });
    };
    const onClient = (message: unknown) => limits.push((message as { request: { timeout?: number } }).request.timeout);
    subscribe('http.server.request.start', onServer);
    subscribe('http.client.request.start', onClient);
    const bench = await startBench({
      origin: { plain: true },
      proxy: { upstream: { connectTo: () => ({ host: '127.0.0.1', port: bench.origin.port }) } },
    });
    benches.push(bench);
    const client = new Peer(await tcp(bench.proxy));
    client.send(`GET http://${host}/poll HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await (await bench.origin.next()).untilText('/poll');
    unsubscribe('http.server.request.start', onServer);
    unsubscribe('http.client.request.start', onClient);
    expect(limits).toEqual([{ requestTimeout: 0, keepAliveTimeout: 0, timeout: 0 }, undefined]);
    client.destroy();
  });

  it('a streaming subscription of EWS, whose heartbeats pass one by one', async () => {
    const bench = await start();
    const [client, server] = await bench.pair();
    client.send(`POST /EWS/Exchange.asmx HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4\r\n\r\n<s/>`);
    await server.untilText('<s/>');
    server.send('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n');
    const beat = (count: number) => `<ConnectionStatus n="${String(count).padStart(2, '0')}">OK</ConnectionStatus>`;
    for (let count = 0; count < 40; count++) {
      vi.advanceTimersByTime(45_000);
      server.send(`${beat(count).length.toString(16)}\r\n${beat(count)}\r\n`);
      await client.untilText(beat(count));
    }
    expect(bench.reports.filter(isOver)).toEqual([]);
    server.send('0\r\n\r\n');
    expect((await bench.report(isOver)).response?.body?.text.startsWith(beat(0))).toBe(true);
  });
});
