import type { HeaderLine } from '../../parse/head.js';

/** The header lines of a message, already joined, with what is asked of every one of them. */
export interface HeadLines {
  /** CRLF before each line: a head is its start line and this. */
  text: string;
  /** The start line stands before them already. */
  readonly isHead: boolean;
  /** How many header lines the producer recorded, those that were blanked included. */
  recorded: number;
  /** A `Content-Length` or `Transfer-Encoding` stands there. */
  announcesBody: boolean;
  /** A `Content-Length: 0` stands there. */
  announcesNone: boolean;
}

/** No header lines. */
export function noLines(): HeadLines {
  return { text: '', isHead: false, recorded: 0, announcesBody: false, announcesNone: false };
}

/** The lines of a request or response; `blanked` ones are left out of a request's. */
export function joinLines(lines: readonly HeaderLine[], isRequest: boolean): HeadLines {
  const joined = noLines();
  joined.recorded = lines.length;
  for (const [name, value] of lines) {
    if (isRequest && isBlanked(name, value)) continue;
    joined.text += `\r\n${name}: ${value}`;
    announce(joined, name, value);
  }
  return joined;
}

/** Dev Proxy keeps the line and blanks the value; a line that says nothing must not be read as an odd scheme. */
export function isBlanked(name: string, value: string): boolean {
  return value === 'REDACTED' && /^(?:authorization|cookie)$/i.test(name);
}

/** Notes what a line says of the body. */
export function announce(lines: HeadLines, name: string, value: string): void {
  if (name.length !== 14 && name.length !== 17) return;
  const known = name.toLowerCase();
  if (known !== 'content-length' && known !== 'transfer-encoding') return;
  lines.announcesBody = true;
  if (known === 'content-length' && value === '0') lines.announcesNone = true;
}
