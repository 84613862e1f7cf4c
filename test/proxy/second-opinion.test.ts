import { X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, type BenchOptions, host, startBench } from './bench.js';

let bench: Bench | undefined;
afterEach(() => bench?.close());

const start = async (options: BenchOptions): Promise<Bench> => {
  bench = await startBench({ isTrusted: false, ...options });
  return bench;
};
const failed = async (options: BenchOptions) => {
  const { open, report } = await start(options);
  await open();
  return (await report(({ failure }) => failure !== undefined)).failure?.code;
};

describe('a server whose issuer only the system knows', () => {
  it('is talked to, and the system was asked for its chain', async () => {
    const chains: (readonly Buffer[])[] = [];
    const { pair } = await start({
      judge: async (chain) => {
        chains.push(chain);
        return true;
      },
    });
    const [client, server] = await pair();
    client.send('GET /owa HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n');
    await server.untilText('GET /owa');
    expect(chains.map((chain) => chain.map((der) => new X509Certificate(der).subject))).toEqual([[`CN=${host}`]]);
  });

  it.each<[what: string, options: BenchOptions, code: string]>([
    ['the system does not know either', { judge: async () => false }, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    [
      'the system cannot be asked about',
      { judge: () => Promise.reject(new Error()) },
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
    ['is for another name', { judge: async () => true, names: ['mail.fabrikam.com'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is refused where it %s', async (_what, options, code) => {
    expect(await failed(options)).toBe(code);
  });

  it('is asked about an algorithm that OpenSSL thinks too weak, whose own words are told where it agrees', async () => {
    const weak = { isTrusted: true, weak: { hash: 'SHA-1' }, tls: { ciphers: 'DEFAULT@SECLEVEL=0' } } as const;
    const { open, report, close } = await start({ ...weak, judge: async () => false });
    await open();
    expect((await report(({ failure }) => failure !== undefined)).failure).toMatchObject({
      code: 'UNSPECIFIED',
      message: 'CA signature digest algorithm too weak',
      certificate: { names: [host] },
    });
    await close();
    const { pair } = await start({ ...weak, judge: async () => true });
    const [client, server] = await pair();
    client.send('GET /owa HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n');
    await server.untilText('GET /owa');
  });

  it.each<[what: string, options: BenchOptions, code: string]>([
    ['expired', { validity: { startDay: -20, validDays: 10 } }, 'CERT_HAS_EXPIRED'],
    ['of another name', { names: ['mail.fabrikam.com'] }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('is not asked about a certificate that is %s', async (_what, options, code) => {
    const asked = { judge: () => Promise.reject(new Error('asked')), isTrusted: true };
    expect(await failed({ ...asked, ...options })).toBe(code);
  });
});
