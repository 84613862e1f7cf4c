/**
 * Every cmdlet and program that a command on a card may call, with the parameters of it that are used and the page
 * that documents both. Nothing of MSOnline and AzureAD, which are retired.
 */

/** A row: what it is called, whose it is, where it is documented, and the parameters that cards use. */
export interface CommandRow {
  readonly name: string;
  readonly kind: 'cmdlet' | 'program';
  readonly module: string;
  readonly source: string;
  readonly parameters: readonly string[];
}

const learn = 'https://learn.microsoft.com';
const windows = `${learn}/windows-server/administration/windows-commands`;

/** By module, as Microsoft's documentation has it: a cmdlet's page is `<module>/<cmdlet>`. */
const modules: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ExchangePowerShell: {
    'Get-AcceptedDomain': '',
    'Get-ActiveSyncVirtualDirectory': 'ADPropertiesOnly Server',
    'Get-AuthConfig': '',
    'Get-AuthenticationPolicy': '',
    'Get-AuthServer': '',
    'Get-AutodiscoverVirtualDirectory': 'ADPropertiesOnly Server',
    'Get-CASMailbox': 'Identity',
    'Get-ClientAccessService': 'Identity IncludeAlternateServiceAccountCredentialStatus',
    'Get-ExchangeCertificate': 'Server Thumbprint',
    'Get-ExchangeServer': '',
    'Get-IntraOrganizationConnector': '',
    'Get-MailboxPermission': 'Identity',
    'Get-MapiVirtualDirectory': 'ADPropertiesOnly Server',
    'Get-MobileDeviceStatistics': 'Mailbox',
    'Get-MoveRequestStatistics': 'Identity',
    'Get-OabVirtualDirectory': 'ADPropertiesOnly Server',
    'Get-OrganizationConfig': '',
    'Get-OrganizationRelationship': '',
    'Get-OutlookAnywhere': 'ADPropertiesOnly',
    'Get-PartnerApplication': 'Identity',
    'Get-Recipient': 'Identity',
    'Get-ServerComponentState': 'Identity',
    'Get-ServerHealth': 'HealthSet Identity',
    'Get-TransportConfig': '',
    'Get-User': 'Identity',
    'Get-WebServicesVirtualDirectory': 'ADPropertiesOnly Server',
    'New-AcceptedDomain': 'DomainName DomainType Name',
    'New-ExchangeCertificate': 'DomainName FriendlyName KeySize PrivateKeyExportable SubjectName',
    'Remove-AcceptedDomain': 'Identity',
    'Set-AuthConfig': 'NewCertificateEffectiveDate NewCertificateThumbprint PublishCertificate',
    'Set-AuthServer': 'Enabled Identity IsDefaultAuthorizationEndpoint RefreshAuthMetadata',
    'Set-AutodiscoverVirtualDirectory': 'Identity OAuthAuthentication',
    'Set-CASMailbox':
      'ActiveSyncEnabled EwsEnabled Identity MAPIEnabled MapiHttpEnabled SmtpClientAuthenticationDisabled',
    'Set-ClientAccessService': 'AutoDiscoverServiceInternalUri Identity',
    'Set-MapiVirtualDirectory': 'IISAuthenticationMethods Identity',
    'Set-OabVirtualDirectory': 'Identity OAuthAuthentication',
    'Set-OrganizationConfig': 'MapiHttpEnabled OAuth2ClientProfileEnabled',
    'Set-PartnerApplication': 'Enabled Identity LinkedAccount',
    'Set-WebServicesVirtualDirectory': 'Identity OAuthAuthentication',
    'Test-OAuthConnectivity': 'Mailbox Service TargetUri Verbose',
    'Test-ServiceHealth': 'Server',
  },
  'Microsoft.Graph.Authentication': { 'Connect-MgGraph': 'Scopes TenantId' },
  'Microsoft.Graph.Applications': {
    'Get-MgServicePrincipal': 'Filter',
    'Get-MgServicePrincipalAppRoleAssignment': 'ServicePrincipalId',
    'New-MgUserAppRoleAssignment': 'AppRoleId PrincipalId ResourceId UserId',
    'Remove-MgUserAppRoleAssignment': 'AppRoleAssignmentId UserId',
    'Update-MgServicePrincipal': 'AccountEnabled ReplyUrls ServicePrincipalId ServicePrincipalNames',
    'Get-MgServicePrincipalOauth2PermissionGrant': 'ServicePrincipalId',
  },
  'Microsoft.Graph.Identity.DirectoryManagement': {
    'Get-MgDomain': '',
    'Get-MgDomainFederationConfiguration': 'DomainId',
    'Get-MgOrganization': '',
    'Update-MgDomainFederationConfiguration': 'DomainId InternalDomainFederationId SigningCertificate',
  },
  'Microsoft.Graph.Reports': { 'Get-MgAuditLogSignIn': 'Filter Top' },
  'Microsoft.Graph.Users': { 'Get-MgUser': 'Property UserId', 'Update-MgUser': 'AccountEnabled UserId' },
  ActiveDirectory: { 'Get-ADObject': 'LDAPFilter Properties', 'Get-ADUser': 'LDAPFilter Properties' },
  ADFS: { 'Get-AdfsCertificate': 'CertificateType' },
  DnsClient: { 'Resolve-DnsName': 'Name' },
  NetTCPIP: { 'Test-NetConnection': 'ComputerName Port' },
  WebAdministration: {
    'Get-WebConfigurationProperty': 'Filter Location Name PSPath',
    'Restart-WebAppPool': 'Name',
    'Start-WebAppPool': 'Name',
  },
  WebApplicationProxy: { 'Get-WebApplicationProxyApplication': '' },
  'Microsoft.PowerShell.Core': {
    'ForEach-Object': '',
    'Get-Command': '',
    'Import-Module': '',
    'Where-Object': 'like',
  },
  'Microsoft.PowerShell.Diagnostics': { 'Get-WinEvent': 'FilterHashtable LogName MaxEvents' },
  'Microsoft.PowerShell.Management': {
    'Get-ChildItem': '',
    'Get-Content': 'Tail',
    'Get-Service': 'Name',
    'Remove-Item': '',
    'Start-Process': '',
  },
  'Microsoft.PowerShell.Utility': {
    'Format-List': '',
    'Format-Table': '',
    'Get-Date': '',
    'Invoke-RestMethod': '',
    'Out-File': 'NoClobber',
    'Select-Object': 'ExpandProperty Last',
    'Select-String': 'Path Pattern SimpleMatch',
    'Sort-Object': '',
  },
};

