import { formatPlaceholder, passwordPlaceholder } from '../parse/placeholder.js';
import { createFingerprint } from './fingerprint.js';
import { createMemo, createRecent, limits, type Memo, type Recent } from './memo.js';

/** What was cut in this run: gives equal secrets of one kind equal ordinals, and remembers no secret. */
export interface Ledger {
  /** The placeholder for a secret. What is a placeholder of ours already, or empty, comes back as it is. */
  readonly cut: (kind: string, secret: string, notes?: readonly string[]) => string;
  /** Takes the ordinals of every placeholder in the text out of circulation. */
  readonly reserve: (text: string) => void;
  /** Short texts that the sweep looked through and left alone. */
  readonly swept: Memo<true>;
  /** Header and payload of signed tokens, `header.payload`, that stay as they are. */
  readonly knownClaims: Recent;
}

// The grammar allows nine digits; what comes from outside must leave room to count on.
const highestForeignOrdinal = 900_000_000;
const ours =
  /^REDACTED-[a-z]+-(?:900000000|[0-8]\d{8}|\d{1,8})-\d{1,9}(?:-(?:type[123]|kerberos|unknown|cb\.(?:present|zero|absent|unknown)|status\.(?:unknown|[\da-f]{8})))*$/;
const inText = /REDACTED-([a-z]+)-(\d{1,9})-\d/g;

/** Is the whole text a placeholder that this tool could have written? Free words in the notes are refused. */
export function isPlaceholder(text: string): boolean {
  return text.startsWith('REDACTED-') && (text === passwordPlaceholder || ours.test(text));
}

/** Makes an empty ledger with a random key of its own. */
export function createLedger(): Ledger {
  const fingerprint = createFingerprint();
  const ordinals = createMemo<number>(limits.ordinals);
  const next = new Map<string, number>();

  function ordinalOf(kind: string, secret: string): number {
    const print = fingerprint(`${kind} ${secret}`);
    const known = ordinals.get(print);
    if (known !== undefined) return known;
    const ordinal = next.get(kind) ?? 1;
    next.set(kind, ordinal + 1);
    // The oldest are forgotten: an old secret then gets a new ordinal, which costs a join but leaks nothing.
    ordinals.set(print, ordinal);
    return ordinal;
  }

  return {
    cut(kind, secret, notes = []) {
      if (secret === '' || isPlaceholder(secret)) return secret;
      return formatPlaceholder(kind, ordinalOf(kind, secret), secret.length, notes);
    },
    reserve(text) {
      // The rarer beginning first: there is many an R in a token.
      if (!text.includes('D-') || !text.includes('REDACTED-')) return;
      for (const [, kind = '', digits] of text.matchAll(inText)) {
        const ordinal = Number(digits);
        if (ordinal <= highestForeignOrdinal && ordinal >= (next.get(kind) ?? 1)) next.set(kind, ordinal + 1);
      }
    },
    swept: createMemo(limits.swept),
    knownClaims: createRecent(),
  };
}
