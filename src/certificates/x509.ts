import { createPrivateKey, KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import type { KeyUsageFlags } from '@peculiar/x509';
import { encodeNameConstraints, nameConstraintsOid } from './name-constraints.js';

/** The library is slow to import (about 0.1 s), so it is loaded when the first certificate is minted. */
async function loadLibrary() {
  await import('reflect-metadata'); // first: the library's decorators need it
  return await import('@peculiar/x509');
}

/** What a key signs with: P-256 is made in a moment, RSA (2048) takes a third of a second and is known to every client. */
export type KeyType = 'ecdsa' | 'rsa';

const parameters = {
  ecdsa: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  rsa: {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
} as const satisfies Record<KeyType, object>;

/** From when to when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A new key pair, exportable. */
export async function generateKeys(type: KeyType): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(parameters[type], true, ['sign', 'verify']);
}

/** The private key as PKCS#8 PEM. Written by OpenSSL: PEM by hand goes wrong where base64 fills its last line. */
export function privateKeyPem(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A key of our own, from its DER (PKCS#8). */
export async function importPrivateKey(pkcs8: Buffer): Promise<webcrypto.CryptoKey> {
  const { asymmetricKeyType } = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  const algorithm = parameters[asymmetricKeyType === 'rsa' ? 'rsa' : 'ecdsa'];
  return await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign']);
}

/** The two certificates of an authority, PEM. */
export interface MintedAuthority {
  readonly root: string;
  readonly issuing: string;
}

/**
 * A root and the one authority below it, which issues. Both can stand for nothing but servers of the given DNS subtrees:
 * name constraints, and the server purpose alone (a stolen key must not sign code). A validator need not heed the
 * constraints of a trust anchor (RFC 5280 §6.1.1), those of a certificate below it it must. The root's key signs
 * this once, and must be kept by nobody.
 */
export async function mintAuthority(
  options: Validity & {
    /** Of the root, then of the authority below it; of the same type. */
    readonly keys: readonly [root: webcrypto.CryptoKeyPair, issuing: webcrypto.CryptoKeyPair];
    readonly commonName: string;
    readonly subtrees: readonly string[];
  },
): Promise<MintedAuthority> {
  const library = await loadLibrary();
  const { keys, commonName, subtrees, notBefore, notAfter } = options;
  const [rootKeys, issuingKeys] = keys;
  const rootName = [{ CN: [commonName] }];
  const mint = async (subject: typeof rootName, publicKey: webcrypto.CryptoKey, pathLength: number) => {
    const { rawData } = await library.X509CertificateGenerator.create(
      {
        subject,
        issuer: rootName,
        publicKey,
        signingKey: rootKeys.privateKey,
        serialNumber: randomSerial(),
        notBefore,
        notAfter,
        signingAlgorithm: signingAlgorithm(rootKeys.privateKey),
        extensions: [
          new library.BasicConstraintsExtension(true, pathLength, true),
          new library.KeyUsagesExtension(library.KeyUsageFlags.keyCertSign | library.KeyUsageFlags.cRLSign, true),
          new library.ExtendedKeyUsageExtension([library.ExtendedKeyUsage.serverAuth]),
          new library.Extension(nameConstraintsOid, true, encodeNameConstraints(subtrees)),
          await library.SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
          await library.AuthorityKeyIdentifierExtension.create(rootKeys.publicKey, false, webcrypto),
        ],
      },
      webcrypto,
    );
    return pem(rawData);
  };
  return {
    root: await mint(rootName, rootKeys.publicKey, 1),
    issuing: await mint([{ CN: [`${commonName}, issuing`] }], issuingKeys.publicKey, 0),
  };
}

/**
 * A server certificate for one host, valid as long as its issuer.
 *
 * @returns PEM
 */
export async function mintLeaf(options: {
  readonly host: string;
  readonly publicKey: webcrypto.CryptoKey;
  readonly issuerCertificate: string;
  readonly issuerKey: webcrypto.CryptoKey;
}): Promise<string> {
  const library = await loadLibrary();
  const { host, publicKey, issuerKey } = options;
  const issuer = new library.X509Certificate(options.issuerCertificate);
  const certificate = await library.X509CertificateGenerator.create(
    {
      publicKey,
      signingKey: issuerKey,
      subject: [{ CN: [subjectName(host)] }],
      issuer: issuer.subjectName.toJSON(),
      serialNumber: randomSerial(),
      notBefore: issuer.notBefore,
      notAfter: issuer.notAfter,
      signingAlgorithm: signingAlgorithm(issuerKey),
      extensions: [
        new library.BasicConstraintsExtension(false, undefined, true),
        new library.KeyUsagesExtension(leafUsage(library.KeyUsageFlags, publicKey), true),
        new library.ExtendedKeyUsageExtension([library.ExtendedKeyUsage.serverAuth]),
        new library.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]),
        await library.SubjectKeyIdentifierExtension.create(publicKey, false, webcrypto),
        await library.AuthorityKeyIdentifierExtension.create(
          await issuer.publicKey.export(webcrypto),
          false,
          webcrypto,
        ),
      ],
    },
    webcrypto,
  );
  return pem(certificate.rawData);
}

function keyTypeOf({ algorithm }: webcrypto.CryptoKey): KeyType {
  return algorithm.name === 'ECDSA' ? 'ecdsa' : 'rsa';
}

function signingAlgorithm(key: webcrypto.CryptoKey) {
  return parameters[keyTypeOf(key)];
}

// The oldest cipher suites have the client encrypt to the key instead of having it sign.
function leafUsage(flags: typeof KeyUsageFlags, publicKey: webcrypto.CryptoKey): number {
  return keyTypeOf(publicKey) === 'rsa' ? flags.digitalSignature | flags.keyEncipherment : flags.digitalSignature;
}

// A common name holds 64 characters at most (RFC 5280, ub-common-name); clients read the subject alternative name.
function subjectName(host: string): string {
  return host.length <= 64 ? host : 'hma-doctor';
}

// 126 random bits; the first octet is neither zero nor negative.
function randomSerial(): string {
  const octets = randomBytes(16);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets.toString('hex');
}

function pem(der: ArrayBuffer): string {
  return new X509Certificate(Buffer.from(der)).toString();
}
