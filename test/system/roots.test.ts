import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { systemRoots } from '../../src/system/roots.js';
import { debian } from '../../src/system/trust/linux.js';

const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256;
const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

describe.skipIf(process.platform !== 'linux' || !existsSync(debian.bundle))('the roots of the system', () => {
  it('are those of its bundle that Node does not have', async () => {
    const known = new Set(rootCertificates.map(fingerprint));
    const all = readFileSync(debian.bundle, 'utf8').match(block) ?? [];
    const expected = all.map(fingerprint).filter((one) => !known.has(one));
    expect((await systemRoots({ platform: 'linux' })).map(fingerprint).sort()).toEqual(expected.sort());
  });
});
