import { standalone } from '../parse/standalone.js';

/**
 * What a door remembers while it is open, and how much of it at most: lines, URLs and words that came back unchanged
 * (they hold no secret by its own judgement, and stand in its output), and fingerprints of what was cut. Never a secret.
 * What a name means is the same for all doors, and remembered by all together.
 */
export const limits = {
  /** Fingerprints of secrets, 4 units each or 32, with their ordinals: about 10 MB at most. */
  ordinals: 100_000,
  /** Short texts in which the sweep found nothing: names of cookies, paths, words. */
  swept: 2_000,
  sweptLength: 100,
  /** Texts of one sort that came back unchanged: URLs, start lines. */
  recent: 8,
  /** Longer ones are judged each time. */
  textLength: 2_000,
  /** What is shown in place of a line, 2,000 of them at most; longer ones are read each time. About 8 MB. */
  lineLength: 4_000,
  /** Header names and parameter names. */
  names: 2_000,
  nameLength: 64,
} as const;

/** A bounded map. */
export interface Memo<Value extends NonNullable<unknown>> {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
}

/**
 * Keeps the latest entries, at most `limit`: half of them new, half of them from the generation before. What is asked
 * for is new again; what nobody asks for is forgotten with its generation. (One map that drops its oldest key at each
 * entry walks over the holes of all keys dropped before.)
 */
export function createMemo<Value extends NonNullable<unknown>>(limit: number): Memo<Value> {
  let recent = new Map<string, Value>();
  let former = new Map<string, Value>();

  function set(key: string, value: Value): void {
    if (recent.size * 2 >= limit) {
      former = recent;
      recent = new Map();
    }
    recent.set(key, value);
  }

  return {
    get(key) {
      const known = recent.get(key);
      if (known !== undefined) return known;
      const old = former.get(key);
      if (old !== undefined) set(key, old);
      return old;
    },
    set,
  };
}

/**
 * The last few texts that came back unchanged: most traffic asks for the same few URLs again and again, and to compare
 * costs less than to hash.
 */
export interface Recent {
  readonly has: (text: string) => boolean;
  readonly add: (text: string) => void;
}

/** Makes an empty list. */
export function createRecent(): Recent {
  const texts: string[] = [];
  let oldest = 0;
  return {
    has: (text) => texts.includes(text),
    add(text) {
      if (text.length > limits.textLength) return;
      texts[oldest] = standalone(text);
      oldest = (oldest + 1) % limits.recent;
    },
  };
}
