import { isIP } from 'node:net';
import { HmaError } from '../errors.js';

// Letters, digits, hyphens and underscores; dots between labels; `*.` for everything below a domain.
const hostName = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/;

/**
 * The hosts named on the command line, lower case, each once. A URL or host:port is taken by its host: people paste
 * what they have.
 *
 * @throws {HmaError} ERR_USAGE for what is no DNS name.
 */
export function readHosts(operands: readonly string[]): readonly string[] {
  return [...new Set(operands.map(readHost))];
}

function readHost(operand: string): string {
  const name = operand
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/?#].*$/, '')
    .replace(/:\d+$/, '')
    .replace(/\.$/, '');
  if (hostName.test(name) && isIP(name) === 0) return name;
  throw new HmaError('ERR_USAGE', `"${operand}" is not a host name. Write it as mail.contoso.com or *.contoso.com.`);
}

/**
 * The Autodiscover names which belong to named hosts: Outlook asks them in the same sign-in, and `autodiscover.*` is
 * nothing that a certificate authority can be limited to.
 */
export function autodiscoverHosts(hosts: readonly string[]): readonly string[] {
  const named = hosts.filter((host) => !host.startsWith('*.') && !host.startsWith('autodiscover.'));
  const parents = named.map((host) => host.split('.').slice(1)).filter((labels) => labels.length > 1);
  return [...new Set(parents.map((labels) => `autodiscover.${labels.join('.')}`))];
}

/** Does the list (`mail.contoso.com`, `*.contoso.com`) name this host? */
export function isNamed(hosts: readonly string[], host: string): boolean {
  const name = host.toLowerCase();
  return hosts.some((entry) => (entry.startsWith('*.') ? name.endsWith(entry.slice(1)) : entry === name));
}
