import { isIP } from 'node:net';
import { HmaError, sentence } from '../errors.js';

// Letters, digits, hyphens and (seen in Active Directory) underscores; 63 a label.
const label = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;

/**
 * The closed list of names that an authority may speak for: lower case, sorted, each once. A name is a host
 * (`mail.contoso.com`) or everything below a domain (`*.contoso.com`).
 *
 * @throws {HmaError} ERR_CERTIFICATES for an empty list, an IP address, and what no name constraint can express
 * (`autodiscover.*`).
 */
export function normaliseHosts(hosts: readonly string[]): string[] {
  if (hosts.length === 0)
    throw new HmaError('ERR_CERTIFICATES', sentence`Cannot make a certificate authority: no host named.`);
  const names = hosts.map((host) => host.toLowerCase().replace(/\.$/, ''));
  for (const name of names) {
    if (!isDnsName(name.startsWith('*.') ? name.slice(2) : name)) {
      throw new HmaError(
        'ERR_CERTIFICATES',
        sentence`Cannot make a certificate authority for ${JSON.stringify(name.slice(0, 255))}: give a DNS name such as mail.contoso.com or *.contoso.com.`,
      );
    }
  }
  return [...new Set(names)].sort();
}

/** Does the (normalised) list name this host? `*.contoso.com` names every host below contoso.com, not itself. */
export function coversHost(hosts: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  if (!isDnsName(name)) return false;
  return hosts.some((entry) => (entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : entry === name));
}

/** The DNS subtrees of a (normalised) list, for the name constraints: of a wildcard its parent. */
export function subtreesOf(hosts: readonly string[]): string[] {
  return [...new Set(hosts.map((host) => (host.startsWith('*.') ? host.slice(2) : host)))].sort();
}

/** Letters, digits, hyphens and underscores in labels of at most 63; no IP address. Lower case. */
export function isDnsName(name: string): boolean {
  return name.length <= 253 && isIP(name) === 0 && name.split('.').every((part) => label.test(part));
}
