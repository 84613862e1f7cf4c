import { startLine } from '../parse/head.js';
import { redactHead } from './head.js';
import { createKnownLines } from './known-lines.js';
import { createRecent } from './memo.js';
import type { Redaction } from './redaction.js';
import { settle } from './settle.js';
import { settledStart } from './settled-line.js';

/** Redacts the heads of one run: what was seen in an earlier head is not read again. */
export function createHeads(redaction: Redaction): (head: string) => string {
  const known = createKnownLines(redaction);
  const unchanged = createRecent();

  function redactKnown(head: string): string | undefined {
    const start = startLine(head);
    if (start === '') return undefined;
    if (unchanged.has(start)) return known.redact(head, start.length, undefined);
    const shown = settledStart(redaction, start);
    if (shown === start) {
      unchanged.add(start);
      return known.redact(head, start.length, undefined);
    }
    // A start line that would be read as something else afterwards is seen with its head.
    if (shown === undefined || startLine(`${shown}\r\n`) !== shown) return undefined;
    return known.redact(head, start.length, shown);
  }

  return (head) => redactKnown(head) ?? settle(redaction, head, redactHead);
}
