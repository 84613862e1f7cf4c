import { afterEach, describe, expect, it } from 'vitest';
import { createDiagnosis } from '../../src/diagnosis.js';
import type { Finding } from '../../src/types.js';
import { type Bench, type BenchOptions, host, startBench } from './bench.js';
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

/** What is found where one attempt is all that was seen. */
async function found(bench: Bench): Promise<readonly Finding[]> {
  const raw = await bench.report(({ failure }) => failure !== undefined);
  const diagnosis = createDiagnosis();
  diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report({ sources: [] }).findings;
}

const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
const wanting = { wantsCertificate: true };
const weak = { ciphers: 'DEFAULT@SECLEVEL=0' };
const tls12 = { maxVersion: 'TLSv1.2' } as const;
const failures: [what: string, rule: string, options: BenchOptions, tls: object][] = [
  ['an expired certificate', 'certificate-untrusted', { validity: { startDay: -20, validDays: 10 } }, {}],
  ['a certificate that is not valid yet', 'certificate-untrusted', { validity: { startDay: 5, validDays: 10 } }, {}],
  ['a certificate of another name', 'certificate-untrusted', { names: ['mail.fabrikam.com'] }, {}],
  ['a certificate of nobody known', 'certificate-untrusted', { isTrusted: false }, {}],
  ['versions of TLS that do not meet', 'connection-failed', { tls: old }, { minVersion: 'TLSv1.2' }],
  ['a certificate that is signed too weakly', 'certificate-untrusted', { weak: { hash: 'SHA-1' }, tls: weak }, {}],
  ['a demand for a certificate of the client', 'client-certificate-required', { origin: wanting, tls: tls12 }, {}],
  ['the same demand, after the handshake', 'client-certificate-required', { origin: wanting }, {}],
  ['a client that does not trust us', 'interception-refused', {}, { ca: [], minVersion: 'TLSv1.3' }],
];

describe('a connection that fails becomes a finding', () => {
  it.each(failures)('%s: %s', async (_, rule, options, tls) => {
    const bench = await start(options);
    await bench.open(tls);
    expect((await found(bench)).map((finding) => finding.rule)).toEqual([rule]);
  });

  it('a name that does not resolve', async () => {
    const lookup = (_name: string, _options: object, done: (error: Error) => void) =>
      done(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }));
    const bench = await start({ proxy: { upstream: { lookup: lookup as never } } });
    await bench.connect();
    expect(await found(bench)).toMatchObject([
      { rule: 'connection-failed', values: { stage: 'dns', code: 'ENOTFOUND' } },
    ]);
  });

  it('a port where nobody listens', async () => {
    const bench = await start();
    bench.origin.close();
    await bench.connect();
    expect(await found(bench)).toMatchObject([
      { rule: 'connection-failed', values: { stage: 'connect', code: 'ECONNREFUSED' } },
    ]);
  });

  it.each<[alert: string, number: string]>([
    ['unknown_ca', '\x30'],
    ['bad_certificate', '\x2a'],
    ['certificate_unknown', '\x2e'],
  ])('a client that refuses us by the alert %s', async (_, number) => {
    const bench = await start();
    const client = await bench.connect();
    client.send(await clientHelloBytes({ servername: host, maxVersion: 'TLSv1.2' }));
    await client.until(({ text }) => text.includes('\x16\x03\x03'));
    client.send(`\x15\x03\x03\x00\x02\x02${number}`);
    expect(await found(bench)).toMatchObject([{ rule: 'interception-refused', severity: 'warning' }]);
  });

  it('a client that closes after our certificate', async () => {
    const bench = await start();
    const client = await bench.connect();
    client.send(await clientHelloBytes({ servername: host, maxVersion: 'TLSv1.2' }));
    await client.until(({ text }) => text.includes('\x16\x03\x03'));
    client.end();
    expect(await found(bench)).toMatchObject([{ rule: 'interception-refused' }]);
  });
});
