/** What a wrong fix looks like: a pattern, and what it is there to catch, in commands and in both languages. */
export interface WrongWords {
  readonly pattern: RegExp;
  readonly examples: readonly string[];
}

/** Everybody is moved to Entra ID at once. */
export const switchOn: WrongWords = {
  pattern:
    /OAuth2ClientProfileEnabled \$true|IsDefaultAuthorizationEndpoint \$true|-OAuthAuthentication \$true|'OAuth'/,
  examples: ['Set-OrganizationConfig -OAuth2ClientProfileEnabled $true', "@($d.IISAuthenticationMethods) + 'OAuth'"],
};

/** A user whom a token proves to be in Entra ID is sent there again. */
export const synchronise: WrongWords = {
  pattern:
    /Start-ADSyncSyncCycle|Entra Connect|\bsync(?:hroni[sz]e)? (?:the |this )?(?:user|account|it)|Entra ID (?:に|へ|と)同期(?!では|しても)/i,
  examples: ['Start-ADSyncSyncCycle', 'Synchronize the user to Entra ID.', 'ユーザーを Entra ID に同期してください。'],
};

/** A name is added to the service principal. */
export const addSpn: WrongWords = {
  pattern: /Update-MgServicePrincipal|add .{0,40}(?:SPN|service principal name)|サービス プリンシパル名.{0,20}追加/i,
  examples: [
    'Update-MgServicePrincipal -ServicePrincipalNames $names',
    'Add the SPN.',
    'サービス プリンシパル名を追加します。',
  ],
};

/** A virtual directory is changed. */
export const changeDirectory: WrongWords = {
  pattern: /Set-\w*VirtualDirectory|-OAuthAuthentication|IISAuthenticationMethods/,
  examples: ['Set-WebServicesVirtualDirectory -OAuthAuthentication $true'],
};

/** AuthServers are made or changed. */
export const authServer: WrongWords = {
  pattern: /(?:Set|New)-AuthServer/,
  examples: ['Set-AuthServer -Identity EvoSts'],
};

/** The issuer of servers is made for users. */
export const issuerOfServers: WrongWords = {
  pattern: /New-AuthServer[^\n]*accesscontrol/i,
  examples: ['New-AuthServer -AuthMetadataUrl https://accounts.accesscontrol.windows.net/contoso.com/metadata/json/1'],
};

/** Extended Protection is taken off. */
export const protectionOff: WrongWords = {
  pattern: /ExtendedProtectionTokenChecking|-ExtendedProtection\w* None|RollbackType|Set-\w*VirtualDirectory/,
  examples: [
    'Set-MapiVirtualDirectory -ExtendedProtectionTokenChecking None',
    '.\\ExchangeExtendedProtectionManagement.ps1 -RollbackType RestoreConfiguration',
  ],
};

/** Protocols are switched over. */
export const switchProtocol: WrongWords = {
  pattern: /Set-CASMailbox|MapiHttpEnabled \$|BasicAuth\w* \$false/,
  examples: [
    'Set-OrganizationConfig -MapiHttpEnabled $true',
    'Set-ActiveSyncVirtualDirectory -BasicAuthEnabled $false',
  ],
};

/** A certificate is replaced. */
export const replaceCertificate: WrongWords = {
  pattern: /(?:New|Import|Enable|Remove)-ExchangeCertificate/,
  examples: ['New-ExchangeCertificate -Services IIS'],
};

/** Sessions are ended, policies are changed. */
export const revoke: WrongWords = {
  pattern: /Revoke-MgUserSignInSession|(?:Update|Remove)-MgIdentityConditionalAccessPolicy/,
  examples: ['Revoke-MgUserSignInSession -UserId $id'],
};

/** A list is written over. */
export const listAnew: WrongWords = {
  pattern: /-IISAuthenticationMethods[ \t]+(?!\(?@\(\$)\S|@\{\s*Add\s*=/i,
  examples: [
    'Set-MapiVirtualDirectory -IISAuthenticationMethods Ntlm,OAuth,Negotiate',
    "Set-MapiVirtualDirectory -IISAuthenticationMethods @{Add='OAuth'}",
  ],
};

/** An application is switched on. */
export const enableApplication: WrongWords = {
  pattern: /AccountEnabled(?::\$true| \$true)|enable the (?:application|service principal)|有効にして/i,
  examples: [
    'Update-MgServicePrincipal -AccountEnabled:$true',
    'Enable the application.',
    'アプリケーションを有効にしてください。',
  ],
};

/** The principal of Exchange is touched. */
export const exchangePrincipal: WrongWords = {
  pattern: /00000002-0000-0ff1-ce00-000000000000/,
  examples: ['-Filter "AppId eq \'00000002-0000-0ff1-ce00-000000000000\'"'],
};

/** What protects the organisation is switched off. */
export const policyOff: WrongWords = {
  pattern:
    /ConditionalAccessPolicy[^\n]*-State|(?:disable|switch off|turn off) (?:MFA|the (?:policy|second factor))|(?:多要素認証|ポリシー)を無効に/i,
  examples: [
    'Update-MgIdentityConditionalAccessPolicy -ConditionalAccessPolicyId $id -State disabled',
    'Disable MFA for the user.',
    '多要素認証を無効にします。',
  ],
};
