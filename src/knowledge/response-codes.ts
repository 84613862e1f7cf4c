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

function row(code: number, name: string, kind: ResponseCodeRow['kind']): ResponseCodeRow {
  return { code, name, kind, source, status: 'verified' };
}
