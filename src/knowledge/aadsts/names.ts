/** What the texts of Entra ID name. Each pattern has one group that counts: the first that took part. */

/** `User account 'a@b' from identity provider …`, `The signed in user 'a@b' is not assigned …`, `user account a@b does`. */
export const userNamed =
  /\buser(?: account)? '([^'\s@]{1,128}@[^'\s@]{1,253})'|\buser account \{?([^'\s@{}]{1,128}@[^'\s@{}]{1,253})\}? does\b/i;

/** `Application 'guid'`, `the application with ID 'guid'`, `first party application 'guid'`. */
export const applicationNamed =
  /\bapplication(?: with (?:identifier|ID))? '([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'/i;

/** `does not exist in tenant 'Contoso'`, `Access to 'Fabrikam' tenant is denied`, `Tenant 'contoso.local' not found`. */
export const tenantNamed =
  /\btenant(?: named)? '([^']{1,253})'|\bAccess to '([^']{1,253})' tenant\b|\bdoes not exist in the (\S{1,253}) directory\b/i;

/** `The redirect URI 'https://…' specified in the request does not match`. */
export const replyUrlNamed = /\b(?:redirect URI|reply (?:url|address)) '([^'\s]{1,300})'/i;

/** `The requested federation realm object 'http://fs.contoso.com/adfs/services/trust' does not exist.` */
export const realmNamed = /\brealm(?: object)? '([^'\s]{1,300})'/i;

/** `Thumbprint of key used by client: '…'`: of a certificate, which is public. */
export const thumbprintNamed = /\bThumbprint of key used by client: '([0-9A-Fa-f]{40})'/;

/** When the grant was issued, as the text of AADSTS50173 gives it. */
export const grantIssuedAt = /grant was issued on '([^']{10,40})'|token was issued on (\d{4}-[0-9T:.Z-]{8,30})/i;

/** From when on grants count. */
export const grantValidFrom =
  /TokensValidFrom date[^']{0,80}'([^']{10,40})'|TokensValidFrom date for this user is (\d{4}-[0-9T:.Z-]{8,30})/i;
