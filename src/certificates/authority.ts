import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { HmaError } from '../errors.js';
import { cached, once } from './cached.js';
import { coversHost, normaliseHosts, subtreesOf } from './host-list.js';
import { generateKeys, importPrivateKey, mintAuthority, mintLeaf, privateKeyPem } from './x509.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A certificate with its key, all PEM. `chain` is the certificate followed by its issuer's. */
export interface Leaf {
  readonly certificate: string;
  readonly key: string;
  readonly chain: string;
}

/** A local certificate authority for a closed list of hosts. */
export interface Authority {
  /** PEM */
  readonly certificate: string;
  /** PEM (PKCS#8). A secret. */
  readonly key: string;
  /** SHA-256 of the certificate: upper-case octets parted by colons. */
  readonly fingerprint: string;
  readonly notAfter: Date;
  /** The names it may speak for: lower case, sorted. */
  readonly hosts: readonly string[];
  /** A certificate for one host; the same one each time. Rejects with ERR_CERTIFICATES for a host outside `hosts`. */
  leafFor(host: string): Promise<Leaf>;
  /** The same, ready for a TLS server. */
  secureContextFor(host: string): Promise<SecureContext>;
}

/** What `createAuthority` is told. */
export interface AuthorityOptions {
  /** Host names, or `*.contoso.com` for everything below a domain. A changed list needs a new authority. */
  readonly hosts: readonly string[];
  /** How long it is valid; 7. */
  readonly days?: number;
  readonly commonName?: string;
  readonly now?: Date;
}

/**
 * A new authority, in memory only. It is valid from an hour ago (clients' clocks lag), and can by its own
 * certificate sign for nothing but servers of `hosts` and the names below them.
 *
 * @throws {HmaError} ERR_CERTIFICATES when `hosts` is empty or not made of DNS names.
 */
export async function createAuthority(options: AuthorityOptions): Promise<Authority> {
  const hosts = normaliseHosts(options.hosts);
  const now = (options.now ?? new Date()).getTime();
  const keys = await generateKeys();
  const certificate = await mintAuthority({
    keys,
    commonName: options.commonName ?? 'hma-doctor local CA (this computer only)',
    subtrees: subtreesOf(hosts),
    notBefore: new Date(now - hourMs),
    notAfter: new Date(now + (options.days ?? 7) * dayMs),
  });
  return restoreAuthority({ certificate, key: privateKeyPem(keys.privateKey), hosts });
}

/**
 * An authority from its kept parts.
 *
 * @throws {HmaError} ERR_CERTIFICATES when a part cannot be read or the key is another certificate's.
 */
export function restoreAuthority(parts: {
  readonly certificate: string;
  readonly key: string;
  readonly hosts: readonly string[];
}): Authority {
  const { certificate, key } = parts;
  const hosts = normaliseHosts(parts.hosts);
  const { x509, pkcs8 } = readParts(certificate, key);
  const signingKey = once(() => importPrivateKey(pkcs8));
  // One key for all leaves: it never leaves this process, and a key of its own for each host would gain nothing.
  const leafKeys = once(generateKeys);
  const leafFor = cached(async (host) => {
    const keys = await leafKeys();
    const issuerKey = await signingKey();
    const leaf = await mintLeaf({ host, publicKey: keys.publicKey, issuerCertificate: certificate, issuerKey });
    return { certificate: leaf, key: privateKeyPem(keys.privateKey), chain: leaf + certificate };
  });
  const secureContextFor = cached(async (host) => {
    const { chain, key: leafKey } = await leafFor(host);
    return createSecureContext({ cert: chain, key: leafKey });
  });
  const notAfter = new Date(x509.validTo);
  return {
    certificate,
    key,
    hosts,
    notAfter,
    fingerprint: x509.fingerprint256,
    leafFor: async (host) => await leafFor(ownName(hosts, host)),
    secureContextFor: async (host) => await secureContextFor(ownName(hosts, host)),
  };
}

function readParts(certificate: string, key: string): { x509: X509Certificate; pkcs8: Buffer } {
  try {
    const x509 = new X509Certificate(certificate);
    const privateKey = createPrivateKey(key);
    if (!x509.ca || !x509.checkPrivateKey(privateKey)) throw new TypeError('not the key of a CA certificate');
    return { x509, pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }) };
  } catch (cause) {
    throw new HmaError('ERR_CERTIFICATES', 'The kept certificate authority cannot be read, or its parts do not fit.', {
      cause,
    });
  }
}

function ownName(hosts: readonly string[], host: string): string {
  const name = host.toLowerCase();
  if (coversHost(hosts, name)) return name;
  throw new HmaError(
    'ERR_CERTIFICATES',
    `The local certificate authority may not speak for ${JSON.stringify(host.slice(0, 255))}. Name the host when you start hma-doctor.`,
  );
}
