import { isSpelled } from '../../parse/read-head.js';

/** A message of the archive, cut into its head and its body. */
export interface SplitMessage {
  /** Start line and header lines as the rest of the project has them: joined by CRLF, latin1, no empty line behind. */
  readonly head: string;
  readonly body: Buffer;
  /** The empty line behind the head is there. */
  readonly ended: boolean;
  readonly fieldOf: FieldOf;
}

/** Longer heads are cut; no server sends them. */
const headLimitBytes = 256 * 1024;

const cr = 0x0d;
const lf = 0x0a;

const headEnd = Buffer.from('\r\n\r\n');

/** Cuts a message. Lines may end in a bare LF, and empty lines may stand before it (RFC 9112 §2.2). */
export function splitMessage(bytes: Buffer): SplitMessage {
  const from = messageStart(bytes);
  const end = bytes.indexOf(headEnd, from);
  if (end < 0 || end - from >= headLimitBytes) return splitLines(bytes, from);
  const head = bytes.toString('latin1', from, end);
  const starts = lineStarts(head);
  if (starts.some((start) => head.charCodeAt(start - 2) !== cr)) return splitLines(bytes, from);
  return { head, body: bytes.subarray(end + 4), ended: true, fieldOf: fieldsOf(head, starts) };
}

function splitLines(bytes: Buffer, from: number): SplitMessage {
  let bare = false;
  let lineAt = from;
  for (let at = bytes.indexOf(lf, from); at >= 0 && at - from < headLimitBytes; at = bytes.indexOf(lf, at + 1)) {
    const afterReturn = at > lineAt && bytes[at - 1] === cr;
    bare ||= !afterReturn;
    const empty = at === (afterReturn ? lineAt + 1 : lineAt);
    if (empty) return splitAt(headOf(bytes, from, lineAt, bare), bytes.subarray(at + 1), true);
    lineAt = at + 1;
  }
  const end = Math.min(bytes.length, from + headLimitBytes);
  return splitAt(headOf(bytes, from, end, bare), bytes.subarray(end), false);
}

function splitAt(head: string, body: Buffer, ended: boolean): SplitMessage {
  return { head, body, ended, fieldOf: fieldsOf(head) };
}

// A byte order mark and empty lines, which some editors leave.
function messageStart(bytes: Buffer): number {
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  while (bytes[at] === cr || bytes[at] === lf) at += 1;
  return at;
}

function headOf(bytes: Buffer, from: number, to: number, bare: boolean): string {
  const text = bytes.toString('latin1', from, to);
  if (!bare) return text.endsWith('\r\n') ? text.slice(0, -2) : text;
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  return (lines.at(-1) === '' ? lines.slice(0, -1) : lines).join('\r\n');
}

/** Gives the first value with a name (in lower case) of a head: cheaper than a list of all for the few that reading needs. */
export type FieldOf = (name: string) => string | undefined;

/** Opens a head for `FieldOf`; `starts` are those of its header lines. */
export function fieldsOf(head: string, starts = lineStarts(head)): FieldOf {
  return (name) => {
    for (const from of starts) {
      if (!isSpelled(head, from, name)) continue;
      const colon = skipBlanks(head, from + name.length);
      if (head.charCodeAt(colon) !== colonSign) continue;
      const end = head.indexOf('\r\n', colon);
      return head.slice(colon + 1, end < 0 ? head.length : end).trim();
    }
    return undefined;
  };
}

function lineStarts(head: string): readonly number[] {
  const starts: number[] = [];
  for (let at = head.indexOf('\n'); at >= 0; at = head.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

const colonSign = 0x3a;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at += 1;
  return at;
}
