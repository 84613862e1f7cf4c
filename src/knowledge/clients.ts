import type { ClientKind } from '../types.js';
import type { Status } from './clouds.js';

/** How a client looks in `User-Agent` (or, for `X-ClientApplication`, in that). */
export interface ClientSign {
  readonly kind: ClientKind;
  /** Lower case; every one must be contained. */
  readonly contains: readonly string[];
  readonly source: string;
  readonly status: Status;
}

const threads = 'issue threads';
const common = 'general knowledge';
const mobile = 'OfficeDocs-Exchange, Outlook for iOS and Android';
const eom = 'EAS OAuth Mailbox documentation';

/** Client signs, special ones first: many carry the names of others. */
export const clientSigns: readonly ClientSign[] = [
  sign('thunderbird', ['thunderbird/'], 'learn: modern authentication with AD FS', 'verified-2'),
  sign('outlook-mac', ['macoutlook/'], threads, 'verified-2'),
  sign('outlook-mobile', ['outlook-ios'], mobile, 'verified'), // also Outlook-iOS-Android/1.0
  sign('outlook-mobile', ['outlook-android'], mobile, 'verified'),
  sign('outlook-2010', ['microsoft outlook 14.'], threads, 'verified-2'),
  sign('outlook-2010', ['microsoft office/14.', 'mapi 14.'], common, 'unverified'),
  sign('outlook-2013', ['microsoft outlook 15.'], threads, 'verified-2'),
  sign('outlook-2013', ['microsoft office/15.', 'mapi 15.'], common, 'unverified'),
  sign('outlook', ['microsoft outlook 16.'], 'office-js issue 6340', 'verified-2'),
  sign('outlook', ['microsoft office/16.', 'mapi 16.'], common, 'unverified'),
  sign('outlook-2010', ['outlook/14.'], common, 'unverified'), // X-ClientApplication
  sign('outlook-2013', ['outlook/15.'], '[MS-OXCMAPIHTTP] 2.2.3.3', 'verified'),
  sign('outlook', ['outlook/16.'], common, 'unverified'),
  sign('sign-in-broker', ['windows-azuread-authentication-provider/'], common, 'unverified'),
  sign('apple-mail', ['apple-iphone'], eom, 'verified-2'),
  sign('apple-mail', ['apple-ipad'], common, 'unverified'),
  sign('apple-mail', ['preferences/', 'cfnetwork/'], eom, 'verified-2'),
  sign('apple-mail', ['accountsd'], common, 'unverified'),
  sign('apple-mail', ['mac+os+x/'], common, 'unverified'),
  sign('android-mail', ['android-mail/'], eom, 'verified-2'),
  sign('android-mail', ['android-samsung-'], common, 'unverified'),
  sign('exchange-online', ['asproxy/'], common, 'unverified'),
  sign('exchange-online', ['microsoftninja/'], common, 'unverified'),
  sign('exchange-online', ['asautodiscover/'], common, 'unverified'),
  sign('exchange-online', ['crossforest'], common, 'unverified'),
  sign('ews-client', ['exchangeservicesclient/'], '[MS-XOAUTH] 4.6', 'verified'),
  sign('ews-client', ['exchangelib/'], 'exchangelib', 'verified-2'),
  sign('ews-client', ['davmail'], 'DavMail', 'verified-2'),
  sign('ews-client', ['evolution-ews'], 'evolution-ews', 'verified-2'),
  sign('ews-client', ['evolution/'], 'evolution-ews', 'verified-2'),
  sign('browser', ['mozilla/5.0'], common, 'unverified'),
];

function sign(kind: ClientKind, contains: readonly string[], source: string, status: Status): ClientSign {
  return { kind, contains, source, status };
}
