import { domainToASCII } from 'node:url';
import { isDnsName } from '../../certificates/host-list.js';
import { HmaError, sentence } from '../../errors.js';

/**
 * The hosts named on the command line, lower case, each once. A URL or host:port is taken by its host: people paste
 * what they have. Names in other letters are taken as clients send them (`xn--`).
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
  const sent = domainToASCII(name);
  if (isDnsName(sent.replace(/^\*\./, ''))) return sent;
  throw new HmaError(
    'ERR_USAGE',
    sentence`"${operand}" is not a host name. Write it as mail.contoso.com or *.contoso.com.`,
  );
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
