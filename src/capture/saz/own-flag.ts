import type { RawTransaction } from '../../types.js';
import { asFields, type Fields, withoutUndefined } from '../fields/json-fields.js';
import { readOwnParts } from '../own-fields.js';
import { restoreRequest, restoreResponse } from './own-message.js';

/** The session flag in which stands what SAZ has no place for. Flags outlive being opened and saved by Fiddler. */
export const ownFlag = 'x-hma-doctor';

/** One session's files, unpacked. */
export interface SessionBytes {
  /** `raw/N_c.txt` */
  readonly request?: Uint8Array | undefined;
  /** `raw/N_s.txt` */
  readonly response?: Uint8Array | undefined;
}

/**
 * Puts what our flag says over what the session's files say, so that a transaction that we wrote is read back equal.
 *
 * @param read - The session as Fiddler's it would be.
 * @param flag - The value of `x-hma-doctor`; what is no JSON object counts as missing.
 */
export function restoreOwnFlag(read: RawTransaction, flag: string | undefined, bytes: SessionBytes): RawTransaction {
  const own = flag === undefined ? undefined : asFields(parse(flag));
  if (!own) return read;
  const [request, response] = [asFields(own.request), asFields(own.response)];
  return withoutUndefined<RawTransaction>({
    ...readOwnParts(own, read),
    request: request && restoreRequest(bytes.request ?? none, request),
    response: response && restoreResponse(bytes.response ?? none, response),
  });
}

const none = new Uint8Array(0);

function parse(flag: string): Fields | undefined {
  try {
    return JSON.parse(flag);
  } catch {
    return undefined; // not ours, or cut by somebody
  }
}
