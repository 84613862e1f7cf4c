import type { Redaction } from './redaction.js';

const roundLimit = 5;

/**
 * Redacts until nothing changes: where texts are glued together a cut can bring forth what looks like one more secret.
 * The second look costs only where something was cut, and redacting twice gives the same bytes by construction. A text
 * that cannot be looked at (a pattern runs out of stack on some of tens of megabytes) or does not settle is cut whole.
 */
export function settle(redaction: Redaction, text: string, redact: Redact): string {
  return settled(redaction, text, redact) ?? redaction.cut('text', text);
}

/** Redacts one sort of text. */
export type Redact = (redaction: Redaction, text: string) => string;

/** The same, but undefined where the text cannot be looked at or does not settle. */
export function settled(redaction: Redaction, text: string, redact: Redact): string | undefined {
  try {
    let before = text;
    for (let round = 0; round < roundLimit; round++) {
      const after = redact(redaction, before);
      if (after === before) return after;
      before = after;
    }
  } catch {
    // cut whole by the caller, as what does not settle
  }
  return undefined;
}
