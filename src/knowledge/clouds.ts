import type { CloudId } from '../types.js';

/** How sure a row is: seen in an official source, in a secondary one, or only commonly known. */
export type Status = 'verified' | 'verified-2' | 'unverified';

/** One host of a Microsoft cloud; its subdomains belong to it. */
export interface CloudHost {
  /** A `*` stands for the one label that is a tenant's name: of what else a tenant's domain carries nothing is said. */
  readonly host: string;
  readonly cloud: CloudId;
  readonly role: 'sign-in' | 'exchange-online';
  readonly source: string;
  readonly status: Status;
}

const endpoints = 'CSS-Exchange Shared/AzureFunctions/Get-CloudServiceEndpoint.ps1';
const national = 'entra-docs national clouds page';
const published = 'Microsoft 365 URLs and IP address ranges';
const mail = 'Received lines of mail in public archives';
const common = 'general knowledge';

/** The hosts of every cloud. A host that is not here is nobody's: on-premises, AD FS, or the rest. */
export const cloudHosts: readonly CloudHost[] = [
  signIn('worldwide', 'login.microsoftonline.com', endpoints, 'verified'),
  signIn('worldwide', 'login.windows.net', national, 'verified'),
  signIn('worldwide', 'login.microsoft.com', national, 'verified'),
  signIn('worldwide', 'sts.windows.net', national, 'verified'),
  signIn('worldwide', 'loginex.microsoftonline.com', published, 'verified'),
  signIn('worldwide', 'login.microsoftonline-p.com', published, 'verified'),
  signIn('worldwide', 'autologon.microsoftazuread-sso.com', common, 'unverified'),
  signIn('us-gov', 'login.microsoftonline.us', endpoints, 'verified'), // GCC High and DoD share it
  signIn('us-gov', 'login-us.microsoftonline.com', common, 'unverified'),
  signIn('china', 'login.partner.microsoftonline.cn', endpoints, 'verified'),
  signIn('china', 'login.chinacloudapi.cn', 'Microsoft Q&A 1629044', 'verified-2'),
  signIn('china', 'sts.chinacloudapi.cn', common, 'unverified'),
  signIn('bleu', 'login.sovcloud-identity.fr', endpoints, 'verified'),
  signIn('delos', 'login.sovcloud-identity.de', endpoints, 'verified'),
  signIn('germany', 'login.microsoftonline.de', common, 'unverified'), // closed 2021-10-29
  exchange('worldwide', 'outlook.office.com', endpoints, 'verified'),
  exchange('worldwide', 'outlook.office365.com', endpoints, 'verified'),
  exchange('worldwide', 'autodiscover-s.outlook.com', endpoints, 'verified'),
  exchange('worldwide', 'autodiscover.outlook.com', common, 'unverified'),
  exchange('worldwide', 'prod.outlook.com', common, 'unverified'),
  exchange('worldwide', 'prod.exchangelabs.com', mail, 'verified-2'), // servers of the oldest forests
  exchange('worldwide', 'protection.outlook.com', published, 'verified'),
  exchange('worldwide', 'mail.onmicrosoft.com', common, 'unverified'),
  exchange('worldwide', 'autodiscover.*.onmicrosoft.com', published, 'verified'),
  exchange('worldwide', 'outlook.cloud.microsoft', common, 'unverified'),
  exchange('us-gov', 'outlook.office365.us', endpoints, 'verified'),
  exchange('us-gov', 'autodiscover-s.office365.us', endpoints, 'verified'),
  exchange('us-gov', 'autodiscover.*.onmicrosoft.us', published, 'verified'), // and so do these
  exchange('us-gov', 'mail.onmicrosoft.us', published, 'verified'),
  exchange('us-dod', 'webmail.apps.mil', published, 'verified'),
  exchange('us-dod', 'outlook-dod.office365.us', endpoints, 'verified'),
  exchange('us-dod', 'autodiscover-s-dod.office365.us', endpoints, 'verified'),
  exchange('china', 'partner.outlook.cn', endpoints, 'verified'),
  exchange('china', 'autodiscover.*.partner.onmschina.cn', published, 'verified-2'),
  exchange('bleu', 'outlook.sovcloud.fr', endpoints, 'verified'),
  exchange('delos', 'outlook.sovcloud.de', endpoints, 'verified'),
  exchange('germany', 'outlook.office.de', common, 'unverified'),
  exchange('germany', 'autodiscover-s.outlook.de', published, 'verified'),
];

/** The issuer that vouches for the servers of a cloud: the first part of an entry of `trusted_issuers`. */
export interface ServerIssuer {
  /** Lower case. */
  readonly id: string;
  readonly cloud: CloudId;
  readonly source: string;
  readonly status: Status;
}

/** The clouds of the United States are seen to use the worldwide one, so it tells them from China alone. */
export const serverIssuers: readonly ServerIssuer[] = [
  {
    id: '00000001-0000-0000-c000-000000000000',
    cloud: 'worldwide',
    source: 'Exchange Team Blog, HMA; OfficeDocs-Exchange, mobile HMA',
    status: 'verified',
  },
  {
    id: '00000001-0002-0000-c000-000000000000',
    cloud: 'china',
    source: 'Microsoft Q&A 1629044; [MS-XOAUTH] 4.6',
    status: 'verified-2',
  },
];

function signIn(cloud: CloudId, host: string, source: string, status: Status): CloudHost {
  return { host, cloud, role: 'sign-in', source, status };
}

function exchange(cloud: CloudId, host: string, source: string, status: Status): CloudHost {
  return { host, cloud, role: 'exchange-online', source, status };
}

/** Where sign-in pages load their scripts and pictures from, with everything below: without them the page stays blank. */
export const signInContentHosts: readonly Pick<CloudHost, 'host' | 'source' | 'status'>[] = [
  'msauth.net',
  'msftauth.net',
  'msauthimages.net',
  'msftauthimages.net',
  'aadcdn.microsoftonline-p.com',
  'msauthimages.us',
  'msftauthimages.us',
  'msauth.cn',
  'msftauth.cn',
  'msauthimages.cn',
  'msftauthimages.cn',
].map((host) => ({ host, source: published, status: 'verified' }));
