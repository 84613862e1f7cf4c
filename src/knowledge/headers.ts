import type { Status } from './clouds.js';

/** A header that people meet beside Exchange and look up. What it means is said in `messages/dictionary`. */
export interface HeaderRow {
  /** As it is mostly spelled. */
  readonly name: string;
  /** Who sends it. */
  readonly from: 'client' | 'exchange' | 'entra' | 'device' | 'anybody';
  readonly source: string;
  readonly status: Status;
}

const blog = 'Exchange Team Blog, HMA';
const mapi = '[MS-OXCMAPIHTTP] 2.2.3';
const eas = '[MS-ASHTTP] 2.2';
const exchangeDocs = 'OfficeDocs-Exchange, hybrid samples';
const community = 'msxfaq.de';

/** Headers of the protocols that Outlook and Exchange speak, of Entra ID, and of what stands between. */
export const headers: readonly HeaderRow[] = [
  row('WWW-Authenticate', 'exchange', `${blog}; RFC 9110`, 'verified'),
  row('Authorization', 'client', `${blog}; RFC 6750`, 'verified'),
  row('Accept-Auth', 'client', blog, 'verified'),
  row('X-User-Identity', 'client', blog, 'verified'),
  row('X-AnchorMailbox', 'client', exchangeDocs, 'verified'),
  row('client-request-id', 'client', blog, 'verified'),
  row('x-ms-diagnostics', 'exchange', blog, 'verified'),
  row('request-id', 'exchange', `${blog}; ${exchangeDocs}`, 'verified'),
  row('X-FEServer', 'exchange', `${blog}; ${exchangeDocs}`, 'verified'),
  row('X-CalculatedBETarget', 'exchange', `${blog}; ${exchangeDocs}`, 'verified'),
  row('X-TargetBEServer', 'exchange', exchangeDocs, 'verified'),
  row('X-DiagInfo', 'exchange', `${exchangeDocs}; ${community}`, 'verified'),
  row('X-BEServer', 'exchange', `${exchangeDocs}; ${community}`, 'verified'),
  row('X-BackEndHttpStatus', 'exchange', community, 'verified'),
  row('X-CalculatedFETarget', 'exchange', community, 'verified-2'),
  row('X-FEProxyInfo', 'exchange', community, 'verified-2'),
  row('X-FailureContext', 'exchange', community, 'verified-2'),
  row('X-CasErrorCode', 'exchange', community, 'verified-2'),
  row('X-OWA-Version', 'exchange', community, 'verified-2'),
  row('X-OWA-Error', 'exchange', community, 'verified-2'),
  row('X-ServerApplication', 'exchange', mapi, 'verified'),
  row('X-RequestType', 'anybody', mapi, 'verified'),
  row('X-RequestId', 'anybody', mapi, 'verified'),
  row('X-ClientInfo', 'anybody', mapi, 'verified'),
  row('X-ClientApplication', 'client', mapi, 'verified'),
  row('X-ResponseCode', 'exchange', mapi, 'verified'),
  row('X-ExpirationInfo', 'exchange', mapi, 'verified'),
  row('X-PendingPeriod', 'exchange', mapi, 'verified'),
  row('X-ElapsedTime', 'exchange', 'general knowledge', 'unverified'),
  row('X-StartTime', 'exchange', 'general knowledge', 'unverified'),
  row('MS-Server-ActiveSync', 'exchange', eas, 'verified'),
  row('MS-ASProtocolVersions', 'exchange', eas, 'verified'),
  row('MS-ASProtocolCommands', 'exchange', eas, 'verified'),
  row('X-MS-Location', 'exchange', eas, 'verified'),
  row('X-MS-RP', 'exchange', eas, 'verified'),
  row('X-MS-Credential-Service-Url', 'exchange', eas, 'verified'),
  row('X-MS-Credentials-Expire', 'exchange', eas, 'verified'),
  row('X-MS-ASThrottle', 'exchange', 'general knowledge', 'unverified'),
  row('Server', 'anybody', blog, 'verified'),
  row('X-Powered-By', 'exchange', blog, 'verified'),
  row('X-AspNet-Version', 'exchange', blog, 'verified'),
  row('x-ms-request-id', 'entra', blog, 'verified'),
  row('x-ms-ests-server', 'entra', 'general knowledge', 'unverified'),
  row('sec-Restrict-Tenant-Access-Policy', 'device', 'learn: tenant restrictions v2', 'verified-2'),
  row('Restrict-Access-To-Tenants', 'device', 'learn: tenant restrictions', 'verified-2'),
  row('Restrict-Access-Context', 'device', 'learn: tenant restrictions', 'verified-2'),
  row('Via', 'device', 'RFC 9110 §7.6.3', 'unverified'),
  row('X-Forwarded-For', 'device', 'general knowledge', 'unverified'),
  row('X-Cache', 'device', 'general knowledge', 'unverified'),
  row('Proxy-Authenticate', 'device', 'RFC 9110 §11.7.1', 'verified'),
  row('Host', 'client', 'RFC 9110 §7.2; CSS-Exchange HealthChecker test data', 'verified'),
];

function row(name: string, from: HeaderRow['from'], source: string, status: Status): HeaderRow {
  return { name, from, source, status };
}
