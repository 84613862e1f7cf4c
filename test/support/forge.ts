/** What a thief of an authority's key could sign: its own certificates must stop it, not our list of hosts. */
import 'reflect-metadata';
import { createPrivateKey, KeyObject, webcrypto, X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Authority, Leaf } from '../../src/certificates/authority.js';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** A server certificate for a DNS name or an IP address, signed with the key of an `ecdsa` authority. */
export async function forge(authority: Authority, type: 'dns' | 'ip', value: string): Promise<Leaf> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const pkcs8 = createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, false, ['sign']);
  const issuer = new x509.X509Certificate(authority.issuing);
  const certificate = await x509.X509CertificateGenerator.create(
    {
      publicKey: keys.publicKey,
      signingKey,
      subject: [{ CN: [value] }],
      issuer: issuer.subjectName.toJSON(),
      serialNumber: '1234',
      notBefore: issuer.notBefore,
      notAfter: issuer.notAfter,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([{ type, value }]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await x509.AuthorityKeyIdentifierExtension.create(await issuer.publicKey.export(webcrypto), false, webcrypto),
      ],
    },
    webcrypto,
  );
  const pem = new X509Certificate(Buffer.from(certificate.rawData)).toString();
  const key = KeyObject.from(keys.privateKey).export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate: pem, key, chain: pem + authority.issuing };
}
