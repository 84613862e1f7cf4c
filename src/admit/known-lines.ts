import { standalone } from '../parse/standalone.js';
import { type DoorBytes, doorBytes, kinds, line, slots } from './bytes.js';
import { longRun } from './calm.js';
import { headerKind } from './header-name.js';
import { limits } from './memo.js';
import type { Redaction } from './redaction.js';
import { settledLine } from './settled-line.js';

/**
 * Most lines of a head stood in an earlier one. So the door remembers what became of a line, and does not read it again.
 *
 * It holds no secret: lines are known again by a keyed tag, and what is shown in place of one stands in the output.
 */
export interface KnownLines {
  /**
   * Redacts the header lines of a head, each with the CRLF before it, from `from` on. Gives the whole head, with `start`
   * in place of what stands before them if that is given; undefined where a line has to be seen with its neighbours
   * (folds, bare CR or LF), is not of ASCII or does not settle, which others look after.
   */
  readonly redact: (head: string, from: number, start: string | undefined) => string | undefined;
}

/** A head that is being redacted. */
interface Passage {
  readonly redaction: Redaction;
  readonly bytes: DoorBytes;
  readonly head: string;
  /** What is shown in place of a line, by the slot of what is known of it. */
  readonly shown: (string | undefined)[];
  /** What became of lines that were not known, to be learned when all were looked at: a slot may be taken anew. */
  readonly learned: [index: number, shown: string | undefined][];
}

/** Remembers nothing yet. */
export function createKnownLines(redaction: Redaction): KnownLines {
  const shown = new Array<string | undefined>(slots).fill(undefined);
  return {
    redact(head, from, start) {
      const bytes = doorBytes();
      if (!bytes?.head.load(head)) return undefined;
      if (bytes.owner !== shown) bytes.forget(shown);
      const passage: Passage = { redaction, bytes, head, shown, learned: [] };
      try {
        return redactLines(passage, from, start);
      } finally {
        learn(passage);
        bytes.head.wipe();
      }
    },
  };
}

function redactLines(passage: Passage, from: number, start: string | undefined): string | undefined {
  const { bytes, head } = passage;
  const offset = bytes.head.start;
  const count = bytes.scan(offset + from, offset + head.length);
  if (count < 0) return undefined;
  let [redacted, kept] = start === undefined ? ['', 0] : [start, from];
  for (let index = 0; index < count; index += 1) {
    const lineFrom = (bytes.lines[index * line.size + line.from] as number) - offset;
    const lineTo = (bytes.lines[index * line.size + line.to] as number) - offset;
    const slot = bytes.lines[index * line.size + line.slot] as number;
    const given = slot < 0 ? head.slice(lineFrom, lineTo) : undefined;
    const shown = given === undefined ? passage.shown[slot] : readLine(passage, index, given);
    if (shown === undefined) return undefined;
    if (shown === given) continue;
    redacted += head.slice(kept, lineFrom) + shown;
    kept = lineTo;
  }
  return kept === 0 ? head : redacted + head.slice(kept);
}

function readLine({ redaction, bytes, learned }: Passage, index: number, given: string): string | undefined {
  const shown = settledLine(redaction, given);
  if (bytes.lines[index * line.size + line.named] === 0) learnName(bytes, index, given);
  if (shown !== undefined) learned.push([index, shown === given ? undefined : shown]);
  return shown;
}

const usualName = /^[A-Za-z0-9._-]{1,64}(?=:)/;

// A run of 20 in an unknown header may look random. The parts of X-FailureContext are base64, which is read.
function learnName(bytes: DoorBytes, index: number, given: string): void {
  const [name] = usualName.exec(given) ?? [];
  if (name === undefined) return;
  const kind = headerKind(name);
  if (kind === 'unknown') bytes.learnName(index, 20);
  else bytes.learnName(index, kind === 'public' && name.toLowerCase() !== 'x-failurecontext' ? longRun : 0);
}

function learn({ bytes, shown, learned }: Passage): void {
  for (const [index, text] of learned) {
    if (text !== undefined && text.length > limits.lineLength) continue;
    const slot = bytes.learnLine(index, text === undefined ? kinds.stays : kinds.shown);
    shown[slot] = text === undefined ? undefined : standalone(text);
  }
}
