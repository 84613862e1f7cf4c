import type { Status } from './clouds.js';

/**
 * `X-ResponseCode` of MAPI/HTTP: what became of a request whose HTTP status is 200. What each means is said in the
 * messages.
 */
export interface ResponseCodeRow {
  readonly code: number;
  /** As the specification calls it. */
  readonly name: string;
  /**
   * - `success`
   * - `context`: the connection with the mailbox is gone; clients connect again and mostly succeed. It follows idle
   *   times, recycled pools, failover, and a lost affinity cookie
   * - `access`: who signed in may not open this mailbox
   * - `disabled`: MAPI/HTTP is switched off
   * - `request`: the request itself was wrong, or was changed on the way
   * - `unknown`
   */
  readonly kind: 'success' | 'context' | 'access' | 'disabled' | 'request' | 'unknown';
  readonly source: string;
  readonly status: Status;
}

const source = '[MS-OXCMAPIHTTP] 2.2.3.3.3';

/** Every code of the specification. The kinds are our reading of them. */
export const responseCodes: readonly ResponseCodeRow[] = [
  row(0, 'Success', 'success'),
  row(1, 'Unknown Failure', 'unknown'),
  row(2, 'Invalid Verb', 'request'),
  row(3, 'Invalid Path', 'request'),
  row(4, 'Invalid Header', 'request'),
  row(5, 'Invalid Request Type', 'request'),
  row(6, 'Invalid Context Cookie', 'context'),
  row(7, 'Missing Header', 'request'),
  row(8, 'Anonymous Not Allowed', 'access'),
  row(9, 'Too Large', 'request'),
  row(10, 'Context Not Found', 'context'),
  row(11, 'No Privilege', 'access'),
  row(12, 'Invalid Request Body', 'request'),
  row(13, 'Missing Cookie', 'context'),
  row(14, 'Reserved', 'unknown'),
  row(15, 'Invalid Sequence', 'context'),
  row(16, 'Endpoint Disabled', 'disabled'),
  row(17, 'Invalid Response', 'unknown'),
  row(18, 'Endpoint Shutting Down', 'context'),
];

/** The row of a code; undefined for one that the specification does not have. */
export function responseCodeOf(code: number | undefined): ResponseCodeRow | undefined {
  return responseCodes.find((known) => known.code === code);
}

/** What Connect says in its body although `X-ResponseCode` is 0. */
export interface ConnectErrorRow {
  readonly code: number;
  /** As the specification calls it. */
  readonly name: string;
  readonly kind: 'access' | 'disabled' | 'moving' | 'client';
  readonly source: string;
  readonly status: Status;
}

const logon = '[MS-OXCSTOR] 3.2.5.1.3';
const connect = '[MS-OXCRPC] 3.1.4.1';

/** Error codes of Connect that are often seen. */
export const connectErrors: readonly ConnectErrorRow[] = [
  { code: 0x80070005, name: 'ecAccessDenied', kind: 'access', source: logon, status: 'verified' },
  { code: 0x80040111, name: 'ecLoginFailure', kind: 'access', source: logon, status: 'verified' },
  { code: 0x3eb, name: 'ecUnknownUser', kind: 'access', source: logon, status: 'verified' },
  { code: 0x3f2, name: 'ecLoginPerm', kind: 'access', source: logon, status: 'verified' },
  { code: 0x96c, name: 'ecMailboxDisabled', kind: 'disabled', source: logon, status: 'verified' },
  { code: 0x7d8, name: 'ecProtocolDisabled', kind: 'disabled', source: connect, status: 'verified-2' },
  { code: 0x50c, name: 'ecMailboxInTransit', kind: 'moving', source: logon, status: 'verified' },
  { code: 0x478, name: 'ecWrongServer', kind: 'moving', source: logon, status: 'verified' },
  { code: 0x4df, name: 'ecClientVerDisallowed', kind: 'client', source: connect, status: 'verified-2' },
  { code: 0x970, name: 'ecNotEncrypted', kind: 'client', source: connect, status: 'verified-2' },
];

/** The row of an error code of Connect. */
export function connectErrorOf(code: number | undefined): ConnectErrorRow | undefined {
  return connectErrors.find((known) => known.code === code);
}

function row(code: number, name: string, kind: ResponseCodeRow['kind']): ResponseCodeRow {
  return { code, name, kind, source, status: 'verified' };
}
