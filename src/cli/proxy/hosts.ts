/**
 * Which hosts a live run decrypts: those that the user names, Exchange Online and Entra ID. Sign-in that decryption itself
 * would break stays unread also where a name covers it: certificates of the client and Windows sign-in end at whoever
 * ends TLS, and AD FS binds them to its own.
 */
import { coversHost } from '../../certificates/host-list.js';
import { cloudHosts } from '../../knowledge/clouds.js';
import { parseChallenges } from '../../parse/challenge.js';
import { headerValues } from '../../parse/head.js';
import { cloudOf } from '../../parse/service.js';
import type { RawTransaction } from '../../types.js';
import type { Options } from '../options.js';
import { autodiscoverHosts, readHosts } from './host-operands.js';

/** What a run decrypts. Host names are lower case. */
export interface RunHosts {
  /** Named by the user, with their Autodiscover names: what the run is about. */
  readonly own: readonly string[];
  /** Named, and passed on unread all the same. */
  readonly unread: readonly string[];
  /** What the certificate authority is made for. It does not change with what is ignored in one run. */
  readonly certified: readonly string[];
  readonly decrypts: (host: string, port: number) => boolean;
  readonly watched: (host: string) => boolean;
  /**
   * Looks for a sign-in service that is not Entra ID's in an answer's challenge; from then on it is passed on unread.
   *
   * @returns Its host, the first time.
   */
  readonly learn: (raw: RawTransaction) => string | undefined;
}

// Only names that an official source gives: to decrypt a host on hearsay would be more than was promised. Of tenants' names
// those count that the user gives.
const decryptedCloudHosts = cloudHosts
  .filter(({ host, status }) => status !== 'unverified' && !host.includes('*'))
  .map(({ host }) => host);

/** AD FS by its usual names, device and certificate sign-in, seamless single sign-on. */
const signInLabel = /^(?:adfs|sts|fs|enterpriseregistration|autologon)\.|^device\.login\.|(?:^|\.)certauth\./;

/** Of certificate sign-in at AD FS. */
const certificatePort = 49_443;

const learnedLimit = 100;

/**
 * Reads the operands, `--allow-hosts`, `--ignore-hosts` and `--tunnel-only`.
 *
 * @throws {HmaError} ERR_USAGE for what is no DNS name.
 */
export function chooseHosts(operands: readonly string[], options: HostOptions): RunHosts {
  const named = readHosts(operands);
  const allowed = readHosts(options.allowHosts);
  const ignored = readHosts(options.ignoreHosts);
  const own = [...new Set([...named, ...autodiscoverHosts(named), ...allowed])];
  const unread = own.filter((host) => signInLabel.test(host) && !coversHost(allowed, host));
  const certified = [...new Set([...own.filter((host) => !unread.includes(host)), ...decryptedCloudHosts])];
  const learned = new Set<string>();
  const breaks = (host: string, port: number) => {
    if (decryptedCloudHosts.includes(host) || coversHost(allowed, host)) return false;
    return signInLabel.test(host) || port === certificatePort || learned.has(host);
  };
  const mayOpen = (host: string, port: number) =>
    !options.tunnelOnly && coversHost(certified, host) && !coversHost(ignored, host) && !breaks(host, port);
  return {
    own,
    unread,
    certified,
    decrypts: (host, port) => mayOpen(withoutRoot(host), port),
    watched: (host) => coversHost(own, withoutRoot(host)),
    learn(raw) {
      const host = foreignAuthority(raw);
      // What the user names is the user's word; one that a wildcard covers is the wire's.
      if (host === undefined || learned.has(host) || own.includes(host) || !coversHost(own, host)) return undefined;
      if (learned.size >= learnedLimit) return undefined;
      learned.add(host);
      return host;
    },
  };
}

/** `mail.contoso.com.` is the same host: the dot says that the name is whole (RFC 1034 3.1). */
export function withoutRoot(host: string): string {
  return host.replace(/\.$/, '');
}

/** The options that say what is decrypted. */
export type HostOptions = Pick<Options, 'allowHosts' | 'ignoreHosts' | 'tunnelOnly'>;

function foreignAuthority({ response }: RawTransaction): string | undefined {
  if (response?.status !== 401 || !response.head.includes('authorization_uri')) return undefined;
  const challenges = headerValues(response.head, 'www-authenticate').flatMap(
    (value) => parseChallenges(value).challenges,
  );
  const uri = challenges.find(({ bearer }) => bearer?.authorization_uri)?.bearer?.authorization_uri;
  if (uri === undefined || !URL.canParse(uri)) return undefined;
  const host = new URL(uri).hostname.toLowerCase();
  return cloudOf(host) === undefined ? host : undefined;
}
