/**
 * The one extension that `@peculiar/x509` has no class for. DNS names alone would let certificates for IP addresses
 * through (OpenSSL, Node and Chromium all do), so every IP address is excluded as well.
 */

/** RFC 5280 §4.2.1.10 */
export const nameConstraintsOid = '2.5.29.30';

const sequence = 0x30;
const permittedSubtrees = 0xa0;
const excludedSubtrees = 0xa1;
const dnsName = 0x82;
const ipAddress = 0x87;

/**
 * The DER value of NameConstraints: these DNS subtrees permitted, all of IPv4 and IPv6 excluded.
 *
 * @param domains - Lower case, without a leading dot or `*.`; each permits its subdomains too.
 */
export function encodeNameConstraints(domains: readonly string[]): Uint8Array<ArrayBuffer> {
  const permitted = domains.map((domain) => subtree(dnsName, Buffer.from(domain, 'latin1')));
  // An address and its mask, both all zero: 0.0.0.0/0 and ::/0.
  const excluded = [subtree(ipAddress, Buffer.alloc(8)), subtree(ipAddress, Buffer.alloc(32))];
  const value = element(sequence, element(permittedSubtrees, ...permitted), element(excludedSubtrees, ...excluded));
  return new Uint8Array(value);
}

// GeneralSubtree; `minimum` is its default and therefore absent in DER.
function subtree(tag: number, name: Buffer): Buffer {
  return element(sequence, element(tag, name));
}

function element(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.from([tag, ...lengthOctets(content.length)]), content]);
}

// X.690 §8.1.3: one octet below 128, else the count of octets and the octets.
function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return [0x80 | octets.length, ...octets];
}
