/** Commands of sign-ins, free of language. Values from the wire enter by `commandValue` and its like alone. */

import { bareValue, checkedValue, commandValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

/** The user in Entra ID: enabled, synchronised, when the password changed. */
export function seeAccount(v: Values): string {
  const properties =
    'UserPrincipalName,Mail,AccountEnabled,OnPremisesSyncEnabled,OnPremisesImmutableId,LastPasswordChangeDateTime';
  return `Get-MgUser -UserId ${commandValue('user', v.user)} -Property ${properties} | Format-List ${properties}`;
}

/** The same user on the premises. */
export function seeDirectoryAccount(v: Values): string {
  return (
    `Get-ADUser -LDAPFilter '(userPrincipalName=${bareValue('user', v.user)})' -Properties PasswordExpired,PasswordLastSet,LockedOut,mail | ` +
    'Format-List UserPrincipalName,mail,Enabled,LockedOut,PasswordExpired,PasswordLastSet'
  );
}

/** The user's last sign-ins: when, from where, with which result. */
export function seeUserSignIns(v: Values): string {
  return (
    `Get-MgAuditLogSignIn -Filter "userPrincipalName eq '${bareValue('user', v.user)}'" -Top 20 | ` +
    'Format-Table CreatedDateTime,IPAddress,AppDisplayName,@{n="Code";e={$_.Status.ErrorCode}},@{n="Reason";e={$_.Status.FailureReason}}'
  );
}

/** Which policies decided about one sign-in. */
export function seePolicies(v: Values): string {
  return (
    `Get-MgAuditLogSignIn -Filter "correlationId eq '${bareValue('correlation', v.correlation)}'" | ` +
    'Select-Object -ExpandProperty AppliedConditionalAccessPolicies | Format-Table DisplayName,Result,EnforcedGrantControls'
  );
}

export function enableAccount(v: Values, on: boolean): string {
  return `Update-MgUser -UserId ${commandValue('user', v.user)} -AccountEnabled:$${on}`;
}

/** The principal of an application id, or of a resource named by its URL. */
function principal(v: Values): string {
  const url = checkedValue('url', v.subject);
  if (url !== undefined) return `Get-MgServicePrincipal -Filter "servicePrincipalNames/any(n:n eq '${url}')"`;
  return `Get-MgServicePrincipal -Filter "AppId eq '${bareValue('application', v.subject ?? v.application)}'"`;
}

export function seePrincipal(v: Values): string {
  return `$sp = ${principal(v)}\n$sp | Format-List AppId,DisplayName,AccountEnabled,AppRoleAssignmentRequired,ReplyUrls`;
}

export function enablePrincipal(on: boolean): string {
  return `Update-MgServicePrincipal -ServicePrincipalId $sp.Id -AccountEnabled:$${on}`;
}

/** An empty role id is the default access of an application without roles. */
export function assignUser(v: Values): string {
  return [
    `$user = Get-MgUser -UserId ${commandValue('user', v.user)}`,
    '$assigned = New-MgUserAppRoleAssignment -UserId $user.Id -PrincipalId $user.Id -ResourceId $sp.Id -AppRoleId ([Guid]::Empty)',
  ].join('\n');
}

export const unassignUser = 'Remove-MgUserAppRoleAssignment -UserId $user.Id -AppRoleAssignmentId $assigned.Id';

/** The page on which an administrator allows an application. Without its id a bare gap stays, so that nothing opens. */
export function adminConsent(v: Values): string {
  const tenant = checkedValue('tenant', v.tenant) ?? 'organizations';
  const application = commandValue('application', v.application);
  return `Start-Process ('https://login.microsoftonline.com/${tenant}/adminconsent?client_id=' + ${application})`;
}

const keptReplyUrls = '.\\exchange-reply-urls-before.txt';

export function keepReplyUrls(v: Values): string {
  return `$sp = ${principal(v)}\n$sp.ReplyUrls | Out-File -NoClobber ${keptReplyUrls}\n$sp.ReplyUrls`;
}

/** The update replaces the whole list, so it runs only with one principal and a whole copy of its list. */
export function addReplyUrl(v: Values): string {
  const host = bareValue('host', v.host);
  const url = (path: string) => (host.startsWith('<') ? `https://${host}/${path}` : `'https://${host}/${path}'`);
  return [
    `if (@($sp).Count -ne 1 -or @(Get-Content ${keptReplyUrls}).Count -ne @($sp.ReplyUrls).Count) {`,
    "  throw 'The kept copy is not of this list: nothing was changed'",
    '} else {',
    `  Update-MgServicePrincipal -ServicePrincipalId $sp.Id -ReplyUrls (@($sp.ReplyUrls) + ${url('owa')} + ${url('ecp')})`,
    '}',
  ].join('\n');
}

export const restoreReplyUrls = `Update-MgServicePrincipal -ServicePrincipalId $sp.Id -ReplyUrls @(Get-Content ${keptReplyUrls})`;

export const seeAuthConfig = [
  'Get-AuthConfig | Format-List CurrentCertificateThumbprint,PreviousCertificateThumbprint,NextCertificateThumbprint',
  'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotBefore,NotAfter,Services',
].join('\n');

export const seeKeys = [
  `$exchange = Get-MgServicePrincipal -Filter "AppId eq '00000002-0000-0ff1-ce00-000000000000'"`,
  '$exchange.KeyCredentials | Sort-Object EndDateTime | Format-Table DisplayName,StartDateTime,EndDateTime,@{n="Thumbprint";e={($_.CustomKeyIdentifier | ForEach-Object { $_.ToString("X2") }) -join ""}}',
].join('\n');

/** What the tenant's public document says of its cloud. */
export function seeCloud(v: Values): string {
  const tenant = bareValue('tenant', v.tenant);
  const host = bareValue('host', v.host);
  return `Invoke-RestMethod "https://${host}/${tenant}/v2.0/.well-known/openid-configuration" | Format-List issuer,cloud_instance_name,tenant_region_scope`;
}

export const seeDomains = 'Get-MgDomain | Format-Table Id,AuthenticationType,IsVerified,IsDefault';

export function seeFederation(v: Values): string {
  return [
    `$federation = Get-MgDomainFederationConfiguration -DomainId ${commandValue('tenant', v.domain).replace('<tenant-id>', '<domain>')}`,
    '$federation | Format-List Id,IssuerUri,SigningCertificate,NextSigningCertificate',
  ].join('\n');
}

export const seeTokenSigning =
  'Get-AdfsCertificate -CertificateType Token-Signing | Format-Table IsPrimary,Thumbprint,@{n="NotAfter";e={$_.Certificate.NotAfter}}';

/** On the AD FS server: the certificate that signs now goes to Entra ID. */
export function renewTrust(v: Values): string {
  const domain = commandValue('tenant', v.domain).replace('<tenant-id>', '<domain>');
  return [
    '$primary = Get-AdfsCertificate -CertificateType Token-Signing | Where-Object IsPrimary',
    'if (@($primary).Count -ne 1 -or @($federation).Count -ne 1) {',
    "  throw 'Not exactly one primary certificate and one federation: nothing was changed'",
    '} else {',
    '  $now = [Convert]::ToBase64String($primary.Certificate.RawData)',
    `  Update-MgDomainFederationConfiguration -DomainId ${domain} -InternalDomainFederationId $federation.Id -SigningCertificate $now`,
    '}',
  ].join('\n');
}

export function restoreTrust(v: Values): string {
  const domain = commandValue('tenant', v.domain).replace('<tenant-id>', '<domain>');
  return `Update-MgDomainFederationConfiguration -DomainId ${domain} -InternalDomainFederationId $federation.Id -SigningCertificate $federation.SigningCertificate`;
}

export const seeAgents = [
  'Get-Service -Name AzureADConnectAuthenticationAgent | Format-List Name,Status,StartType',
  "Get-WinEvent -LogName 'Microsoft-AzureADConnect-AuthenticationAgent/Admin' -MaxEvents 50 | Format-List TimeCreated,Id,Message",
].join('\n');
