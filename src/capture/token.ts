import { HmaError, sentence } from '../errors.js';
import { looksLikePayload, looksLikeToken } from '../parse/token.js';
import type { Capture, CaptureFormat } from './capture.js';
import { decodeText } from './decode-text.js';
import { type Source, wholeOf } from './source.js';

/** No token is longer; what is longer is not asked. */
const tokenLimitBytes = 1024 * 1024;

/** A lone access token, or the claims of one as JSON. */
export const token: CaptureFormat = { name: 'token', looksLike, read };

function looksLike(_beginning: Uint8Array, source: Source): boolean {
  if (source.size > tokenLimitBytes) return false;
  const text = decodeText(wholeOf(source)).trim();
  return looksLikeToken(text) || looksLikePayload(text);
}

function read(source: Source): Capture {
  const { name } = source;
  const text = decodeText(wholeOf(source)).trim();
  if (text === '') throw new HmaError('ERR_INPUT_EMPTY', sentence`"${name}" is empty. Paste the token into it.`);
  return {
    format: 'token',
    transactions: [{ id: '1', source: 'token', text, absent: ['request', 'response', 'time'] }],
    summary: () => ({ name, format: 'token', read: 1, skipped: 0, limits: [] }),
  };
}
