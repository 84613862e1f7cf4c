import type { Status } from './clouds.js';

/** A well-known application. An id that is not here is only unknown, never an error. */
export interface Application {
  readonly id: string;
  readonly name: string;
  readonly role: 'client' | 'resource' | 'issuer';
  readonly source: string;
  readonly status: Status;
}

/** Exchange's own application id, which its Bearer challenges carry as `client_id`. */
export const exchangeApplication = '00000002-0000-0ff1-ce00-000000000000';

const firstParty = 'learn: verify first-party apps sign-in';
const blog = 'Exchange Team Blog, HMA';

/** Client, resource and issuer ids that turn up beside Exchange. */
export const applications: readonly Application[] = [
  app('d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft Office', 'client', `${blog}; ${firstParty}`, 'verified'),
  app('27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook Mobile', 'client', `CSS-Exchange; ${firstParty}`, 'verified'),
  app('e9b154d0-7658-433b-bb25-6b8e0a8a7c59', 'Outlook Lite', 'client', `FOCI list; ${firstParty}`, 'verified'),
  app('5d661950-3475-41cd-a2c3-d671a3162bc1', 'Microsoft Outlook', 'client', firstParty, 'verified'),
  app('9199bf20-a13f-4107-85dc-02114787ef48', 'One Outlook Web', 'client', 'community lists', 'verified-2'),
  app(
    'bc59ab01-8403-45c6-8796-ac3ef710b3e3',
    'Outlook Online Add-in App / Outlook web',
    'client',
    'community lists',
    'verified-2',
  ),
  app(
    'f8d98a96-0999-43f5-8af3-69971c7bb423',
    'Apple Internet Accounts',
    'client',
    `EAS OAuth Mailbox; ${firstParty}`,
    'verified',
  ),
  app('9e5f94bc-e8a4-4e73-b8be-63364c29d753', 'Mozilla Thunderbird', 'client', 'community lists', 'verified-2'),
  app('facd6cff-a294-4415-b59f-c5b01937d7bd', 'DavMail', 'client', 'mguessan/davmail', 'verified-2'),
  app('1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Microsoft Teams', 'client', `FOCI list; ${firstParty}`, 'verified'),
  app('5e3ce6c0-2b1f-4285-8d4b-75ee78787346', 'Teams web', 'client', firstParty, 'verified'),
  app('7557eb47-c689-4224-abcf-aef9bd7573df', 'Teams/Skype scheduling service', 'client', firstParty, 'verified'),
  app('db7de2b5-2149-435e-8043-e080dd50afae', 'Cloud Voicemail', 'client', firstParty, 'verified'),
  app('0ec893e0-5785-4de6-99da-4ed124e5296c', 'Office UWP PWA', 'client', firstParty, 'verified'),
  app('4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome', 'client', firstParty, 'verified'),
  app('29d9ed98-a469-4536-ade2-f981bc1d605e', 'Microsoft Authentication Broker', 'client', firstParty, 'verified'),
  app('a40d7d7d-59aa-447e-a655-679a4107e548', 'Accounts Control UI', 'client', firstParty, 'verified'),
  app('d9b8ec3a-1e4e-4e08-b3c2-5baf00c0fcb0', 'HxService', 'client', firstParty, 'verified'),
  app('ab9b8c07-8f02-4f72-87fa-80105867a763', 'OneDrive sync', 'client', firstParty, 'verified'),
  app('47629505-c2b6-4a80-adb1-9b3a3d233b7b', 'Exchange Web Services', 'client', firstParty, 'verified'),
  app('fb78d390-0c51-40cd-8e17-fdbfab77341b', 'Exchange REST API PowerShell', 'client', firstParty, 'verified'),
  app('00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online', 'resource', blog, 'verified'),
  app('00000003-0000-0ff1-ce00-000000000000', 'SharePoint Online', 'resource', '[MS-SPS2SAUTH]', 'verified'),
  app('00000004-0000-0ff1-ce00-000000000000', 'Skype for Business Online', 'resource', blog, 'verified'),
  app('00000007-0000-0ff1-ce00-000000000000', 'Exchange Online Protection', 'resource', firstParty, 'verified'),
  app('00000003-0000-0000-c000-000000000000', 'Microsoft Graph', 'resource', firstParty, 'verified'),
  app('00000002-0000-0000-c000-000000000000', 'Azure AD Graph', 'resource', firstParty, 'verified'),
  app(
    '00000001-0000-0000-c000-000000000000',
    'ACS / EvoSTS issuer id',
    'issuer',
    `${blog}; OfficeDocs-Support`,
    'verified',
  ),
  app(
    '00000001-0001-0000-c000-000000000000',
    'ACS issuer id of the old [MS-XOAUTH] sample',
    'issuer',
    '[MS-XOAUTH] 4.6; Microsoft Q&A 1629044',
    'verified',
  ),
  app(
    '00000001-0002-0000-c000-000000000000',
    'ACS issuer id, China',
    'issuer',
    '[MS-XOAUTH] 4.6; Microsoft Q&A 1629044',
    'verified',
  ),
];

/** The application with this id. */
export function applicationOf(id: string | undefined): Application | undefined {
  return applications.find((known) => known.id === id?.toLowerCase());
}

function app(id: string, name: string, role: Application['role'], source: string, status: Status): Application {
  return { id, name, role, source, status };
}
