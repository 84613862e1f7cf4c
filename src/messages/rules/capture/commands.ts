import { bareValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

/** On the client: what the broker of Windows logs of a sign-in. */
export const seeTokenLog =
  "Get-WinEvent -LogName 'Microsoft-Windows-AAD/Operational' -MaxEvents 50 | Format-List TimeCreated,Id,Message";

/** The sign-ins of one user, the newest first. */
export function seeSignInsOf(v: Values): string {
  const filter = `"userPrincipalName eq '${bareValue('user', v.user)}'"`;
  return `Get-MgAuditLogSignIn -Filter ${filter} -Top 20 | Format-List CreatedDateTime,AppDisplayName,ResourceDisplayName,Status,CorrelationId`;
}
