import type { RuleId } from '../types.js';
import type { Status } from './clouds.js';

/** One error of AD FS, by the number in front of its text. Most belong to `sign-in-error`, which shows them raw. */
export interface MsisRow {
  readonly msis: string;
  readonly rule: RuleId;
  readonly kind?: string;
  readonly name: string;
  /** The text must fit as well. */
  readonly text?: RegExp;
  readonly source: string;
  readonly status: Status;
}

const tool = '"EAS OAuth Mailbox" by Nicolas Fabert';
const practice = 'general knowledge';
const entra = /urn:federation:MicrosoftOnline/i;

/** The numbers that are known. */
export const msisErrors: readonly MsisRow[] = [
  { msis: 'MSIS9223', rule: 'sign-in-error', name: 'client unknown', source: tool, status: 'verified-2' },
  { msis: 'MSIS9224', rule: 'sign-in-error', name: 'redirect URI refused', source: tool, status: 'verified-2' },
  {
    msis: 'MSIS9659',
    rule: 'password-wrong',
    kind: 'wrong',
    name: 'invalid username or password',
    source: practice,
    status: 'unverified',
  },
  trust('MSIS7007', 'relying party trust not found'),
  trust('MSIS3020', 'relying party trust not found'),
];

function trust(msis: string, name: string): MsisRow {
  return {
    msis,
    rule: 'federation-trust-broken',
    kind: 'relying-party',
    name,
    text: entra,
    source: practice,
    status: 'unverified',
  };
}
