import type { Protocol } from '../types.js';
import type { Status } from './clouds.js';

/**
 * What Exchange Online switches off. Exchange on-premises is not affected by any of it. Plans
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

function allow(parameter: string, protocol?: OnlineProtocol): BasicSwitch {
  const row = { parameter, source: 'OfficeDocs-Exchange, disable Basic authentication', status: 'verified' } as const;
  return protocol === undefined ? row : { ...row, protocol };
}

function basic(protocol: OnlineProtocol, source: string, status: Status): Retirement {
  return { what: 'basic', protocol, begins: firstDay, ends: lastDay, source, status };
}
