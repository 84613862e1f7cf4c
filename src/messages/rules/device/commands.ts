/** Commands of this family, free of language. Values from the wire enter by `powershell.ts`'s grammars alone. */

import { virtualDirectoryNoun } from '../../commands.js';
import { bareValue, commandValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

const paths: Readonly<Record<string, string>> = {
  Mapi: '/mapi/emsmdb/',
  WebServices: '/EWS/Exchange.asmx',
  Oab: '/OAB/',
  Autodiscover: '/Autodiscover/Autodiscover.xml',
  ActiveSync: '/Microsoft-Server-ActiveSync',
  Owa: '/owa/',
  Ecp: '/ecp/',
};

/** Asks one server with an empty Bearer, past the device; its address is not seen on the wire. */
export function askServer(v: Values): string {
  const host = bareValue('host', v.host);
  const path = paths[virtualDirectoryNoun(v) ?? ''] ?? '/EWS/Exchange.asmx';
  return `curl.exe -s -S -D - -o NUL -H "Authorization: Bearer" --resolve ${host}:443:<server-address> https://${host}${path}`;
}

const pools: Readonly<Record<string, string>> = {
  Mapi: 'MSExchangeMapiFrontEndAppPool',
  WebServices: 'MSExchangeServicesAppPool',
  Oab: 'MSExchangeOABAppPool',
  Autodiscover: 'MSExchangeAutodiscoverAppPool',
  ActiveSync: 'MSExchangeSyncAppPool',
  Owa: 'MSExchangeOWAAppPool',
  Ecp: 'MSExchangeECPAppPool',
};

/** On the server itself: the application pools, and what http.sys wrote of requests that no pool took. */
export const seePools = [
  'Import-Module WebAdministration',
  'Get-ChildItem IIS:\\AppPools | Where-Object Name -like MSExchange* | Format-Table Name,State',
  'Get-Content "$env:SystemRoot\\System32\\LogFiles\\HTTPERR\\httperr*.log" -Tail 50',
].join('\n');

/** On the server itself. */
export function startPool(v: Values): string {
  return `Start-WebAppPool -Name ${pools[virtualDirectoryNoun(v) ?? ''] ?? '<application-pool>'}`;
}

export function seeHealth(v: Values): string {
  const server = commandValue('server', v.server);
  return `Test-ServiceHealth -Server ${server}\nGet-ServerComponentState -Identity ${server} | Format-Table Component,State`;
}

export const seePublishing =
  'Get-WebApplicationProxyApplication | Format-List Name,ExternalUrl,BackendServerUrl,ExternalPreauthentication';

const folders: Readonly<Record<string, string>> = {
  Mapi: 'Mapi',
  WebServices: 'Ews',
  Oab: 'Oab',
  Autodiscover: 'Autodiscover',
  ActiveSync: 'Eas',
  Owa: 'Owa',
  Ecp: 'Ecp',
};

/** On the front end: the lines of one request, by its request id, of the newest logs of its protocol. */
export function seeProxyLog(v: Values): string {
  const folder = folders[virtualDirectoryNoun(v) ?? ''] ?? '*';
  const logs = `"$env:ExchangeInstallPath\\Logging\\HttpProxy\\${folder}\\*.log"`;
  return `Select-String -Path ${logs} -SimpleMatch '${bareValue('correlation', v.correlation)}' | Select-Object -Last 5`;
}

export function resolveAutodiscover(v: Values): string {
  return `Resolve-DnsName -Name ${commandValue('host', v.host)}`;
}

const autodiscoverKey = 'HKCU\\SOFTWARE\\Microsoft\\Office\\16.0\\Outlook\\AutoDiscover';
export const skipRootDomain = `reg add ${autodiscoverKey} /v ExcludeHttpsRootDomain /t REG_DWORD /d 1 /f`;
export const askRootDomain = `reg delete ${autodiscoverKey} /v ExcludeHttpsRootDomain /f`;

export const seeAuthCertificate = [
  'Get-AuthConfig | Format-List CurrentCertificateThumbprint,NextCertificateThumbprint,ServiceName',
  '(Get-AuthConfig).CurrentCertificateThumbprint | Get-ExchangeCertificate | Format-List Thumbprint,NotAfter,Services',
].join('\n');

/** `New-ExchangeCertificate` asks whether it may replace the certificate for SMTP: the answer is no. */
export const newAuthCertificate = [
  '$before = (Get-AuthConfig).CurrentCertificateThumbprint',
  "$new = New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName 'CN=Microsoft Exchange Server Auth Certificate' -FriendlyName 'Microsoft Exchange Server Auth Certificate' -DomainName @()",
  'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date)',
  'Set-AuthConfig -PublishCertificate',
].join('\n');

export const oldAuthCertificate = [
  'Set-AuthConfig -NewCertificateThumbprint $before -NewCertificateEffectiveDate (Get-Date)',
  'Set-AuthConfig -PublishCertificate',
].join('\n');

/** On each server, when the new certificate has been replicated. */
export const recyclePools = ['MSExchangeOWAAppPool', 'MSExchangeECPAppPool']
  .map((pool) => `Restart-WebAppPool -Name ${pool}`)
  .join('\n');
