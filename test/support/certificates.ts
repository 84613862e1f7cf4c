/** Throwaway certificates for tests' servers: EC P-256, made in memory, in a second's part. */
import 'reflect-metadata';
import { KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import * as x509 from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const dayMs = 86_400_000;

/** A certificate authority of a test. */
export interface TestAuthority {
  /** PEM */
  readonly certificate: string;
  /** A server's context for these names. `validDays` counts from `startDay`, both relative to today. */
  contextFor(
    names: readonly string[],
    validity?: { startDay: number; validDays: number },
    tls?: SecureContextOptions,
    weak?: Weakness,
  ): Promise<SecureContext>;
}

/** How a certificate is signed, and the length of its key, where they are not of today. */
export interface Weakness {
  readonly hash?: 'SHA-1';
  readonly rsaBits?: number;
}

let serial = 1;

export async function createTestAuthority(name = 'Contoso Test CA'): Promise<TestAuthority> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const issuer = await x509.X509CertificateGenerator.createSelfSigned(
    {
      keys,
      name: [{ CN: [name] }],
      serialNumber: nextSerial(),
      ...validity({ startDay: -1, validDays: 30 }),
      signingAlgorithm: algorithm,
      extensions: [new x509.BasicConstraintsExtension(true, 0, true)],
    },
    webcrypto,
  );
  return {
    certificate: pem(issuer.rawData),
    async contextFor(names, when = { startDay: -1, validDays: 30 }, tls = {}, { hash = 'SHA-256', rsaBits } = {}) {
      const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
      const kind = rsaBits === undefined ? algorithm : { ...rsa, modulusLength: rsaBits };
      const leafKeys = await webcrypto.subtle.generateKey(kind, true, ['sign', 'verify']);
      const leaf = await x509.X509CertificateGenerator.create(
        {
          publicKey: leafKeys.publicKey,
          signingKey: keys.privateKey,
          subject: [{ CN: [names[0] ?? 'nobody'] }],
          issuer: issuer.subjectName.toJSON(),
          serialNumber: nextSerial(),
          ...validity(when),
          signingAlgorithm: { ...algorithm, hash },
          extensions: [new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value })))],
        },
        webcrypto,
      );
      const key = KeyObject.from(leafKeys.privateKey).export({ type: 'pkcs8', format: 'pem' });
      return createSecureContext({ ...tls, key, cert: pem(leaf.rawData) });
    },
  };
}

function validity({ startDay, validDays }: { startDay: number; validDays: number }) {
  const notBefore = new Date(Date.now() + startDay * dayMs);
  return { notBefore, notAfter: new Date(notBefore.getTime() + validDays * dayMs) };
}

function nextSerial(): string {
  return (0x1000 + serial++).toString(16);
}

function pem(der: ArrayBuffer): string {
  return new X509Certificate(Buffer.from(der)).toString();
}
