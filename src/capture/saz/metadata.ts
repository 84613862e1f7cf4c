import { decodeText } from '../decode-text.js';
import { isLocalTime, readTime } from '../har/read-time.js';
import { nextTag } from './xml-tags.js';

/** What `raw/N_m.xml` says of a session. Fields are missing where the file, or the writer, does not have them. */
export interface Metadata {
  /** The number in Fiddler's window. */
  readonly sid?: string;
  /** Fiddler's SessionFlags as a number; undefined where they are not given. */
  readonly bits?: number;
  readonly aborted: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** When the client opened its connection. */
  readonly connectedAt?: number;
  /** A time has no offset. */
  readonly local: boolean;
  /** Flag names are in lower case: writers disagree on it. */
  readonly flags: ReadonlyMap<string, string>;
}

/** Bits of Fiddler's SessionFlags. */
export const sessionBit = { https: 0x1, responseBodyDropped: 0x20000, requestBodyDropped: 0x100000 } as const;

// The request's own times first; that the client had connected long before says the least.
const startTimers = [
  'clientbeginrequest',
  'gotrequestheaders',
  'clientdonerequest',
  'fiddlerbeginrequest',
  'servergotrequest',
  'serverbeginresponse',
  'gotresponseheaders',
  'serverdoneresponse',
  'clientbeginresponse',
  'clientdoneresponse',
  'clientconnected',
];
const endTimers = ['serverdoneresponse', 'clientdoneresponse'];
const flagLimit = 500;

/**
 * Reads a session's metadata. Never throws: what is damaged is missing. Times of the year 1 are times that were not set;
 * numbers are written in the culture of the person who saved.
 */
export function readMetadata(bytes: Uint8Array): Metadata {
  const xml = textOf(bytes);
  const session = nextTag(xml, 'Session')?.attributes;
  const timers = nextTag(xml, 'SessionTimers')?.attributes ?? new Map<string, string>();
  const bits = Number.parseInt(session?.get('bitflags') ?? '', 16);
  const sid = session?.get('sid')?.trim();
  const started = firstSet(timers, startTimers);
  const ended = firstSet(timers, endTimers);
  const connected = firstSet(timers, ['clientconnected']);
  return {
    ...(sid !== undefined && /^\d{1,12}$/.test(sid) && { sid }),
    ...(Number.isSafeInteger(bits) && { bits }),
    aborted: session?.get('aborted')?.toLowerCase() === 'true',
    ...(started && { startedAt: started.time }),
    ...(started && ended && ended.time >= started.time && { endedAt: ended.time }),
    ...(connected && { connectedAt: connected.time }),
    local: started?.local ?? false,
    flags: readFlags(xml),
  };
}

// Nearly all of them are ASCII after their mark.
function textOf(bytes: Uint8Array): string {
  const [first = 0] = bytes;
  if (first === 0xff || first === 0xfe || bytes[1] === 0) return decodeText(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

function firstSet(timers: ReadonlyMap<string, string>, names: readonly string[]) {
  for (const name of names) {
    const text = timers.get(name);
    const time = text === undefined || text.startsWith('0001-') ? undefined : readTime(text);
    if (time !== undefined) return { time, local: isLocalTime(text) };
  }
  return undefined;
}

function readFlags(xml: string): Map<string, string> {
  const flags = new Map<string, string>();
  let tag = nextTag(xml, 'SessionFlag');
  for (; tag && flags.size < flagLimit; tag = nextTag(xml, 'SessionFlag', tag.end)) {
    const name = tag.attributes.get('n');
    if (name !== undefined) flags.set(name.toLowerCase(), tag.attributes.get('v') ?? '');
  }
  return flags;
}

/** A whole number as any culture writes it: `35,588`, `35.588`, `35 588`. */
export function readGroupedNumber(text: string | undefined): number | undefined {
  const digits = text?.replace(/[\s.,'\u2019\u00a0\u202f]/g, '') ?? '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
