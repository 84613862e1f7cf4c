import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientBench, isInstalled, runClient, startClientBench } from './bench.js';

describe.skipIf(!isInstalled('openssl', 'version'))('openssl s_client', () => {
  let bench: ClientBench;
  beforeAll(async () => {
    bench = await startClientBench();
  });
  afterAll(() => bench.close());

  it.each(['-tls1_2', '-tls1_3'])('verifies our certificate strictly and agrees on HTTP/1.1, %s', async (version) => {
    const { proxy, ca } = bench.read;
    const { stdout } = await runClient('sh', [
      '-c',
      'printf "GET /owa HTTP/1.1\\r\\nHost: mail.contoso.com\\r\\nConnection: close\\r\\n\\r\\n" | exec openssl s_client "$@"',
      'sh',
      ...[
        '-proxy',
        proxy.replace('http://', ''),
        '-connect',
        'mail.contoso.com:443',
        '-servername',
        'mail.contoso.com',
      ],
      ...['-CAfile', ca, '-x509_strict', '-verify_hostname', 'mail.contoso.com', '-verify_return_error'],
      ...['-alpn', 'h2,http/1.1', '-ign_eof', version],
    ]);
    expect(stdout).toContain('Verify return code: 0 (ok)');
    expect(stdout).toContain('ALPN protocol: http/1.1');
    expect(stdout).toMatch(/^HTTP\/1\.1 \d{3} /m);
  });
});
