import type { MailRefusal } from '../types.js';
import type { Status } from './clouds.js';

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
    'techcommunity 4489835, 2026-01-27; learn',
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
