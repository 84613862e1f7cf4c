import type { Protocol } from '../types.js';
import type { Status } from './clouds.js';

/**
 * What a status is to a sign-in.
 *
 * - `normal`: a step that every sign-in has
 * - `after-sign-in`: the sign-in was accepted, and something else is asked
 * - `refused`: the user, or the access, was turned down
 * - `limit`: the request was too large for whoever answered
 * - `outage`: who should answer was not reached
 * - `redirect`: the answer is elsewhere
 * - `error`: the server failed by itself
 */
export type StatusMeaning = 'normal' | 'after-sign-in' | 'refused' | 'limit' | 'outage' | 'redirect' | 'error';

/** One status code. What it means in words is said in `messages`. */
export interface StatusCode {
  readonly code: number;
  /** Where it means this; missing: everywhere. */
  readonly protocol?: Protocol;
  readonly meaning: StatusMeaning;
  /** It can come from something between client and Exchange, and is then no word of Exchange's. */
  readonly fromDevice: boolean;
  readonly source: string;
  readonly status: Status;
}

const extension = 'Office365FiddlerExtension ruleset';
const freeBusy = 'OfficeDocs-Support, free/busy errors';
const activeSync = '[MS-ASHTTP]';
const http = 'RFC 9110 §15';

/** The status codes that matter to a sign-in to Exchange. */
export const statusCodes: readonly StatusCode[] = [
  row(302, 'redirect', true, 'OfficeDocs-Exchange, mobile HMA', 'verified', 'autodiscover'),
  row(302, 'redirect', true, http, 'verified'),
  row(307, 'redirect', true, extension, 'verified-2', 'autodiscover'),
  row(400, 'limit', true, 'nginx documentation, large_client_header_buffers', 'verified'),
  row(401, 'normal', true, `Exchange Team Blog, HMA; ${extension}`, 'verified'),
  row(403, 'refused', false, activeSync, 'verified', 'eas'),
  row(403, 'refused', false, 'learn: EWS retirement', 'verified-2', 'ews'),
  row(403, 'refused', true, extension, 'verified-2'),
  row(407, 'refused', true, extension, 'verified-2'),
  row(413, 'limit', true, http, 'verified'),
  row(431, 'limit', true, 'RFC 6585 §5', 'verified'),
  row(449, 'after-sign-in', false, activeSync, 'verified-2', 'eas'),
  row(451, 'after-sign-in', false, activeSync, 'verified', 'eas'),
  row(456, 'refused', false, `${activeSync}; ${extension}`, 'verified', 'eas'),
  row(457, 'refused', false, activeSync, 'verified', 'eas'),
  row(494, 'limit', true, 'nginx, whose own code it is; mostly sent as 400', 'verified-2'),
  row(500, 'error', false, 'general knowledge', 'unverified'),
  row(502, 'outage', true, extension, 'verified-2'),
  row(503, 'outage', true, freeBusy, 'verified'),
  row(504, 'outage', true, freeBusy, 'verified'),
];

function row(
  code: number,
  meaning: StatusMeaning,
  fromDevice: boolean,
  source: string,
  status: Status,
  protocol?: Protocol,
): StatusCode {
  return { code, meaning, fromDevice, source, status, ...(protocol !== undefined && { protocol }) };
}
