/**
 * The commands, free of language: they are not translated. Values from the wire enter by `commandValue` alone.
 *
 * Two traps. Lines pasted into a shell run one by one, so a `throw` in line 1 does not stop line 2: what must be
 * guarded stands in one `if … else { … }` block. And in the Exchange shell a pipeline must not call a second remote
 * cmdlet, so a loop takes its list first.
 */

import { bareValue, checkedValue, commandValue } from './powershell.js';
import type { Values } from './rule-texts.js';

const exchangeOnline = `Get-MgServicePrincipal -Filter "AppId eq '00000002-0000-0ff1-ce00-000000000000'"`;
const keptSpns = '.\\exchange-spns-before.txt';
const identityKey = 'HKCU\\SOFTWARE\\Microsoft\\Office';

/** Of Microsoft Graph PowerShell; MSOnline is switched off. */
export function connectGraph(scopes: string, tenant?: string): string {
  const known = checkedValue('tenant', tenant);
  return `Connect-MgGraph -Scopes ${scopes}${known === undefined ? '' : ` -TenantId '${known}'`}`;
}

/** `https://host/` in quotes: the resource when it is of that form, else made of the host. */
export function resourceUrl(v: Values): string {
  if (checkedValue('url', v.resource) !== undefined) return commandValue('url', v.resource);
  const host = checkedValue('host', v.host);
  return commandValue('url', host === undefined ? undefined : `https://${host}/`);
}

/** Reads the SPN list and keeps it in a file that is never written over. */
export const keepSpns = [
  `$sp = ${exchangeOnline}`,
  `$sp.ServicePrincipalNames | Out-File -NoClobber ${keptSpns}`,
  '$sp.ServicePrincipalNames',
].join('\n');

/** The update replaces the whole list, so it runs only with one principal, a plausible count and a kept copy. */
export function addSpn(v: Values): string {
  return [
    '$count = @($sp.ServicePrincipalNames).Count',
    `if (@($sp).Count -ne 1 -or $count -lt 5 -or @(Get-Content ${keptSpns}).Count -ne $count) {`,
    "  throw 'The SPN list is not complete, or the kept copy is not of this list: nothing was changed'",
    '} else {',
    `  $names = @($sp.ServicePrincipalNames) + ${resourceUrl(v)}`,
    '  Update-MgServicePrincipal -ServicePrincipalId $sp.Id -ServicePrincipalNames $names',
    '}',
  ].join('\n');
}

/** Puts the kept list back. */
export const restoreSpns = [
  `$kept = @(Get-Content ${keptSpns})`,
  "if ($kept.Count -lt 5) { throw 'The kept list is too short' } else {",
  '  Update-MgServicePrincipal -ServicePrincipalId $sp.Id -ServicePrincipalNames $kept',
  '}',
].join('\n');

export function seeSpn(v: Values): string {
  return `(${exchangeOnline}).ServicePrincipalNames | Where-Object { $_ -eq ${resourceUrl(v)} }`;
}

export const seeUrls = [
  'Get-ClientAccessService | Format-List Name,AutoDiscoverServiceInternalUri',
  ...['Mapi', 'WebServices', 'Oab', 'Autodiscover', 'ActiveSync'].map(
    (noun) => `Get-${noun}VirtualDirectory -ADPropertiesOnly | Format-List Server,Name,InternalUrl,ExternalUrl`,
  ),
].join('\n');

export function correctScp(v: Values): string {
  const url = 'https://<host>/Autodiscover/Autodiscover.xml';
  return [
    `$scp = Get-ClientAccessService -Identity ${commandValue('server', v.host)}`,
    `Set-ClientAccessService -Identity ${commandValue('server', v.host)} -AutoDiscoverServiceInternalUri ${url}`,
  ].join('\n');
}

export function restoreScp(v: Values): string {
  const server = commandValue('server', v.host);
  return `Set-ClientAccessService -Identity ${server} -AutoDiscoverServiceInternalUri $scp.AutoDiscoverServiceInternalUri`;
}

export const seeTenant =
  'Get-MgOrganization | Format-List Id,DisplayName,@{n="Domains";e={$_.VerifiedDomains.Name -join ", "}}';

