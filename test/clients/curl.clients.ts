import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientBench, isInstalled, type Ran, runClient, startClientBench, type Way } from './bench.js';

const ews = 'https://mail.contoso.com/EWS/Exchange.asmx';

describe.skipIf(!isInstalled('curl'))('curl', () => {
  let bench: ClientBench;
  beforeAll(async () => {
    bench = await startClientBench();
    writeFileSync(join(bench.folder, 'big.xml'), 'x'.repeat(3_000_000));
  });
  afterAll(() => bench.close());

  const curl = ({ proxy, ca }: Way, args: readonly string[]): Promise<Ran> =>
    runClient('curl', ['-sS', '-x', proxy, '--cacert', ca, '-w', '\n%{http_code} %{num_connects}', ...args], {
      cwd: bench.folder,
      env: { PATH: process.env.PATH },
    });

  it.each([
    ['without credentials', '401 1', [ews]],
    ['with an empty Bearer', '401 1', ['-H', 'Authorization: Bearer', ews]],
    ['with a token', '200 1', ['-H', '@authorization.txt', '-d', '<x/>', ews]],
    ['twice on one connection', '200 0', ['-H', '@authorization.txt', '-d', '<x/>', ews, ews]],
    ['with Basic', '401 1', ['-u', 'megan:secret', ews]],
    ['by HTTP/1.0', '200 1', ['-0', '--no-alpn', '-H', '@authorization.txt', '-d', '<x/>', ews]],
    ['with HEAD', '401 1', ['-I', ews]],
    [
      'with an upload after 100-continue',
      '200 1',
      ['-H', '@authorization.txt', '-H', 'Expect: 100-continue', '--data-binary', '@big.xml', ews],
    ],
    [
      'with an upload in chunks',
      '200 1',
      ['-H', '@authorization.txt', '-H', 'Transfer-Encoding: chunked', '--data-binary', '@big.xml', ews],
    ],
    ['that offers HTTP/2 and HTTP/1.1', '401 1', ['--http2', ews]],
  ])('gets the same answer %s', async (_what, expected, args) => {
    const [read, unread] = await Promise.all([curl(bench.read, args), curl(bench.unread, args)]);
    expect(read.stdout.trimEnd().split('\n').at(-1)).toBe(expected);
    expect(lasting(read)).toEqual(lasting(unread));
  });

  it('is diagnosed as healthy by all this', () => {
    bench.diagnosis.advance(Number.POSITIVE_INFINITY);
    const { findings, capture } = bench.diagnosis.report();
    expect(capture.transactions).toBeGreaterThan(9);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

// Each answer has a time and ids of its own.
function lasting({ code, stdout }: Ran): object {
  const plain = stdout.replace(/^(?:date|request-id|x-ms-\S+|set-cookie): .*$/gim, '').replace(/\r/g, '');
  return { code, plain };
}
