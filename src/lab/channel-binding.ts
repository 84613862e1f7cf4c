import { createHash } from 'node:crypto';

/**
 * What binds a sign-in to a TLS connection: the MD5 of a `gss_channel_bindings` structure with `tls-server-end-point`,
 * the SHA-256 of the server's certificate (DER). Undefined without a certificate.
 *
 * @see [MS-NLMP] 3.1.5.1.2, RFC 5929 §4
 */
export function bindingOf(certificate: Buffer | undefined): Buffer | undefined {
  if (!certificate) return undefined;
  const hash = createHash('sha256').update(certificate).digest();
  const data = Buffer.concat([Buffer.from('tls-server-end-point:', 'latin1'), hash]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(data.length);
  // No addresses: two types and two lengths of zero.
  return createHash('md5').update(Buffer.alloc(16)).update(length).update(data).digest();
}
