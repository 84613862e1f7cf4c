import type { ClientKind } from '../types.js';
import type { Status } from './clouds.js';

/** What a client can do with modern authentication towards Exchange on-premises. */
export interface ClientAbility {
  readonly kind: ClientKind;
  /** A part of its User-Agent that tells it from others of its kind, lower case. */
  readonly sign?: string;
  /** `never`; `by-switch`: only when a setting asks for it; `by-default`: unless a setting forbids it. */
  readonly onPremises: 'never' | 'by-switch' | 'by-default';
  /** What a finding calls it. */
  readonly reason: string;
  readonly source: string;
  readonly status: Status;
}

const blog = 'Exchange Team Blog, HMA';
const registry = 'learn: enable modern authentication for Office 2013';
const adfs = 'learn: modern authentication with AD FS';

/** Abilities, special ones first. */
export const clientAbilities: readonly ClientAbility[] = [
  ability('outlook-2010', 'never', 'outlook-2010', blog, 'verified-2'),
  ability('outlook-2013', 'by-switch', 'outlook-2013', `${blog}; ${registry}`, 'verified-2'),
  ability('outlook-mac', 'never', 'mac-2011', 'issue threads', 'verified-2', 'macoutlook/14.'),
  ability('outlook-mac', 'by-default', 'mac', blog, 'verified-2'),
  ability('android-mail', 'never', 'android-mail', `EAS OAuth Mailbox documentation; ${adfs}`, 'verified-2'),
  ability('thunderbird', 'never', 'thunderbird', adfs, 'verified-2'),
  ability('outlook', 'by-default', 'outlook', blog, 'verified-2'),
];

/** The ability of a client; undefined where nothing certain is known. */
export function abilityOf(kind: ClientKind, userAgent = ''): ClientAbility | undefined {
  const given = userAgent.toLowerCase();
  return clientAbilities.find((row) => row.kind === kind && (row.sign === undefined || given.includes(row.sign)));
}

/** A setting of a client that decides whether and how it signs in by OAuth. */
export interface ClientSwitch {
  /** The registry key, or the program that keeps the preference. */
  readonly place: string;
  readonly name: string;
  /** The value that has the effect. */
  readonly value: string;
  readonly clients: readonly ClientKind[];
  /**
   * - `modern-on`, `modern-off`: modern authentication as a whole
   * - `broker-off`: without the account broker of Windows
   * - `autodiscover-modern`: for Autodiscover too where the profile limits the schemes
   * - `adfs-on`: towards Exchange with AD FS
   * - `online-last`: Autodiscover does not ask Exchange Online first
   * - `mapi-http-off`: stays on RPC over HTTP, which takes no tokens
   */
  readonly effect:
    | 'modern-on'
    | 'modern-off'
    | 'broker-off'
    | 'autodiscover-modern'
    | 'adfs-on'
    | 'online-last'
    | 'mapi-http-off';
  readonly source: string;
  readonly status: Status;
}

const identity = (version: string) => `HKCU\\SOFTWARE\\Microsoft\\Office\\${version}\\Common\\Identity`;
const exchangeKey = 'HKCU\\Software\\Microsoft\\Exchange';
const autodiscoverKey = 'HKCU\\SOFTWARE\\Microsoft\\Office\\16.0\\Outlook\\AutoDiscover';
const wam = 'learn: disabling ADAL or WAM is not recommended';
const macDefaults = 'defaults: com.microsoft.Outlook';

/** Switches that are known. */
export const clientSwitches: readonly ClientSwitch[] = [
  toggle(identity('15.0'), 'EnableADAL', '1', ['outlook-2013'], 'modern-on', `${blog}; ${registry}`, 'verified'),
  toggle(identity('15.0'), 'Version', '1', ['outlook-2013'], 'modern-on', `${blog}; ${registry}`, 'verified'),
  toggle(identity('16.0'), 'EnableADAL', '0', ['outlook'], 'modern-off', `${blog}; ${wam}`, 'verified'),
  toggle(identity('16.0'), 'DisableADALatopWAMOverride', '1', ['outlook'], 'broker-off', wam, 'unverified'),
  toggle(identity('16.0'), 'DisableAADWAM', '1', ['outlook'], 'broker-off', wam, 'unverified'),
  toggle(
    exchangeKey,
    'AlwaysUseMSOAuthForAutoDiscover',
    '1',
    ['outlook-2013', 'outlook'],
    'autodiscover-modern',
    'learn',
    'verified',
  ),
  toggle(identity('16.0'), 'EnableExchangeOnPremModernAuth', '1', ['outlook'], 'adfs-on', adfs, 'verified'),
  toggle(
    autodiscoverKey,
    'ExcludeExplicitO365Endpoint',
    '1',
    ['outlook'],
    'online-last',
    'general knowledge',
    'unverified',
  ),
  toggle(
    exchangeKey,
    'MapiHttpDisabled',
    '1',
    ['outlook-2013', 'outlook'],
    'mapi-http-off',
    'general knowledge',
    'unverified',
  ),
  toggle(macDefaults, 'DisableModernAuth', 'YES', ['outlook-mac'], 'modern-off', blog, 'verified'),
];

function ability(
  kind: ClientKind,
  onPremises: ClientAbility['onPremises'],
  reason: string,
  source: string,
  status: Status,
  sign?: string,
): ClientAbility {
  return { kind, onPremises, reason, source, status, ...(sign === undefined ? {} : { sign }) };
}

function toggle(
  place: string,
  name: string,
  value: string,
  clients: readonly ClientKind[],
  effect: ClientSwitch['effect'],
  source: string,
  status: Status,
): ClientSwitch {
  return { place, name, value, clients, effect, source, status };
}
