import { isAscii } from 'node:buffer';
import { decodeText } from '../decode-text.js';
import { readTime } from '../fields/read-time.js';
import { readFlags } from './session-flags.js';
import { findTag, readAttributes } from './xml-tags.js';

/** What `raw/N_m.xml` says of a session; undefined where the file, or its writer, does not have it. */
export interface Metadata {
  /** The number in Fiddler's window. */
  readonly sid: string | undefined;
  /** Fiddler's SessionFlags as a number. */
  readonly bits: number | undefined;
  readonly aborted: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** The times have no offset. */
  readonly local: boolean;
  /** When the client opened its connection, as it stands there. */
  readonly connected: string | undefined;
  /** Those that reading needs; names in lower case, for writers disagree on it. */
  readonly flags: ReadonlyMap<string, string>;
}

/** Bits of Fiddler's SessionFlags. */
export const sessionBit = { https: 0x1, responseBodyDropped: 0x20000, requestBodyDropped: 0x100000 } as const;

/** A timer's name in lower case, and how its attribute begins as Fiddler writes it. */
interface Timer {
  readonly name: string;
  readonly written: string;
}

function timerNamed(name: string): Timer {
  return { name: name.toLowerCase(), written: ` ${name}="` };
}

// The request's own times first; that the client had connected long before says the least.
const startTimers = [
  'ClientBeginRequest',
  'GotRequestHeaders',
  'ClientDoneRequest',
  'FiddlerBeginRequest',
  'ServerGotRequest',
  'ServerBeginResponse',
  'GotResponseHeaders',
  'ServerDoneResponse',
  'ClientBeginResponse',
  'ClientDoneResponse',
  'ClientConnected',
].map(timerNamed);
const endTimers = ['ServerDoneResponse', 'ClientDoneResponse'].map(timerNamed);
const clientConnected = timerNamed('ClientConnected');

/**
 * Reads a session's metadata. Never throws: what is damaged is missing. Times of the year 1 are times that were not set;
 * numbers are written in the culture of the person who saved.
 */
export function readMetadata(bytes: Uint8Array): Metadata {
  const xml = textOf(bytes);
  const { sid, bits, aborted } = sessionOf(xml);
  const timerOf = createTimers(xml);
  const started = firstSet(timerOf, startTimers);
  const ended = firstSet(timerOf, endTimers)?.time;
  return {
    sid,
    bits,
    aborted,
    startedAt: started?.time,
    endedAt: started && ended !== undefined && ended >= started.time ? ended : undefined,
    local: started !== undefined && !hasOffset(started.text),
    connected: timerOf(clientConnected),
    flags: readFlags(xml),
  };
}

function hasOffset(time: string): boolean {
  return time.endsWith('Z') || /[+-]\d\d:?\d\d$/.test(time.slice(-6));
}

// A mark would make every string of it twice as wide; behind it nearly all files are ASCII.
function textOf(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + (marked ? 3 : 0), bytes.byteLength - (marked ? 3 : 0));
  return isAscii(text) ? text.toString('latin1') : decodeText(text);
}

// As Fiddler writes it, where the session was not aborted.
const usualSession = /^ SID="(\d{1,12})" BitFlags="([\dA-Fa-f]{1,8})">/;
const usualLength = 64;

function sessionOf(xml: string): Pick<Metadata, 'sid' | 'bits' | 'aborted'> {
  const at = findTag(xml, '<Session');
  const usual = at < 0 ? null : usualSession.exec(xml.slice(at, at + usualLength));
  if (usual) return { sid: usual[1], bits: Number.parseInt(usual[2] ?? '', 16), aborted: false };
  const { attributes } = at < 0 ? { attributes: none } : readAttributes(xml, at);
  const bits = Number.parseInt(attributes.get('bitflags') ?? '', 16);
  const sid = attributes.get('sid')?.trim();
  return {
    sid: sid !== undefined && /^\d{1,12}$/.test(sid) ? sid : undefined,
    bits: Number.isSafeInteger(bits) ? bits : undefined,
    aborted: attributes.get('aborted')?.toLowerCase() === 'true',
  };
}

const none: ReadonlyMap<string, string> = new Map();

type TimerOf = (timer: Timer) => string | undefined;

// Two or three of sixteen are looked at: each is looked for as Fiddler writes it, and only in a tag that somebody else wrote
// are all of them read.
function createTimers(xml: string): TimerOf {
  const at = findTag(xml, '<SessionTimers');
  const tag = at < 0 ? '' : xml.slice(at, xml.indexOf('>', at) >>> 0);
  let all: ReadonlyMap<string, string> | undefined;
  return ({ name, written }) => {
    const at = tag.indexOf(written);
    const from = at + written.length;
    if (at >= 0) return tag.slice(from, tag.indexOf('"', from) >>> 0);
    all ??= readAttributes(tag, 0).attributes;
    return all.get(name);
  };
}

function firstSet(timerOf: TimerOf, timers: readonly Timer[]) {
  for (const timer of timers) {
    const text = timerOf(timer);
    const time = text === undefined || text.startsWith('0001-') ? undefined : readTime(text);
    if (text !== undefined && time !== undefined) return { time, text };
  }
  return undefined;
}