export const seeWebApplicationProxy =
  'Get-WebApplicationProxyApplication | Format-List Name,ExternalUrl,BackendServerUrl,DisableTranslateUrlInRequestHeaders';

export const seeHybrid = [
  'Get-OrganizationRelationship | Format-List Name,TargetApplicationUri,TargetAutodiscoverEpr,TargetSharingEpr',
  'Get-IntraOrganizationConnector | Format-List Name,Enabled,DiscoveryEndpoint,TargetAddressDomains',
].join('\n');

export function testOAuth(v: Values): string {
  const host = bareValue('host', v.host);
  const uri = host.startsWith('<') ? `https://${host}/EWS/Exchange.asmx` : `'https://${host}/EWS/Exchange.asmx'`;
  return `Test-OAuthConnectivity -Service EWS -TargetUri ${uri} -Mailbox ${commandValue('user', v.user)} -Verbose | Format-List`;
}

export const seeOffload = 'Get-OutlookAnywhere -ADPropertiesOnly | Format-List Server,SSLOffloading,*ClientsRequireSsl';

export function seeUser(v: Values): string {
  return `Get-User -Identity ${commandValue('user', v.identity ?? v.user)} | Format-List UserPrincipalName,Sid,RecipientTypeDetails,LinkedMasterAccount`;
}

export function seeEntraUser(v: Values): string {
  return (
    `Get-MgUser -UserId ${commandValue('user', v.user)} -Property UserPrincipalName,OnPremisesSyncEnabled,OnPremisesSecurityIdentifier | ` +
    'Format-List UserPrincipalName,OnPremisesSyncEnabled,OnPremisesSecurityIdentifier'
  );
}

export function seeDuplicates(v: Values): string {
  const user = bareValue('user', v.user);
  return (
    `Get-ADObject -LDAPFilter '(|(userPrincipalName=${user})(proxyAddresses=smtp:${user})(proxyAddresses=sip:${user}))' ` +
    '-Properties userPrincipalName,proxyAddresses,objectSid'
  );
}

export function seeRecipient(v: Values): string {
  return `Get-Recipient -Identity ${commandValue('user', v.user)} | Format-List RecipientTypeDetails,PrimarySmtpAddress,EmailAddresses,ExternalEmailAddress`;
}

export function seeValidFrom(v: Values): string {
  return `Get-MgUser -UserId ${commandValue('user', v.user)} -Property SignInSessionsValidFromDateTime | Format-List SignInSessionsValidFromDateTime`;
}

export function seeSignIn(v: Values): string {
  const id = bareValue('correlation', v.correlation);
  return `Get-MgAuditLogSignIn -Filter "correlationId eq '${id}'" | Format-List CreatedDateTime,UserPrincipalName,AppDisplayName,Status,ConditionalAccessStatus`;
}

export const seeAdfsLog = "Get-WinEvent -LogName 'AD FS/Admin' -MaxEvents 50 | Format-List TimeCreated,Id,Message";

export const seeOAuth = 'Get-OrganizationConfig | Format-List OAuth2*,DefaultAuthenticationPolicy';
export const switchOn = 'Set-OrganizationConfig -OAuth2ClientProfileEnabled $true';
export const switchOff = 'Set-OrganizationConfig -OAuth2ClientProfileEnabled $false';
export const seeAuthServers =
  'Get-AuthServer | Format-List Name,Type,Enabled,IsDefaultAuthorizationEndpoint,IssuerIdentifier,Realm,DomainName';

/** The AuthServer's name is not seen on the wire: a bare placeholder, so that nothing runs unfilled. */
export function defaultAuthServer(on: boolean): string {
  return `Set-AuthServer -Identity <EvoSts-name> -IsDefaultAuthorizationEndpoint $${on}`;
}

export function seeUserPolicy(v: Values): string {
  return `Get-User -Identity ${commandValue('user', v.subject)} | Format-List AuthenticationPolicy`;
}

const nouns: Readonly<Record<string, string>> = {
  '/mapi': 'Mapi',
  '/ews': 'WebServices',
  '/oab': 'Oab',
  '/autodiscover': 'Autodiscover',
  '/microsoft-server-activesync': 'ActiveSync',
  '/owa': 'Owa',
  '/ecp': 'Ecp',
};

