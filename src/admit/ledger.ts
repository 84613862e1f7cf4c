import { createHmac, randomBytes } from 'node:crypto';
import { formatPlaceholder, type Placeholder, parsePlaceholder } from '../parse/placeholder.js';

/** What was cut in this run: gives equal secrets of one kind equal ordinals, and remembers no secret. */
export interface Ledger {
  /** The placeholder for a secret. What is a placeholder of ours already, or empty, comes back as it is. */
  readonly cut: (kind: string, secret: string, notes?: readonly string[]) => string;
  /** Takes the ordinals of every placeholder in the text out of circulation. */
  readonly reserve: (text: string) => void;
  /** What `make` gave for an equal text before, or gives now. Neither is kept: the text only as an HMAC. */
  readonly once: (text: string, make: () => string) => string;
}

const entryLimit = 100_000;
const resultLimit = 1_000;
// The grammar allows nine digits; what comes from outside must leave room to count on.
const highestForeignOrdinal = 900_000_000;
const knownNote = /^(?:type[123]|kerberos|unknown|cb\.(?:present|zero|absent|unknown))$/;
const inText = /REDACTED-([a-z]+)-(\d{1,9})-\d/g;

/** Is the whole text a placeholder that this tool could have written? Free words in the notes are refused. */
export function isPlaceholder(text: string): boolean {
  if (!text.startsWith('REDACTED-')) return false;
  const read = parsePlaceholder(text);
  return read !== undefined && isOurs(read);
}

/** Makes an empty ledger with a random key of its own. */
export function createLedger(): Ledger {
  const key = randomBytes(32);
  const ordinals = new Map<string, number>();
  const results = new Map<string, string>();
  const next = new Map<string, number>();
  const fingerprint = (text: string) => createHmac('sha256', key).update(text).digest('base64');

  function ordinalOf(kind: string, secret: string): number {
    const entry = `${kind} ${fingerprint(secret)}`;
    const known = ordinals.get(entry);
    if (known !== undefined) return known;
    const ordinal = next.get(kind) ?? 1;
    next.set(kind, ordinal + 1);
    remember(ordinals, entry, ordinal, entryLimit);
    return ordinal;
  }

  return {
    cut(kind, secret, notes = []) {
      if (secret === '' || isPlaceholder(secret)) return secret;
      return formatPlaceholder(kind, ordinalOf(kind, secret), secret.length, notes);
    },
    reserve(text) {
      if (!text.includes('REDACTED-')) return;
      for (const [, kind = '', digits] of text.matchAll(inText)) {
        const ordinal = Number(digits);
        if (ordinal <= highestForeignOrdinal && ordinal >= (next.get(kind) ?? 1)) next.set(kind, ordinal + 1);
      }
    },
    once(text, make) {
      const entry = fingerprint(text);
      const known = results.get(entry);
      if (known !== undefined) return known;
      const made = make();
      remember(results, entry, made, resultLimit);
      return made;
    },
  };
}

function isOurs({ ordinal = 0, notes }: Placeholder): boolean {
  return ordinal <= highestForeignOrdinal && notes.every((note) => knownNote.test(note));
}

// The oldest entry goes: after that an old secret would get a new ordinal, which costs a join but leaks nothing.
function remember<Value>(map: Map<string, Value>, key: string, value: Value, limit: number): void {
  if (map.size >= limit) {
    const oldest = map.keys().next();
    if (!oldest.done) map.delete(oldest.value);
  }
  map.set(key, value);
}
