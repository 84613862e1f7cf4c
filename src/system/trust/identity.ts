import { X509Certificate } from 'node:crypto';
import type { RootIdentity } from './trust-store.js';

/** The fingerprints of a certificate (PEM). */
export function identityOf(pem: string): RootIdentity {
  const { fingerprint, fingerprint256 } = new X509Certificate(pem);
  return { sha1: fingerprint.replaceAll(':', ''), sha256: fingerprint256.replaceAll(':', '') };
}

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Whether a text of PEM certificates has this one in it. */
export function holdsCertificate(text: string, { sha256 }: RootIdentity): boolean {
  return (text.match(block) ?? []).some((pem) => fingerprintOf(pem) === sha256);
}

/** The first part of the fingerprint, for the name of a file or an entry. */
export function shortName({ sha1 }: RootIdentity): string {
  return `hma-doctor-${sha1.slice(0, 12).toLowerCase()}`;
}

function fingerprintOf(pem: string): string | undefined {
  try {
    return identityOf(pem).sha256;
  } catch {
    return undefined; // a bundle may hold what this version of OpenSSL does not read
  }
}
