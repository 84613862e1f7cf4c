import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, type BenchOptions, startBench, tcp } from './bench.js';
import { Peer } from './peer.js';

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

// Every name leads to this computer, as a DNS server of somebody else's could have it.
const lookup: NonNullable<NonNullable<BenchOptions['proxy']>['upstream']>['lookup'] = (_name, { all }, done) => {
  if (all) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

async function start(proxy: BenchOptions['proxy'] = {}): Promise<Bench> {
  const bench = await startBench({ proxy: { upstream: {}, decrypts: () => true, ...proxy } });
  benches.push(bench);
  return bench;
}

const spellings = [
  '127.0.0.1',
  'localhost',
  'LOCALHOST',
  '127.1',
  '127.0.1',
  '0',
  '0.0.0.0',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0177.0.0.01',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
];

describe('a proxy never forwards to itself', () => {
  it.each(spellings)('spelt %s', async (name) => {
    const bench = await start();
    await expectRefused(bench, `${name}:${bench.proxy.port}`);
  });

  it.each(['localhost.', 'rebound.contoso.com'])('by a name that leads here: %s', async (name) => {
    const bench = await start({ upstream: { lookup } });
    await expectRefused(bench, `${name}:${bench.proxy.port}`);
  });

  it('by a name of several addresses, where another one does not answer', async () => {
    const several = ['127.0.0.3', '127.0.0.1'].map((address) => ({ address, family: 4 }));
    const bench = await start({ upstream: { lookup: (_name, _options, done) => done(null, several) } });
    await expectRefused(bench, `rebound.contoso.com:${bench.proxy.port}`);
  });

  it.each(['127.0.0.1', '127.8.9.10', 'localhost', '0', '[::1]', '[::]', ...addressesOfThisComputer()])(
    'as %s where it listens at every address',
    async (name) => {
      const bench = await start({ listenHost: '::' });
      await expectRefused(bench, `${name}:${bench.proxy.port}`);
    },
  );

  it.each([...spellings, '%31%32%37.0.0.1', 'anyone@127.0.0.1', 'mail.contoso.com@127.0.0.1'])(
    'by a plain request to %s',
    async (name) => {
      const bench = await start();
      const client = new Peer(await tcp(bench.proxy));
      client.send(`GET http://${name}:${bench.proxy.port}/ HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n`);
      await client.until(({ ended, closed }) => ended || closed);
      expect(client.text).toMatch(/^HTTP\/1\.1 502 [\s\S]*ERR_PROXY_LOOP/);
      client.destroy();
    },
  );

  it('nor to another listener of its process', async () => {
    const other = createServer((socket) => socket.on('error', () => {}).end('the page of the tool'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const bench = await start({ ownListeners: () => [{ address: '127.0.0.1', port }] });
    await expectRefused(bench, `0x7f.1:${port}`);
    other.close();
  });

  it('but does to another program on this computer', async () => {
    const bench = await start({ decrypts: () => false });
    const client = await bench.connect(`127.1:${bench.origin.port}`);
    expect(client.text).toMatch(/^HTTP\/1\.1 200 /);
  });
});

async function expectRefused(bench: Bench, target: string): Promise<void> {
  const client = await bench.connect(target);
  expect(client.text).toMatch(/^HTTP\/1\.1 502 [\s\S]*ERR_PROXY_LOOP/);
  const { failure } = await bench.report((raw) => raw.failure !== undefined);
  expect(failure).toMatchObject({ stage: 'connect', code: 'ERR_PROXY_LOOP' });
}

function addressesOfThisComputer(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return all.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}
