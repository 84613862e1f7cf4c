import { startLine } from '../parse/head.js';
import { redactHead, redactStartLine } from './head.js';
import { createKnownLines } from './known-lines.js';
import type { Redaction } from './redaction.js';
import { createSettler, settle } from './settle.js';

/** Redacts the heads of one run: what was seen in an earlier head is not read again. */
export function createHeads(redaction: Redaction): (head: string) => string {
  const known = createKnownLines(redaction);
  const settleStart = createSettler(redaction, redactStartLine);

  function redactKnown(head: string): string | undefined {
    const start = startLine(head);
    if (start === '') return undefined;
    const shown = settleStart(start);
    if (shown === start) return known.redact(head, start.length, undefined);
    // A start line that would be read as something else afterwards is seen with its head.
    if (shown === undefined || startLine(`${shown}\r\n`) !== shown) return undefined;
    return known.redact(head, start.length, shown);
  }

  return (head) => redactKnown(head) ?? settle(redaction, head, redactHead);
}