/** Programs: whose, and where they are documented. */
const programs: Readonly<Record<string, readonly [string, string]>> = {
  'curl.exe': ['curl', 'https://curl.se/docs/manpage.html'],
  defaults: ['macOS', 'https://opensource.apple.com/source/man/man-151/usr/man/man1/defaults.1.auto.html'],
  dsregcmd: ['Windows', `${learn}/entra/identity/devices/troubleshoot-device-dsregcmd`],
  klist: ['Windows', `${windows}/klist`],
  netsh: ['Windows', `${windows}/netsh-winhttp`],
  reg: ['Windows', `${windows}/reg`],
  setspn: ['Windows', `${windows}/setspn`],
  w32tm: ['Windows', `${learn}/windows-server/networking/windows-time-service/windows-time-service-tools-and-settings`],
};

function cmdlet(module: string, name: string, parameters: string): CommandRow {
  const source = `${learn}/powershell/module/${module}/${name}`.toLowerCase();
  return { name, kind: 'cmdlet', module, source, parameters: parameters.split(' ').filter((word) => word !== '') };
}

/** All rows. */
export const commandRows: readonly CommandRow[] = [
  ...Object.entries(modules).flatMap(([module, rows]) =>
    Object.entries(rows).map(([name, parameters]) => cmdlet(module, name, parameters)),
  ),
  ...Object.entries(programs).map(
    ([name, [module, source]]): CommandRow => ({ name, kind: 'program', module, source, parameters: [] }),
  ),
];

const byName = new Map(commandRows.map((row) => [row.name, row]));

/** The row of a cmdlet or program, spelt as its documentation spells it. */
export function commandNamed(name: string): CommandRow | undefined {
  return byName.get(name);
}
