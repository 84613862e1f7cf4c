import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import { HmaError, sentence } from '../errors.js';
import { cached, once } from './cached.js';
import { coversHost, normaliseHosts, subtreesOf } from './host-list.js';
import { generateKeys, importPrivateKey, type KeyType, mintAuthority, mintLeaf, privateKeyPem } from './x509.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A certificate with its key, all PEM. `chain` is the certificate followed by its issuer's, without the root. */
export interface Leaf {
  readonly certificate: string;
  readonly key: string;
  readonly chain: string;
}

/** What an authority is kept as. */
export interface AuthorityParts {
  /** PEM. The root: what clients trust. Its key is kept by nobody. */
  readonly certificate: string;
  /** PEM. The authority below the root, which signs for hosts. */
  readonly issuing: string;
  /** PEM (PKCS#8), of `issuing`. A secret. */
  readonly key: string;
  /** The names it may speak for: lower case, sorted. */
  readonly hosts: readonly string[];
}

/** A local certificate authority for a closed list of hosts. */
export interface Authority extends AuthorityParts {
  /** SHA-256 of the root: upper-case octets parted by colons. */
  readonly fingerprint: string;
  readonly notAfter: Date;
  /** A certificate for one host; the same one each time. Rejects with ERR_CERTIFICATES for a host outside `hosts`. */
  leafFor(host: string, type?: KeyType): Promise<Leaf>;
  /**
   * The same, ready for a TLS server. An RSA authority has two certificates for each host: TLS shows the one of RSA to
   * clients whose ClientHello offers nothing with ECDSA.
   */
  secureContextFor(host: string): Promise<SecureContext>;
}

/** What `createAuthority` is told. */
export interface AuthorityOptions {
  /** Host names, or `*.contoso.com` for everything below a domain. A changed list needs a new authority. */
  readonly hosts: readonly string[];
  /** How long it is valid; 7. */
  readonly days?: number;
  /** `rsa` is slow to make, and understood by every client; `ecdsa`. */
  readonly keyType?: KeyType;
  readonly commonName?: string;
  readonly now?: Date;
}

// One key of a type for all leaves: it never leaves this process, and a key of its own for each host would gain nothing.
const leafKeys = { ecdsa: once(() => generateKeys('ecdsa')), rsa: once(() => generateKeys('rsa')) };

/**
 * A new authority, in memory only. It is valid from an hour ago (clients' clocks lag), and can by its own
 * certificates sign for nothing but servers of `hosts` and the names below them.
 *
 * @throws {HmaError} ERR_CERTIFICATES when `hosts` is empty or not made of DNS names.
 */
export async function createAuthority(options: AuthorityOptions): Promise<Authority> {
  const hosts = normaliseHosts(options.hosts);
  const now = (options.now ?? new Date()).getTime();
  const keyType = options.keyType ?? 'ecdsa';
  const [rootKeys, keys] = await Promise.all([generateKeys(keyType), generateKeys(keyType)]);
  const { root, issuing } = await mintAuthority({
    keys: [rootKeys, keys],
    commonName: options.commonName ?? ownCommonName(),
    subtrees: subtreesOf(hosts),
    notBefore: new Date(now - hourMs),
    notAfter: new Date(now + (options.days ?? 7) * dayMs),
  });
  return restoreAuthority({ certificate: root, issuing, key: privateKeyPem(keys.privateKey), hosts });
}

// With a part of its own, so that an old authority and a new one can be told apart in a list of certificates.
function ownCommonName(): string {
  return `hma-doctor local CA ${randomBytes(3).toString('hex')} (this computer only)`;
}

/**
 * An authority from its kept parts.
 *
 * @throws {HmaError} ERR_CERTIFICATES when a part cannot be read or the key is another certificate's.
 */
export function restoreAuthority(parts: AuthorityParts): Authority {
  const { certificate, issuing, key } = parts;
  const hosts = normaliseHosts(parts.hosts);
  const { root, pkcs8, keyType } = readParts(parts);
  const signingKey = once(() => importPrivateKey(pkcs8));
  const leavesOf = (type: KeyType) =>
    cached(async (host) => {
      const keys = await leafKeys[type]();
      const issuerKey = await signingKey();
      const leaf = await mintLeaf({ host, publicKey: keys.publicKey, issuerCertificate: issuing, issuerKey });
      return { certificate: leaf, key: privateKeyPem(keys.privateKey), chain: leaf + issuing };
    });
  const leaves = { ecdsa: leavesOf('ecdsa'), rsa: leavesOf('rsa') };
  const shown: readonly KeyType[] = keyType === 'rsa' ? ['ecdsa', 'rsa'] : ['ecdsa'];
  if (keyType === 'rsa') leafKeys.rsa().catch(() => {}); // begun early: it is slow; who needs it gets the error
  const secureContextFor = cached(async (host) => {
    const all = await Promise.all(shown.map((type) => leaves[type](host)));
    return createSecureContext({ cert: all.map(({ chain }) => chain), key: all.map((leaf) => leaf.key) });
  });
  return {
    certificate,
    issuing,
    key,
    hosts,
    notAfter: new Date(root.validTo),
    fingerprint: root.fingerprint256,
    leafFor: async (host, type = 'ecdsa') => await leaves[type](ownName(hosts, host)),
    secureContextFor: async (host) => await secureContextFor(ownName(hosts, host)),
  };
}

function readParts(parts: AuthorityParts): { root: X509Certificate; pkcs8: Buffer; keyType: KeyType } {
  try {
    const [root, issuing] = [new X509Certificate(parts.certificate), new X509Certificate(parts.issuing)];
    const privateKey = createPrivateKey(parts.key);
    if (!issuing.ca || !issuing.checkPrivateKey(privateKey)) throw new TypeError('not the key of a CA certificate');
    if (!issuing.checkIssued(root) || !issuing.verify(root.publicKey)) throw new TypeError('not signed by the root');
    const keyType = privateKey.asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa';
    return { root, keyType, pkcs8: privateKey.export({ type: 'pkcs8', format: 'der' }) };
  } catch (cause) {
    throw new HmaError(
      'ERR_CERTIFICATES',
      sentence`The kept certificate authority cannot be read, or its parts do not fit.`,
      {
        cause,
      },
    );
  }
}

function ownName(hosts: readonly string[], host: string): string {
  const name = host.toLowerCase();
  if (coversHost(hosts, name)) return name;
  throw new HmaError(
    'ERR_CERTIFICATES',
    sentence`The local certificate authority may not speak for ${JSON.stringify(host.slice(0, 255))}. Name the host when you start hma-doctor.`,
  );
}
