import type { Print } from './prints.js';

/**
 * `{"Name":["value"], "Name":"value"}` (JSON, .NET), `{'Name': 'value'}` (Python), `{ 'name-a': 'value', server: 'x' }` (Node),
 * `[('Name', 'value'), …]` (Python's list), `{"name"=>["value"]}` (Ruby), `CIMultiDictProxy('Name': 'value')` (aiohttp). Undefined at the first thing that is none of these.
 */
export function readPairs(text: string, at: number, spend: (units: number) => void): Print | undefined {
  const cursor: Cursor = { text, at: at + 1 };
  const lines: string[] = [];
  const open = text[at];
  const complete = readMembers(cursor, open === '{' ? '}' : open === '[' ? ']' : ')', lines);
  spend(cursor.at - at);
  return complete && lines.length > 0 ? { lines, end: cursor.at } : undefined;
}

/** No header value is longer. */
const stringLimit = 64 * 1024;

interface Cursor {
  readonly text: string;
  at: number;
}

function readMembers(cursor: Cursor, close: string, lines: string[]): boolean {
  for (;;) {
    skip(cursor, ', \t\n');
    // Pastes end early; the members that are whole count.
    if (cursor.at >= cursor.text.length) return lines.length > 1;
    if (cursor.text[cursor.at] === close) {
      cursor.at += 1;
      return true;
    }
    const tuple = close !== '}' && cursor.text[cursor.at] === '(';
    // `CIMultiDictProxy('Server': 'x')`, but not the arguments of a call.
    if (close === ']' && !tuple) return false;
    if (tuple) cursor.at += 1;
    if (!readMember(cursor, lines, close !== ')' || tuple)) return cursor.at >= cursor.text.length && lines.length > 1;
    if (tuple && !take(cursor, ')')) return false;
  }
}

function readMember(cursor: Cursor, lines: string[], comma: boolean): boolean {
  const name = readString(cursor) ?? readWord(cursor);
  if (name === undefined || !/^[A-Za-z0-9][\w.-]{0,79}$/.test(name)) return false;
  if (!take(cursor, ':') && !take(cursor, '=>') && !(comma && take(cursor, ','))) return false;
  const values = readValues(cursor);
  if (!values) return false;
  for (const value of values) lines.push(`${name}: ${value.replace(/\s+/g, ' ').trim()}`);
  return true;
}

function readValues(cursor: Cursor): string[] | undefined {
  if (!take(cursor, '[')) {
    const value = readString(cursor) ?? readNumber(cursor);
    return value === undefined ? undefined : [value];
  }
  const values: string[] = [];
  while (!take(cursor, ']')) {
    const value = readString(cursor);
    if (value === undefined) return undefined;
    values.push(value);
    take(cursor, ',');
  }
  return values;
}

function readString(cursor: Cursor): string | undefined {
  skip(cursor, ' \t\n');
  // Python's b'…' and u'…', JavaScript's `…`.
  if (/^[bu]["']/.test(cursor.text.slice(cursor.at, cursor.at + 2))) cursor.at += 1;
  const mark = cursor.text[cursor.at];
  if (mark !== '"' && mark !== "'" && mark !== '`') return undefined;
  let value = '';
  const limit = Math.min(cursor.text.length, cursor.at + stringLimit);
  for (let at = cursor.at + 1; at < limit; at += 1) {
    const unit = cursor.text[at] as string;
    if (unit === mark) {
      cursor.at = at + 1;
      return value;
    }
    if (unit === '\\') at += 1;
    value += unit === '\\' ? unescapeUnit(cursor.text[at] ?? '') : unit;
  }
  cursor.at = limit; // what was looked at in vain is counted too
  return undefined;
}

function unescapeUnit(unit: string): string {
  return /[rnt]/.test(unit) ? ' ' : unit;
}

function readWord(cursor: Cursor): string | undefined {
  const word = /^[A-Za-z_$][\w$]{0,60}/.exec(cursor.text.slice(cursor.at, cursor.at + 64))?.[0];
  if (word !== undefined) cursor.at += word.length;
  return word;
}

function readNumber(cursor: Cursor): string | undefined {
  const number = /^-?\d{1,20}(?![\w.])|^(?:true|false|null|None)\b/.exec(
    cursor.text.slice(cursor.at, cursor.at + 24),
  )?.[0];
  if (number !== undefined) cursor.at += number.length;
  return number;
}

function take(cursor: Cursor, wanted: string): boolean {
  skip(cursor, ' \t\n');
  if (!cursor.text.startsWith(wanted, cursor.at)) return false;
  cursor.at += wanted.length;
  return true;
}

function skip(cursor: Cursor, blanks: string): void {
  while (cursor.at < cursor.text.length && blanks.includes(cursor.text[cursor.at] as string)) cursor.at += 1;
}
