import type { Authorization, ChannelBinding, NtlmMessage } from '../types.js';
import { type NtlmFacts, parseNtlm } from './ntlm.js';
import { parsePlaceholder } from './placeholder.js';
import { parseToken } from './token.js';

const unknownBlob: NtlmFacts = { message: 'unknown', channelBinding: 'unknown' };

const messageOfNote: Readonly<Record<string, NtlmMessage>> = {
  type1: 1,
  type2: 2,
  type3: 3,
  kerberos: 'kerberos',
};

const bindingOfNote: Readonly<Record<string, ChannelBinding>> = {
  'cb.present': 'present',
  'cb.zero': 'zero',
  'cb.absent': 'absent',
};

/**
 * Reads an `Authorization` value, before the door or behind it (then with placeholders). Never throws. Of Basic only
 * the user name comes back; a value without a scheme comes back without its text, because it may be a bare secret.
 *
 * @param value - Missing or empty means that no credentials were sent.
 * @see RFC 9110 §11.6.2, RFC 6750 §2.1, RFC 7617, RFC 4559
 */
export function parseAuthorization(value: string | undefined): Authorization {
  const text = (value ?? '').trim();
  if (text === '') return { scheme: 'none' };
  const blank = text.search(/\s/);
  const name = blank < 0 ? text : text.slice(0, blank);
  const credentials = blank < 0 ? '' : text.slice(blank).trim();
  switch (name.toLowerCase()) {
    case 'bearer':
      return bearer(credentials);
    case 'basic':
      return basic(credentials);
    case 'ntlm':
      return { scheme: 'ntlm', ...blobFacts(credentials) };
    case 'negotiate':
      return { scheme: 'negotiate', ...blobFacts(credentials) };
    default:
      return { scheme: 'other', name: credentials === '' ? '' : schemeName(name) };
  }
}

// Outlook's probe is the scheme name alone, with or without a blank.
function bearer(credentials: string): Authorization {
  if (credentials === '' || credentials === '""') return { scheme: 'bearer', empty: true };
  return { scheme: 'bearer', empty: false, token: parseToken(credentials), identity: credentials };
}

function basic(credentials: string): Authorization {
  const user = userOf(credentials);
  return user === undefined ? { scheme: 'basic' } : { scheme: 'basic', user };
}

function userOf(credentials: string): string | undefined {
  if (!/^[A-Za-z0-9+/_=-]+$/.test(credentials)) return undefined;
  const bytes = Buffer.from(credentials, 'base64');
  const colon = bytes.indexOf(':');
  const user = bytes.subarray(0, Math.max(colon, 0));
  const text = user.toString('utf8').includes('\uFFFD') ? user.toString('latin1') : user.toString('utf8');
  return text === '' || /\p{Cc}/u.test(text) ? undefined : text;
}

function blobFacts(credentials: string): NtlmFacts {
  const placeholder = parsePlaceholder(credentials);
  if (placeholder) return factsOfNotes(placeholder.notes);
  if (!/^[A-Za-z0-9+/]+=*$/.test(credentials)) return unknownBlob;
  return parseNtlm(Buffer.from(credentials, 'base64'));
}

function factsOfNotes(notes: readonly string[]): NtlmFacts {
  const message = notes.map((note) => own(messageOfNote, note)).find((found) => found !== undefined);
  const binding = notes.map((note) => own(bindingOfNote, note)).find((found) => found !== undefined);
  return { message: message ?? 'unknown', channelBinding: binding ?? 'unknown' };
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function schemeName(name: string): string {
  return /^[A-Za-z][\w.-]{0,39}$/.test(name) && !name.startsWith('eyJ') ? name : '';
}
