import { asNumber, asText } from './json-fields.js';

const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s{0,3}(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * `startedDateTime` of any producer: offsets, one to twelve digits of a second, epoch numbers. A time without an offset is
 * read as UTC: whose local time it was cannot be known, and the same file must give the same answer everywhere.
 *
 * @returns Milliseconds since the epoch; undefined for what is no time and for unset times (year 1, 1970).
 */
export function readTime(value: unknown): number | undefined {
  const time = fromUsual(value) ?? fromUnusual(value);
  return time !== undefined && time >= earliest && time < latest ? time : undefined;
}

const earliest = Date.UTC(1990, 0);
const latest = Date.UTC(2200, 0);

// 2024-05-01T10:00:00.123Z, and with Fiddler's seven digits and an offset. What Date.parse does not take (a thirteenth month)
// is read by parts.
const usual = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,12}(?:Z|[+-]\d\d:\d\d)$/;

function fromUsual(value: unknown): number | undefined {
  const time = typeof value === 'string' && usual.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function fromUnusual(value: unknown): number | undefined {
  const text = asText(value)?.trim();
  const match = text === undefined ? null : iso.exec(text);
  return match ? fromParts(match) : fromNumber(asNumber(value));
}

/** Does the time lack its offset? */
export function isLocalTime(value: unknown): boolean {
  if (typeof value === 'string' && value.endsWith('Z')) return false;
  const match = iso.exec(asText(value)?.trim() ?? '');
  return match !== null && match[8] === undefined;
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
