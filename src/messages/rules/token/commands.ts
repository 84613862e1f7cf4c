/** Commands about tokens. Values from the wire enter by `commandValue` alone, as everywhere. */

import { bareValue, commandValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

/** Reads the signing keys again; nothing is changed that could be put back. */
export const refreshMetadata = [
  '$servers = @(Get-AuthServer | Where-Object { $_.Enabled -and $_.AuthMetadataUrl })',
  'foreach ($s in $servers) { Set-AuthServer -Identity "$($s.Identity)" -RefreshAuthMetadata }',
].join('\n');

export const seeMetadata = 'Get-AuthServer | Format-List Name,Type,Enabled,IssuerIdentifier,AuthMetadataUrl';
export const seeOutbound = 'Get-ExchangeServer | Format-List Name,InternetWebProxy';

/** The AuthServer's name is not seen on the wire: a bare placeholder, so that nothing runs unfilled. */
export function enableAuthServer(on: boolean): string {
  return `Set-AuthServer -Enabled $${on} -Identity <AuthServer-name>`;
}

export function seeAuthCertificate(v: Values): string {
  return [
    'Get-AuthConfig | Format-List CurrentCertificateThumbprint,NextCertificateThumbprint,NextCertificateEffectiveDate',
    `Get-ExchangeCertificate -Server ${commandValue('server', v.server)} | Format-List Thumbprint,Subject,NotAfter,Services`,
  ].join('\n');
}

export const seeAcceptedDomains = 'Get-AcceptedDomain | Format-List Name,DomainName,DomainType,MatchSubDomains';

/** The type decides what becomes of mail to unknown recipients, so it is for a person to fill in. */
export function addAcceptedDomain(v: Values): { readonly command: string; readonly undo: string } {
  const domain = commandValue('host', v.tenant);
  return {
    command: `New-AcceptedDomain -Name ${domain} -DomainName ${domain} -DomainType <type-of-the-wildcard>`,
    undo: `Remove-AcceptedDomain -Identity ${domain}`,
  };
}

export const seePartners =
  'Get-PartnerApplication | Format-List Name,Enabled,ApplicationIdentifier,Realm,LinkedAccount,UseAuthServer';

export const seeHybridApplication = 'Get-AuthServer | Format-List Name,Enabled,ApplicationIdentifier,DomainName,Realm';

/** The partner application's name is not always what the wire says: a bare placeholder. */
export function enablePartner(on: boolean): string {
  return `Set-PartnerApplication -Enabled $${on} -Identity <partner-application>`;
}

export const setLinkedAccount = [
  "$partner = Get-PartnerApplication -Identity 'Exchange Online'",
  "Set-PartnerApplication -Identity 'Exchange Online' -LinkedAccount <root-domain>/Users/<linked-account>",
].join('\n');
export const restoreLinkedAccount =
  "Set-PartnerApplication -Identity 'Exchange Online' -LinkedAccount $partner.LinkedAccount";

/** An unfilled gap stands inside quotes here: the filter then finds nothing, and nothing is changed. */
export function seeApplicationPermissions(v: Values): string {
  return [
    `$app = Get-MgServicePrincipal -Filter "AppId eq '${bareValue('application', v.application)}'"`,
    'Get-MgServicePrincipalOauth2PermissionGrant -ServicePrincipalId $app.Id | Format-List ResourceId,ConsentType,Scope',
    'Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $app.Id | Format-List ResourceDisplayName,AppRoleId',
  ].join('\n');
}

export const resyncClock = 'w32tm /resync';

export const seeExchangeEvents = [
  "$filter = @{ LogName = 'Application'; ProviderName = 'MSExchange*'; Level = 1, 2, 3 }",
  'Get-WinEvent -FilterHashtable $filter -MaxEvents 50 | Format-List TimeCreated,ProviderName,Id,Message',
].join('\n');
export const seeServices = 'Test-ServiceHealth | Format-List Role,RequiredServicesRunning,ServicesNotRunning';
