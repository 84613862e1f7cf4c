import type { HeaderLine } from '../../parse/head.js';
import { asFields, asText } from './json-fields.js';

/**
 * Header lines of a HAR message: `{ name, value }`, `[name, value]`, or one object of names. HTTP/2 pseudo-headers are
 * no header lines and go; a value of several lines is several header lines (Chromium and Safari join repeats by newline), but a
 * line that begins with a blank goes on with the one before (obs-fold, RFC 9112 §5.2).
 */
export function readHeaders(value: unknown): HeaderLine[] {
  const pairs = Array.isArray(value) ? value.map(readPair) : Object.entries(asFields(value) ?? {});
  const lines: HeaderLine[] = [];
  for (const pair of pairs) if (pair) lines.push(...splitPair(pair));
  return lines;
}

function readPair(value: unknown): readonly [string, unknown] | undefined {
  if (Array.isArray(value)) return typeof value[0] === 'string' ? [value[0], value[1]] : undefined;
  const fields = asFields(value);
  const name = asText(fields?.name);
  return name === undefined ? undefined : [name, fields?.value];
}

function splitPair([rawName, value]: readonly [string, unknown]): HeaderLine[] {
  const name = rawName.trim();
  // A name with a blank, a colon or a control character would turn into something else when the head is rebuilt.
  if (!/^[^\s:\p{Cc}]{1,200}$/u.test(name)) return [];
  const values = Array.isArray(value) ? value.map((one) => asText(one) ?? '') : [asText(value) ?? ''];
  return values.flatMap(unfold).map((line) => [name, line.trim()] as const);
}

function unfold(value: string): string[] {
  return value.replace(/\r?\n[ \t]+/g, ' ').split(/[\r\n]+/);
}

/** A head: start line and header lines joined by CRLF. */
export function joinHead(startLine: string, lines: readonly HeaderLine[]): string {
  return [startLine, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
}
