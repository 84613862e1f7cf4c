/** Commands of this family, free of language. Values from the wire enter by `commands.ts`'s grammars alone. */

import { bareValue } from '../../powershell.js';
import type { Values } from '../../rule-texts.js';

const directories: readonly string[] = [
  'mapi',
  'EWS',
  'OAB',
  'Microsoft-Server-ActiveSync',
  'rpc',
  'owa',
  'ecp',
  'api',
];

/** What Extended Protection asks on a virtual directory of the front end. */
export function seeProtection({ virtualDirectory = '' }: Values): string {
  const path = directories.find((name) => `/${name}`.toLowerCase() === virtualDirectory.toLowerCase()) ?? 'mapi';
  return (
    `Get-WebConfigurationProperty -PSPath MACHINE/WEBROOT/APPHOST -Location 'Default Web Site/${path}' ` +
    '-Filter system.webServer/security/authentication/windowsAuthentication/extendedProtection -Name tokenChecking'
  );
}

/** Where Windows asks clients for certificates: as a connection begins, and by IIS for a site. */
export const seeClientCertificates = [
  'netsh http show sslcert',
  "Get-WebConfigurationProperty -PSPath MACHINE/WEBROOT/APPHOST -Location 'Default Web Site' -Filter system.webServer/security/access -Name sslFlags",
].join('\n');

/** SEC_E_BAD_BINDINGS (0x80090346) and SEC_E_LOGON_DENIED (0x8009030C) as IIS logs them. */
export const seeWin32Status =
  "Select-String -Path C:\\inetpub\\logs\\LogFiles\\W3SVC1\\*.log -Pattern ' 401 \\d+ (2148074310|2148074252) ' | Select-Object -Last 20";

const lsa = 'HKLM\\SYSTEM\\CurrentControlSet\\Control\\Lsa';

/** Below 3 NTLMv1 is sent, which has no channel binding; SuppressExtendedProtection leaves it out. */
export const seeClientBinding = [
  `reg query ${lsa} /v LmCompatibilityLevel`,
  `reg query ${lsa} /v SuppressExtendedProtection`,
].join('\n');

export function getTicket(v: Values): string {
  return `klist get HTTP/${bareValue('host', v.host)}`;
}

export function seeServiceNames(v: Values): string {
  return `setspn -Q HTTP/${bareValue('host', v.host)}`;
}

export const seeAlternateAccount =
  'Get-ClientAccessService -IncludeAlternateServiceAccountCredentialStatus | Format-List Name,AlternateServiceAccountConfiguration';

export const seeSystemProxy = [
  'netsh winhttp show proxy',
  "reg query 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings' /v ProxyServer",
  "reg query 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings' /v AutoConfigURL",
].join('\n');

/** What the server's Windows was told about versions of TLS; without values its defaults hold. */
export const seeTlsVersions =
  "Get-ItemProperty 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\SecurityProviders\\SCHANNEL\\Protocols\\*\\*' | Format-List PSPath,Enabled,DisabledByDefault";
