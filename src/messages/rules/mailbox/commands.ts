/** Commands of this family, free of language. Values from the wire enter by `powershell.ts`'s grammars alone. */

import { commandValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

export function seeCasMailbox(v: Values): string {
  const what = 'MAPIEnabled,MapiHttpEnabled,EwsEnabled,ActiveSyncEnabled,SmtpClientAuthenticationDisabled';
  return `Get-CASMailbox -Identity ${commandValue('user', v.user)} | Format-List ${what}`;
}

const switches: Readonly<Record<string, readonly [parameter: string, on: boolean]>> = {
  mapi: ['MAPIEnabled', true],
  'mapi-http': ['MapiHttpEnabled', true],
  ews: ['EwsEnabled', true],
  eas: ['ActiveSyncEnabled', true],
  'smtp-off-tenant': ['SmtpClientAuthenticationDisabled', false],
  'smtp-off-mailbox': ['SmtpClientAuthenticationDisabled', false],
};

/** Switches a protocol on for one mailbox; undefined for one that we do not know. */
export function switchProtocol(v: Values): { readonly command: string; readonly undo: string } | undefined {
  const known = Object.hasOwn(switches, v.protocol ?? '') ? switches[v.protocol ?? ''] : undefined;
  if (!known) return undefined;
  const [parameter, on] = known;
  const set = (value: boolean) => `Set-CASMailbox -Identity ${commandValue('user', v.user)} -${parameter} $${value}`;
  return { command: set(on), undo: set(!on) };
}

export const seeMapiOrganization = 'Get-OrganizationConfig | Format-List MapiHttpEnabled';
export const seeSmtpTenant = 'Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled';

export function seeDevices(v: Values): string {
  return `Get-MobileDeviceStatistics -Mailbox ${commandValue('user', v.user)} | Format-List DeviceId,DeviceAccessState,DeviceAccessStateReason`;
}

export function seePermissions(v: Values): string {
  return `Get-MailboxPermission -Identity ${commandValue('user', v.user)} | Format-List User,AccessRights,Deny,IsInherited`;
}

export function seeMove(v: Values): string {
  return `Get-MoveRequestStatistics -Identity ${commandValue('user', v.user)} | Format-List Status,PercentComplete,TargetDatabase`;
}

export function seeMapiHealth(v: Values): string {
  return `Get-ServerHealth -Identity ${commandValue('server', v.server)} -HealthSet OutlookMapiHttp.Protocol | Format-List Name,AlertValue`;
}

export function seeBlockedVersions(v: Values): string {
  return `Get-CASMailbox -Identity ${commandValue('user', v.user)} | Format-List MAPIBlockOutlookVersions`;
}
