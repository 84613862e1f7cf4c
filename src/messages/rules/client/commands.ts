/** Commands of this family, free of language. Values from the wire enter by `powershell.ts`'s grammars alone. */

import { commandValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

export const seeOfficeAccounts =
  'reg query HKCU\\SOFTWARE\\Microsoft\\Office\\16.0\\Common\\Identity\\Identities /s /v EmailAddress';

export function seeRights(v: Values): string {
  return `Get-MailboxPermission -Identity ${commandValue('user', v.identity)} | Format-List User,AccessRights,Deny`;
}

export const seePolicies = 'Get-AuthenticationPolicy | Format-List Name,AllowBasicAuth*';

export function seeUserPolicy(v: Values): string {
  return `Get-User -Identity ${commandValue('user', v.user)} | Format-List AuthenticationPolicy`;
}

export const seeMapiHttp = 'Get-OrganizationConfig | Format-List MapiHttpEnabled';
export const switchMapiOn = 'Set-OrganizationConfig -MapiHttpEnabled $true';
export const switchMapiOff = 'Set-OrganizationConfig -MapiHttpEnabled $false';
/** 1 keeps this user's Outlook on RPC over HTTP. */
export const seeMapiClient = 'reg query HKCU\\Software\\Microsoft\\Exchange /v MapiHttpDisabled';

export function seeMapiMailbox(v: Values): string {
  return `Get-CASMailbox -Identity ${commandValue('user', v.user)} | Format-List MapiHttpEnabled,MAPIBlockOutlookRpcHttp`;
}
