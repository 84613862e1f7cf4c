import type { Protocol } from '../types.js';
import type { Status } from './clouds.js';

/** One virtual directory of Exchange. */
export interface VirtualDirectory {
  /** First path segment, lower case. */
  readonly segment: string;
  /**
   * What must follow for a name which other products use as well, lower case. `''` is nothing at all; missing means
   * that the first segment decides alone.
   */
  readonly next?: readonly string[];
  /** As Exchange spells it. */
  readonly name: string;
  readonly protocol: Protocol;
  readonly source: string;
  readonly status: Status;
}

const odata = ['v1.0', 'v2.0', 'beta'];

/** The virtual directories of Exchange, by path. */
export const virtualDirectories: readonly VirtualDirectory[] = [
  row('mapi', '/mapi', 'mapi', '[MS-OXCMAPIHTTP] 2.2.2.2', 'verified'),
  row('ews', '/EWS', 'ews', 'learn: EWS reference', 'verified'),
  row('autodiscover', '/Autodiscover', 'autodiscover', '[MS-XOAUTH] 4.6; OfficeDocs-Exchange', 'verified'),
  row('oab', '/OAB', 'oab', 'microsoft-365-docs, protocol table', 'verified'),
  row('microsoft-server-activesync', '/Microsoft-Server-ActiveSync', 'eas', '[MS-ASHTTP] 2.2.1.1', 'verified'),
  row('rpc', '/rpc', 'rpc', 'Exchange Team Blog, HMA', 'verified', ['', 'rpcproxy.dll']),
  row('rpcwithcert', '/rpc', 'rpc', 'general knowledge', 'unverified', ['', 'rpcproxy.dll']),
  row('owa', '/owa', 'owa', 'microsoft-365-docs, OWA and ECP', 'verified'),
  row('ecp', '/ecp', 'ecp', 'microsoft-365-docs, OWA and ECP', 'verified'),
  row('api', '/api', 'rest', 'CSS-Exchange HealthChecker test data', 'verified', odata),
  row('powershell', '/PowerShell', 'powershell', 'CSS-Exchange HealthChecker test data', 'verified'),
  row('powershell-liveid', '/PowerShell', 'powershell', 'general knowledge', 'unverified'),
];

function row(
  segment: string,
  name: string,
  protocol: Protocol,
  source: string,
  status: Status,
  next?: readonly string[],
): VirtualDirectory {
  return { segment, name, protocol, source, status, ...(next ? { next } : {}) };
}
