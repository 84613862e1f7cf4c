import { parseNtlm } from '../parse/ntlm.js';
import { passwordPlaceholder } from '../parse/placeholder.js';
import { isPlaceholder } from './ledger.js';
import type { Redaction } from './redaction.js';
import { outerBlanks } from './shape.js';
import { redactToken } from './token.js';

const base64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
// A word that stands alone without saying anything secret: Outlook's empty Bearer, a bare challenge, our own shorthand.
const schemeAlone = /^(?:bearer|basic|ntlm|negotiate|nego2|kerberos|digest|pop|wlid1\.1|anonymous|none)$/i;
const schemeName = /^[A-Za-z][A-Za-z0-9._-]{0,31}$/;

/**
 * Cuts the credentials of an `Authorization` value and keeps what they say: claims of a token, user name of Basic,
 * message type and channel binding of NTLM. Of a scheme not known everything after its name goes.
 */
export function redactAuthorization(redaction: Redaction, value: string): string {
  const [before, core, after] = outerBlanks(value);
  const blank = core.search(/\s/);
  if (blank < 0) return before + redactLone(redaction, core) + after;
  const scheme = core.slice(0, blank);
  if (!schemeName.test(scheme)) return before + redaction.cut('credentials', core) + after;
  const credentials = core.slice(blank).trimStart();
  const gap = core.slice(blank, core.length - credentials.length);
  return before + scheme + gap + redactCredentials(redaction, scheme, credentials) + after;
}

/** Cuts what stands after the name of a scheme. */
export function redactCredentials(redaction: Redaction, scheme: string, credentials: string): string {
  if (credentials === '""' || isPlaceholder(credentials)) return credentials;
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return redactToken(redaction, credentials);
    case 'basic':
      return redactBasic(redaction, credentials);
    case 'ntlm':
    case 'negotiate':
      return redactNtlm(redaction, credentials);
    default:
      return redaction.cut('credentials', credentials);
  }
}

/** Keeps the user name of Basic credentials: an identity, which has to be compared. Of the password nothing is kept. */
export function redactBasic(redaction: Redaction, credentials: string): string {
  const user = basicUser(credentials);
  if (user === undefined) return redaction.cut('basic', credentials);
  return Buffer.from(`${user}:${passwordPlaceholder}`, 'latin1').toString('base64');
}

/** The user name of Basic credentials, one unit a byte; undefined when they cannot be read. */
export function basicUser(credentials: string): string | undefined {
  if (!base64.test(credentials)) return undefined;
  const text = Buffer.from(credentials, 'base64').toString('latin1');
  const colon = text.indexOf(':');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a user name holds none, a decoded key soon does
  return colon < 0 || /[\u0000-\u001f\u007f]/.test(text.slice(0, colon)) ? undefined : text.slice(0, colon);
}

/** Cuts an NTLM or Negotiate blob; its facts become notes. */
export function redactNtlm(redaction: Redaction, blob: string): string {
  if (isPlaceholder(blob)) return blob;
  const { message, channelBinding } = parseNtlm(Buffer.from(blob, 'base64'));
  const type = typeof message === 'number' ? `type${message}` : message;
  return redaction.cut('ntlm', blob, [type, `cb.${channelBinding}`]);
}

// A token sent without a scheme is a fault worth seeing, and a secret.
function redactLone(redaction: Redaction, word: string): string {
  return schemeAlone.test(word) ? word : redactToken(redaction, word);
}
