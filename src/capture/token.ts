import { HmaError } from '../errors.js';
import { looksLikePayload, looksLikeToken } from '../parse/token.js';
import type { Capture, CaptureFormat } from './capture.js';
import { decodeText } from './decode-text.js';

/** No token is longer; what is longer is not asked. */
const tokenLimitBytes = 1024 * 1024;

/** A lone access token, or the claims of one as JSON. */
export const token: CaptureFormat = { name: 'token', looksLike, read };

function looksLike(bytes: Uint8Array): boolean {
  if (bytes.length > tokenLimitBytes) return false;
  const text = decodeText(bytes).trim();
  return looksLikeToken(text) || looksLikePayload(text);
}

function read(bytes: Uint8Array, name: string): Capture {
  const text = decodeText(bytes).trim();
  if (text === '') throw new HmaError('ERR_INPUT_EMPTY', `"${name}" is empty. Paste the token into it.`);
  return {
    format: 'token',
    transactions: [{ id: '1', source: 'token', text, absent: ['request', 'response', 'time'] }],
    summary: () => ({ name, format: 'token', read: 1, skipped: 0, limits: [] }),
  };
}
