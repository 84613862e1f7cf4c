import type { Protocol } from '../types.js';
import type { Status } from './clouds.js';

/** What Extended Protection asks of NTLM and Negotiate on a virtual directory of the front end, where it is on. */
export interface ExtendedProtectionRow {
  readonly protocol: Protocol;
  /**
   * `require`: a channel binding must be there and fit; `allow`: one that is there must fit, and Windows sends one;
   * `none`: nothing is asked.
   */
  readonly frontEnd: 'require' | 'allow' | 'none';
  readonly source: string;
  readonly status: Status;
}

const source = 'CSS-Exchange Shared/IISFunctions/ExtendedProtection/Get-ExtendedProtectionConfigurationResult.ps1';

/** The recommended setting, which Exchange 2019 CU14 and later have by default. */
export const extendedProtection: readonly ExtendedProtectionRow[] = [
  row('rest', 'require'),
  row('ecp', 'require'),
  row('owa', 'require'),
  row('rpc', 'require'),
  row('mapi', 'require'),
  row('ews', 'allow'),
  row('eas', 'allow'),
  row('oab', 'allow'),
  row('autodiscover', 'none'),
  row('powershell', 'none'),
];

/** What is asked on the virtual directory of this protocol; `none` for one that is not listed. */
export function extendedProtectionOf(protocol: Protocol): ExtendedProtectionRow['frontEnd'] {
  return extendedProtection.find((known) => known.protocol === protocol)?.frontEnd ?? 'none';
}

function row(protocol: Protocol, frontEnd: ExtendedProtectionRow['frontEnd']): ExtendedProtectionRow {
  return { protocol, frontEnd, source, status: 'verified' };
}
