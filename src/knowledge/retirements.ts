import type { MailRefusal, Protocol } from '../types.js';
import type { Status } from './clouds.js';

/**
 * What Exchange Online switches off, and what it then answers. Exchange on-premises is not affected by any of it. Plans
 * have moved several times, so that dates are data: ISO 8601 days, UTC.
 */

/** A protocol of Exchange Online, those of mail programs too. */
export type OnlineProtocol = Protocol | 'smtp' | 'pop' | 'imap' | 'reporting';

/** One thing that is switched off. */
export interface Retirement {
  /** `basic`: signing in with user name and password; `protocol`: the protocol itself. */
  readonly what: 'basic' | 'protocol';
  readonly protocol: OnlineProtocol;
  /** From this day it is switched off for the first customers. */
  readonly begins: string;
  /** From this day nobody can have it back. Missing: not announced. */
  readonly ends?: string;
  readonly source: string;
  readonly status: Status;
}

const deprecation = 'learn: Deprecation of Basic authentication in Exchange Online';
const smtpPost = 'techcommunity 4489835, 2026-01-27';
const ewsPost = 'MC1227454; techcommunity 4492361';
const firstDay = '2022-10-01';
const lastDay = '2023-01-01';

/** Retirements, one a protocol. */
export const retirements: readonly Retirement[] = [
  basic('mapi', deprecation, 'verified'),
  basic('rpc', deprecation, 'verified'),
  basic('oab', deprecation, 'verified'),
  basic('ews', deprecation, 'verified'),
  basic('eas', deprecation, 'verified'),
  basic('pop', deprecation, 'verified'),
  basic('imap', deprecation, 'verified'),
  basic('powershell', deprecation, 'verified'),
  basic('autodiscover', deprecation, 'verified-2'),
  basic('reporting', deprecation, 'verified'),
  { what: 'basic', protocol: 'smtp', begins: '2026-12-31', source: smtpPost, status: 'verified-2' },
  {
    what: 'protocol',
    protocol: 'ews',
    begins: '2026-10-01',
    ends: '2027-04-01',
    source: ewsPost,
    status: 'verified-2',
  },
  {
    what: 'protocol',
    protocol: 'powershell',
    begins: '2023-06-01',
    ends: '2023-10-01',
    source: 'general knowledge',
    status: 'unverified',
  },
];

/** A parameter of `Set-AuthenticationPolicy` that lets Basic through for a protocol; all are off by default. */
export interface BasicSwitch {
  readonly parameter: string;
  readonly protocol?: OnlineProtocol;
  readonly source: string;
  readonly status: Status;
}

/** What an authentication policy of Exchange Online can allow; those without a protocol of ours are for other services. */
export const basicSwitches: readonly BasicSwitch[] = [
  allow('AllowBasicAuthActiveSync', 'eas'),
  allow('AllowBasicAuthAutodiscover', 'autodiscover'),
  allow('AllowBasicAuthImap', 'imap'),
  allow('AllowBasicAuthMapi', 'mapi'),
  allow('AllowBasicAuthOfflineAddressBook', 'oab'),
  allow('AllowBasicAuthOutlookService'),
  allow('AllowBasicAuthPop', 'pop'),
  allow('AllowBasicAuthPowershell', 'powershell'),
  allow('AllowBasicAuthReportingWebServices', 'reporting'),
  allow('AllowBasicAuthRpc', 'rpc'),
  allow('AllowBasicAuthSmtp', 'smtp'),
  allow('AllowBasicAuthWebServices', 'ews'),
];

/** The parameter of an authentication policy that lets Basic through on a protocol. */
export function basicSwitchOf(protocol: OnlineProtocol): string | undefined {
  return basicSwitches.find((row) => row.protocol === protocol)?.parameter;
}

/** The retirement of a protocol, or of Basic on it; undefined where none is announced. */
export function retirementOf(what: Retirement['what'], protocol: OnlineProtocol): Retirement | undefined {
  return retirements.find((row) => row.what === what && row.protocol === protocol);
}

