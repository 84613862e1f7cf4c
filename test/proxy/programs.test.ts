import { afterEach, describe, expect, it } from 'vitest';
import type { ClientProcess } from '../../src/types.js';
import { type Bench, type BenchOptions, host, isOver, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

type FindClient = NonNullable<NonNullable<BenchOptions['proxy']>['findClient']>;

async function start(findClient: FindClient): Promise<Bench> {
  const bench = await startBench({ proxy: { findClient } });
  benches.push(bench);
  return bench;
}

const get = `GET /owa HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
const noContent = 'HTTP/1.1 204 No Content\r\n\r\n';

async function exchange([client, server]: readonly [Peer, Peer]): Promise<void> {
  client.send(get);
  await server.untilText('\r\n\r\n');
  server.send(noContent);
  await client.untilText(noContent);
}

describe('the program of a client', () => {
  it('is asked for once a connection, by its two ends, and told with every transaction', async () => {
    const asked: unknown[] = [];
    const bench = await start(async (ends) => {
      asked.push(ends);
      return { pid: 4711, name: 'OUTLOOK' };
    });
    const pair = await bench.pair();
    await exchange(pair);
    await exchange(pair);
    await bench.report((raw) => raw.id === '2' && isOver(raw));
    expect(bench.reports.map(({ client }) => client)).toEqual(
      bench.reports.map(() => ({ pid: 4711, name: 'OUTLOOK' })),
    );
    const { localPort } = pair[0].raw;
    const remote = { address: '127.0.0.1', port: bench.proxy.port };
    expect(asked).toEqual([{ local: { address: '127.0.0.1', port: localPort }, remote }]);
  });

  it('holds back what is told, in its order, and never the bytes', async () => {
    let tell: (client: ClientProcess | undefined) => void = () => undefined;
    const bench = await start(() => new Promise((resolve) => (tell = resolve)));
    const pair = await bench.pair();
    await exchange(pair);
    await exchange(pair);
    expect(bench.reports).toEqual([]);
    tell({ pid: 9 });
    await bench.report((raw) => raw.id === '2' && isOver(raw));
    expect([...new Set(bench.reports.map(({ id }) => id))]).toEqual(['1', '2']);
  });

  it('is waited for when the proxy closes', async () => {
    let tell: (client: ClientProcess | undefined) => void = () => undefined;
    const bench = await start(() => new Promise((resolve) => (tell = resolve)));
    await exchange(await bench.pair());
    const closing = bench.proxy.close();
    tell({ pid: 9 });
    await closing;
    expect(bench.reports.at(-1)?.client).toEqual({ pid: 9 });
  });

  it.each([
    ['is unknown', async () => undefined],
    ['cannot be asked for', () => Promise.reject(new Error('no'))],
  ])('that %s is left out', async (_what, findClient) => {
    const bench = await start(findClient);
    await exchange(await bench.pair());
    expect(await bench.report(isOver)).not.toHaveProperty('client');
  });

  it('is told of a plain request and of a refused CONNECT, too', async () => {
    const bench = await start(async () => ({ pid: 7 }));
    const peer = new Peer(await tcp(bench.proxy));
    peer.send(`GET http://${host}:1/ HTTP/1.1\r\nHost: ${host}:1\r\n\r\n`);
    await peer.untilText('502');
    expect((await bench.report(isOver)).client).toEqual({ pid: 7 });
    await bench.connect(`${host}:1`);
    expect((await bench.report(({ request }) => request?.method === 'CONNECT')).client).toEqual({ pid: 7 });
    peer.destroy();
  });
});
