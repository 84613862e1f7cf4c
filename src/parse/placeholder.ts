/**
 * What stands where a secret stood: `REDACTED-<kind>-<ordinal>-<length>[-<note>…]`. It is a grammar, so that a redacted
 * capture can be read again: equal secrets of a run have equal ordinals, a placeholder is never redacted again, and
 * notes carry the facts that were read from the secret before it was cut (`type3`, `cb.zero`, `status.000003eb`). Only unreserved
 * URL characters, so that it stands unescaped in URLs, JSON, cookies and JWT signatures. There is no hash in it: a
 * hash of a password or of a mail address can be guessed at. Of a password nothing is kept, not even its length.
 */

/** A placeholder, read. `ordinal` and `length` are missing for passwords. */
export interface Placeholder {
  readonly kind: string;
  readonly ordinal?: number;
  /** Of the secret, in UTF-16 units. */
  readonly length?: number;
  readonly notes: readonly string[];
}

/** What stands for every password. */
export const passwordPlaceholder = 'REDACTED-password';

const pattern = /^REDACTED-([a-z]+)-(\d{1,9})-(\d{1,9})((?:-[a-z0-9.]+)*)$/;

/** Writes a placeholder. `kind` is one lower-case word, notes are lower-case letters, digits and full stops. */
export function formatPlaceholder(
  kind: string,
  ordinal: number,
  length: number,
  notes: readonly string[] = [],
): string {
  const noted = notes.length === 0 ? '' : `-${notes.join('-')}`;
  return `REDACTED-${kind}-${ordinal}-${length}${noted}`;
}

/** Reads a placeholder; undefined when the text is anything else. */
export function parsePlaceholder(text: string): Placeholder | undefined {
  if (text === passwordPlaceholder) return { kind: 'password', notes: [] };
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, kind = '', ordinal, length, notes = ''] = match;
  return { kind, ordinal: Number(ordinal), length: Number(length), notes: notes.split('-').slice(1) };
}

/** The text without the ordinals of its placeholders: they depend on the order of reading, and a report must not. */
export function withoutOrdinals(text: string): string {
  return text.includes('REDACTED-') ? text.replace(/REDACTED-([a-z]+)-\d{1,9}-\d{1,9}/g, 'REDACTED-$1') : text;
}
