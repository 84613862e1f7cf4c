import { commandValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

/** The build of every server; updates show in the file's version alone, which each server has to be asked for. */
export const seeBuilds = 'Get-ExchangeServer | Format-List Name,AdminDisplayVersion,ServerRole';

/** On the server itself: the build with its updates. */
export const seeSetupVersion =
  'Get-Command ExSetup.exe | ForEach-Object { $_.FileVersionInfo } | Format-List FileVersion,FileName';

export const seeEwsOrganization = 'Get-OrganizationConfig | Format-List Ews*';

export function seeEwsMailbox(v: Values): string {
  return `Get-CASMailbox -Identity ${commandValue('user', v.user)} | Format-List Ews*`;
}
