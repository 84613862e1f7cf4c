import { KeyObject, randomBytes, webcrypto, X509Certificate } from 'node:crypto';
import { encodeNameConstraints, nameConstraintsOid } from './name-constraints.js';

/** The library is slow to import (about 0.1 s), so it is loaded when the first certificate is minted. */
async function loadLibrary() {
  await import('reflect-metadata'); // first: the library's decorators need it
  return await import('@peculiar/x509');
}

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** From when to when a certificate is valid. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A new EC P-256 key pair, exportable. */
export async function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
}

/** The private key as PKCS#8 PEM. Written by OpenSSL: PEM by hand goes wrong where base64 fills its last line. */
export function privateKeyPem(key: webcrypto.CryptoKey): string {
  return KeyObject.from(key).export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** A key of our own, from its DER (PKCS#8). */
export async function importPrivateKey(pkcs8: Buffer): Promise<webcrypto.CryptoKey> {
  return await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), keyAlgorithm, false, ['sign']);
}

/**
 * A self-signed root which can sign nothing but server certificates of the given DNS subtrees: name constraints,
 * path length 0, and the server purpose alone (a stolen key must not sign code).
 *
 * @returns PEM
 */
export async function mintAuthority(
  options: Validity & {
    readonly keys: webcrypto.CryptoKeyPair;
    readonly commonName: string;
    readonly subtrees: readonly string[];
  },
): Promise<string> {
  const library = await loadLibrary();
  const { keys, commonName, subtrees, notBefore, notAfter } = options;
  const certificate = await library.X509CertificateGenerator.createSelfSigned(
    {
      keys,
      name: [{ CN: [commonName] }],
      serialNumber: randomSerial(),
      notBefore,
      notAfter,
      signingAlgorithm: keyAlgorithm,
      extensions: [
        new library.BasicConstraintsExtension(true, 0, true),
        new library.KeyUsagesExtension(library.KeyUsageFlags.keyCertSign | library.KeyUsageFlags.cRLSign, true),
        new library.ExtendedKeyUsageExtension([library.ExtendedKeyUsage.serverAuth]),
        new library.Extension(nameConstraintsOid, true, encodeNameConstraints(subtrees)),
        await library.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await library.AuthorityKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  return pem(certificate.rawData);
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
      signingAlgorithm: keyAlgorithm,
      extensions: [
        new library.BasicConstraintsExtension(false, undefined, true),
        new library.KeyUsagesExtension(library.KeyUsageFlags.digitalSignature, true),
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
