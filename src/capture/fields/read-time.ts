import { asNumber, asText } from './json-fields.js';

const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s{0,3}(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * `startedDateTime` of any producer: offsets, one to twelve digits of a second, epoch numbers. A time without an offset is
 * read as UTC: whose local time it was cannot be known, and the same file must give the same answer everywhere.
 *
 * @returns Milliseconds since the epoch; undefined for what is no time and for unset times (year 1, 1970).
 */
export function readTime(value: unknown): number | undefined {
  const text = asText(value)?.trim();
  if (text === undefined) return undefined;
  const time = fromUsual(text) ?? fromAny(text, value);
  return time !== undefined && time >= Date.UTC(1990, 0) && time < Date.UTC(2200, 0) ? time : undefined;
}

/** Does the time lack its offset? */
export function isLocalTime(value: unknown): boolean {
  const text = asText(value)?.trim() ?? '';
  const match = text.endsWith('Z') ? null : iso.exec(text);
  return match !== null && match[8] === undefined;
}

// 2024-05-01T10:00:00.123Z, and with Fiddler's seven digits and an offset: read without a pattern, which is faster.
const usual = '0000-00-00T00:00:00.000';
const offset = '+00:00';
const mostDigits = 12;

function fromUsual(text: string): number | undefined {
  if (!isShaped(text, 0, usual)) return undefined;
  let end = usual.length;
  while (isDigit(text.charCodeAt(end))) end += 1;
  if (end > usual.length - 3 + mostDigits) return undefined;
  const isUtc = text.length === end + 1 && text.charCodeAt(end) === bigZ;
  if (!isUtc && (text.length !== end + offset.length || !isShaped(text, end, offset))) return undefined;
  const ms = two(text, 20) * 10 + text.charCodeAt(22) - zero;
  const year = two(text, 0) * 100 + two(text, 2);
  const utc = Date.UTC(year, two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), ms);
  if (isUtc) return utc;
  const ahead = (two(text, end + 1) * 60 + two(text, end + 4)) * 60_000;
  return text.charCodeAt(end) === minus ? utc + ahead : utc - ahead;
}

// A digit for each 0, either sign for a plus.
function isShaped(text: string, from: number, shape: string): boolean {
  for (let at = 0; at < shape.length; at += 1) {
    const unit = text.charCodeAt(from + at);
    const wanted = shape.charCodeAt(at);
    if (wanted === zero ? !isDigit(unit) : unit !== wanted && (wanted !== plus || unit !== minus)) return false;
  }
  return true;
}

const zero = 0x30;
const plus = 0x2b;
const minus = 0x2d;
const bigZ = 0x5a;

function isDigit(unit: number): boolean {
  return unit >= zero && unit <= zero + 9;
}

function two(text: string, at: number): number {
  return text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - zero * 11;
}

function fromAny(text: string, value: unknown): number | undefined {
  const match = iso.exec(text);
  return match ? fromParts(match) : fromNumber(asNumber(value));
}

function fromParts(match: RegExpExecArray): number {
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = 'Z'] = match;
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), ms);
  return utc - offsetMs(zone);
}

function offsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

// Seconds or milliseconds since the epoch: seconds stay below 10^11 for three thousand years.
function fromNumber(value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  return Math.trunc(value < 1e11 ? value * 1000 : value);
}

/** `time` of an entry, in milliseconds; negative and unreadable ones are missing. */
export function readDuration(value: unknown): number | undefined {
  const duration = asNumber(value);
  return duration !== undefined && duration >= 0 ? duration : undefined;
}
