/** The organisation that the lab simulates: documentation names and GUIDs, and one user. */

/** The tenant of contoso.com. */
export const tenantId = 'aaaabbbb-0000-cccc-1111-dddd2222eeee';
/** Where MAPI, EWS, OAB and ActiveSync are. */
export const mailHost = 'mail.contoso.com';
/** Where Autodiscover is. */
export const autodiscoverHost = 'autodiscover.contoso.com';
/** The Exchange server's own name, which no client should ever ask for. */
export const internalHost = 'ex01.contoso.local';
/** Both names of the simulated Entra. */
export const entraHosts = ['login.microsoftonline.com', 'login.windows.net'] as const;
/** The public names of the simulated Exchange. */
export const exchangeHosts = [mailHost, autodiscoverHost] as const;

/** The resource's principal id (which Exchange calls `client_id` in its challenge). */
export const exchangeAppId = '00000002-0000-0ff1-ce00-000000000000';
/** Microsoft Office: Outlook for Windows. */
export const outlookAppId = 'd3590ed6-52b3-4102-aeff-aad2292ab01c';
/** Where Entra sends native clients back to: no http URL. */
export const nativeRedirectUri = 'urn:ietf:wg:oauth:2.0:oob';

/** The only user. The password is as made up as the rest. */
export const megan = {
  address: 'megan@contoso.com',
  name: 'Megan Bowen',
  domain: 'CONTOSO',
  account: 'megan',
  password: 'lab-Only-pass-1',
  objectId: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
  sid: 'S-1-5-21-1004336348-1177238915-682003330-1654',
  mailboxId: 'bbbbbbbb-1111-2222-3333-cccccccccccc@contoso.com',
} as const;