/**
 * Why a mail server turned a program down.
 *
 * - `basic-retired`: Basic is not supported any more, or is switched off
 * - `smtp-off-tenant`, `smtp-off-mailbox`: SMTP AUTH is switched off, which has nothing to do with how one signs in
 * - `security-defaults`, `conditional-access`: a policy of Entra ID says no
 * - `password`: user name or password, or Basic: the text does not tell
 * - `not-signed-in`: the program did not sign in at all
 */
export type MailRefusalKind = MailRefusal['kind'];

/** What SMTP AUTH, POP or IMAP of Exchange Online answers. */
export interface MailRefusalText {
  readonly kind: MailRefusalKind;
  readonly protocol: 'smtp' | 'pop' | 'imap' | 'mail';
  /** As people look it up; missing where the protocol has no codes. */
  readonly code?: string;
  /** The words after it. */
  readonly text: string;
  /** Finds it in a text of one line; linear. */
  readonly pattern: RegExp;
  readonly source: string;
  readonly status: Status;
}

const support = 'OfficeDocs-Support; issue threads';
const common = 'general knowledge';

/** Refusal texts, the telling ones first: several begin alike. */
export const mailRefusals: readonly MailRefusalText[] = [
  refusal(
    'basic-retired',
    'smtp',
    '550 5.7.30',
    'Basic authentication is not supported for Client Submission.',
    /\b5\.7\.30\b|basic authentication is not supported for client submission/i,
    `${smtpPost}; learn`,
    'verified',
  ),
  refusal(
    'basic-retired',
    'smtp',
    '535 5.7.139',
    'Authentication unsuccessful, basic authentication is disabled.',
    /authentication unsuccessful, basic authentication is disabled/i,
    support,
    'verified',
  ),
  refusal(
    'smtp-off-tenant',
    'smtp',
    '535 5.7.139',
    'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    /smtpclientauthentication is disabled for the tenant/i,
    support,
    'verified',
  ),
  refusal(
    'smtp-off-mailbox',
    'smtp',
    '535 5.7.139',
    'Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
    /smtpclientauthentication is disabled for the mailbox/i,
    support,
    'verified',
  ),
  refusal(
    'security-defaults',
    'smtp',
    '535 5.7.139',
    "Authentication unsuccessful, user is locked by your organization's security defaults policy.",
    /locked by your organization'?s security defaults policy/i,
    support,
    'verified',
  ),
  refusal(
    'conditional-access',
    'smtp',
    '535 5.7.139',
    'Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.',
    /did not meet the criteria to be authenticated successfully/i,
    support,
    'verified',
  ),
  refusal('basic-retired', 'mail', undefined, 'BasicAuthBlocked', /\bBasicAuthBlocked\b/, common, 'unverified'),
  refusal('password', 'smtp', '535 5.7.3', 'Authentication unsuccessful', /\b535 5\.7\.3\b/, support, 'verified'),
  refusal(
    'not-signed-in',
    'smtp',
    '530 5.7.57',
    'Client not authenticated to send mail.',
    /\b5\.7\.57\b|client (?:was )?not authenticated to send/i,
    support,
    'verified',
  ),
  refusal('password', 'imap', undefined, 'NO LOGIN failed.', /\bNO LOGIN failed\b/i, common, 'unverified'),
  refusal(
    'password',
    'pop',
    undefined,
    '-ERR Authentication failure: unknown user name or bad password.',
    /-ERR Authentication failure\b/i,
    common,
    'unverified',
  ),
];

function allow(parameter: string, protocol?: OnlineProtocol): BasicSwitch {
  const row = { parameter, source: 'OfficeDocs-Exchange, disable Basic authentication', status: 'verified' } as const;
  return protocol === undefined ? row : { ...row, protocol };
}

function basic(protocol: OnlineProtocol, source: string, status: Status): Retirement {
  return { what: 'basic', protocol, begins: firstDay, ends: lastDay, source, status };
}

function refusal(
  kind: MailRefusalKind,
  protocol: MailRefusalText['protocol'],
  code: string | undefined,
  text: string,
  pattern: RegExp,
  source: string,
  status: Status,
): MailRefusalText {
  return { kind, protocol, text, pattern, source, status, ...(code === undefined ? {} : { code }) };
}
