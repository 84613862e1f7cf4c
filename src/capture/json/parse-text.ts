/** JSON of UTF-8 bytes that were read as latin1. */

// Beyond ASCII, where latin1 and UTF-8 differ.
const wide = /[\x80-\xff]/;

/** The text of UTF-8 bytes that were read as latin1. */
export function utf8Of(latin1: string): string {
  return wide.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
}

/** JSON.parse of such a text; undefined when it is not JSON. */
export function parseText(latin1: string): unknown {
  try {
    return JSON.parse(utf8Of(latin1));
  } catch {
    return undefined; // damaged: the caller counts it
  }
}
