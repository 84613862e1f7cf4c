/** What one reading gave, for the next time that the same text comes. */
export type Memo<Made> = (text: string, make: () => Made) => Made;

interface Known<Made> {
  readonly text: string;
  readonly made: Made;
}

const hashedLength = 100;

/**
 * Remembers what was made of a text: a capture says the same few thousand things a million times, and what is shared
 * is also kept in memory once. Only for texts behind the door, which hold no secret. What is made must be a function
 * of the text, and nobody may change it.
 *
 * @param entries - So many of the newest are kept at least, and at most twice as many.
 * @param longest - Texts of more units are not kept.
 */
export function createMemo<Made>(entries: number, longest = 4096): Memo<Made> {
  let young = new Map<string, Known<Made>>();
  let old = young;
  // Two generations in place of a queue: nothing has to be moved when a text comes again.
  const remember = (key: string, known: Known<Made>): Made => {
    if (young.size >= entries) {
      old = young;
      young = new Map();
    }
    young.set(key, known);
    return known.made;
  };
  return (text, make) => {
    if (text.length > longest) return make();
    const key = fingerprint(text);
    const known = young.get(key);
    if (known?.text === text) return known.made;
    const older = old.get(key);
    return remember(key, older?.text === text ? older : { text, made: make() });
  };
}

// Two long texts are compared faster than one is hashed; those of tokens differ at their ends.
function fingerprint(text: string): string {
  return text.length <= hashedLength ? text : text.slice(-hashedLength);
}