/** The noun of the virtual directory's cmdlets; undefined when there is none that we know. */
export function virtualDirectoryNoun(v: Values): string | undefined {
  const path = (v.virtualDirectory ?? '').toLowerCase();
  return Object.hasOwn(nouns, path) ? nouns[path] : undefined;
}

export function seeVirtualDirectory(v: Values): string {
  const server = checkedValue('server', v.server);
  const scope = server === undefined ? '-ADPropertiesOnly' : `-Server '${server}'`;
  const noun = virtualDirectoryNoun(v);
  return (noun === undefined ? ['Mapi', 'WebServices', 'Oab', 'Autodiscover'] : [noun])
    .map((each) => `Get-${each}VirtualDirectory ${scope} | Format-List Server,Name,InternalUrl,ExternalUrl,*Auth*`)
    .join('\n');
}

/** Undefined where no cmdlet switches OAuth on: ActiveSync has no such parameter, OWA and ECP are another subject. */
export function addOAuth(v: Values): { readonly command: string; readonly undo: string } | undefined {
  const noun = virtualDirectoryNoun(v);
  if (noun === undefined || !['Mapi', 'WebServices', 'Oab', 'Autodiscover'].includes(noun)) return undefined;
  const take = `$before = @(Get-${noun}VirtualDirectory -Server ${commandValue('server', v.server)})`;
  const set = `Set-${noun}VirtualDirectory -Identity "$($d.Identity)"`;
  if (noun !== 'Mapi')
    return {
      command: `${take}\n${loop(`${set} -OAuthAuthentication $true`)}`,
      undo: loop(`${set} -OAuthAuthentication $d.OAuthAuthentication`),
    };
  // The parameter replaces the list: an empty one read by mistake must not be written back with OAuth alone.
  const guarded = `if (@($d.IISAuthenticationMethods).Count -lt 1) { throw 'No list to add to' } else { ${set} -IISAuthenticationMethods (@($d.IISAuthenticationMethods) + 'OAuth') }`;
  return {
    command: `${take}\n$before | Format-List Identity,IISAuthenticationMethods\n${loop(guarded)}`,
    undo: loop(`${set} -IISAuthenticationMethods @($d.IISAuthenticationMethods)`),
  };
}

function loop(body: string): string {
  return `foreach ($d in $before) { ${body} }`;
}

/** `reg add` makes the key where it is missing; New-Item -Force would empty one that is there. */
export function setIdentity(version: '15.0' | '16.0', name: string, value: 0 | 1): string {
  return `reg add ${identityKey}\\${version}\\Common\\Identity /v ${name} /t REG_DWORD /d ${value} /f`;
}

export function clearIdentity(version: '15.0' | '16.0', name: string): string {
  return `reg delete ${identityKey}\\${version}\\Common\\Identity /v ${name} /f`;
}

export function seeIdentity(version: '15.0' | '16.0'): string {
  return `reg query ${identityKey}\\${version}\\Common\\Identity`;
}

export const macRead = 'defaults read com.microsoft.Outlook DisableModernAuth';
export const macAllow = 'defaults write com.microsoft.Outlook DisableModernAuth -bool NO';
export const macBlock = 'defaults write com.microsoft.Outlook DisableModernAuth -bool YES';
export const seeClock = 'w32tm /query /status';
export const seeJoin = 'dsregcmd /status';

export function resolveName(v: Values): string {
  return `Resolve-DnsName -Name ${commandValue('host', v.host)}`;
}

export function testPort(v: Values): string {
  const port = v.port === undefined ? '443' : bareValue('port', v.port);
  return `Test-NetConnection -ComputerName ${commandValue('host', v.host)} -Port ${port}`;
}

export const seeCertificates =
  'Get-ExchangeCertificate | Format-List Thumbprint,Subject,CertificateDomains,NotAfter,Services';
export const trustExtra = "$env:NODE_EXTRA_CA_CERTS = '.\\enterprise-root.pem'";
export const trustExtraUndo = 'Remove-Item Env:NODE_EXTRA_CA_CERTS';
export const exportRoot =
  'Get-ChildItem Cert:\\LocalMachine\\Root | Sort-Object Subject | Format-List Subject,Thumbprint,NotAfter';
