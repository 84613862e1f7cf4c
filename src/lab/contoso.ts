/** The organisation that the lab simulates: documentation names and GUIDs, and its people. */

/** A tenant of the simulated Entra. */
export interface Tenant {
  readonly id: string;
  readonly domain: string;
}

/** The tenant of contoso.com. */
export const tenantId = 'aaaabbbb-0000-cccc-1111-dddd2222eeee';
/** The same with its name. */
export const contoso: Tenant = { id: tenantId, domain: 'contoso.com' };
/** Somebody else's. */
export const fabrikam: Tenant = { id: 'bbbbcccc-1111-dddd-2222-eeee3333ffff', domain: 'fabrikam.com' };
/** Where MAPI, EWS, OAB and ActiveSync are. */
export const mailHost = 'mail.contoso.com';
/** Where Autodiscover is. */
export const autodiscoverHost = 'autodiscover.contoso.com';
/** The Exchange server's own name, which no client should ever ask for: it is known inside alone. */
export const internalHost = 'ex01.contoso.local';
/** Where AD FS is, for those whose domain is federated. */
export const federationHost = 'fs.contoso.com';
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

/** Somebody with a mailbox. */
export interface Person {
  readonly address: string;
  readonly name: string;
  /** Of the domain CONTOSO. */
  readonly account: string;
  readonly password: string;
  readonly objectId: string;
  readonly sid: string;
  readonly mailboxId: string;
}

/** The domain as NTLM names it. */
export const ntDomain = 'CONTOSO';

/** Who signs in where one is enough. The passwords are as made up as the rest. */
export const megan: Person = {
  address: 'megan@contoso.com',
  name: 'Megan Bowen',
  account: 'megan',
  password: 'lab-Only-pass-1',
  objectId: 'aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb',
  sid: 'S-1-5-21-1004336348-1177238915-682003330-1654',
  mailboxId: 'bbbbbbbb-1111-2222-3333-cccccccccccc@contoso.com',
};

/** Everybody. */
export const people: readonly Person[] = [
  megan,
  {
    address: 'alex@contoso.com',
    name: 'Alex Wilber',
    account: 'alex',
    password: 'lab-Only-pass-2',
    objectId: 'aaaaaaaa-0000-1111-2222-cccccccccccc',
    sid: 'S-1-5-21-1004336348-1177238915-682003330-1655',
    mailboxId: 'bbbbbbbb-1111-2222-3333-dddddddddddd@contoso.com',
  },
  {
    address: 'pat@contoso.com',
    name: 'Pat Castillo',
    account: 'pat',
    password: 'lab-Only-pass-3',
    objectId: 'aaaaaaaa-0000-1111-2222-dddddddddddd',
    sid: 'S-1-5-21-1004336348-1177238915-682003330-1656',
    mailboxId: 'bbbbbbbb-1111-2222-3333-eeeeeeeeeeee@contoso.com',
  },
];

/** Megan's account for administration, which the directory on-premises does not know. */
export const meganAdministrator = { address: 'megan-admin@contoso.com', name: 'Megan Bowen (admin)' } as const;

/** Who has this address; undefined for a stranger. */
export function personNamed(address: string): Person | undefined {
  return people.find((person) => person.address === address.toLowerCase());
}
