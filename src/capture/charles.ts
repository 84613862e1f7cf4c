import { HmaError, sentence } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { readSession } from './charles/read-session.js';
import { toUtf8 } from './decode-text.js';
import { asFields } from './fields/json-fields.js';
import { elements, type WalkEnd } from './json/elements.js';
import { parseText } from './json/parse-text.js';
import { startOfJson } from './json/start.js';
import { partOf, type Source } from './source.js';
import { count, createTally, reportOf, type Tally } from './tally.js';
import { asUtf8 } from './utf8-source.js';

/**
 * Sessions of Charles as JSON (`.chlsj`): one array, an object for each request. Traps: the URL in pieces, with two ports;
 * bodies as text, already decoded, or as base64; no word of who the client was; tunnels that it did not open beside what
 * went through those that it did; handshakes that the client broke off.
 */
export const charles: CaptureFormat = { name: 'charles', looksLike, read };

// A HAR's entry has no host and scheme beside its request, and its status stands in the response.
const beginning = /^\[\s{0,50}\{\s{0,50}"(?:status|method|protocolVersion|scheme|host|tunnel)"\s{0,50}:/;

// As Charles writes it; the first session may be damaged. In a body of a HAR these quotes are escaped.
const asWritten = /\{\s{0,20}"status"\s{0,5}:\s{0,5}"[A-Z_]{3,40}"\s{0,5},\s{0,20}"method"\s{0,5}:/;

function looksLike(bytes: Uint8Array): boolean {
  const text = Buffer.from(toUtf8(bytes)).toString('latin1').trimStart();
  if (!beginning.test(text) && !asWritten.test(text)) return false;
  return /"host"\s{0,50}:\s{0,50}["n]/.test(text) && /"(?:scheme|tunnel|actualPort)"\s{0,50}:/.test(text);
}

function read(given: Source): Capture {
  const source = asUtf8(given);
  const { at } = startOfJson(source);
  let tally = createTally();
  requireSomething(source, at, given.name);
  return {
    format: 'charles',
    transactions: {
      [Symbol.iterator]: () => {
        tally = createTally();
        return readAll(source, at, tally);
      },
    },
    summary: () => summaryOf(given.name, tally, source !== given),
  };
}

function* readAll(source: Source, at: number, tally: Tally): Generator<RawTransaction> {
  let number = 0;
  for (let from: number | undefined = at; from !== undefined; ) {
    const run: Run = yield* readRun(source, from, number, tally);
    from = run.next;
    number = run.number;
  }
}

/** Where reading goes on, and how many sessions came before. */
interface Run {
  readonly next: number | undefined;
  readonly number: number;
}

// The sessions up to damage or to the end. `at`: the bracket of the list, or the byte before a session.
function* readRun(source: Source, at: number, before: number, tally: Tally): Generator<RawTransaction, Run> {
  let number = before;
  const walk = elements(source, at);
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done) return { number: number + 1, next: goOn(source, step.value, tally) };
    number += 1;
    const { from, to, text } = step.value;
    const session = text === undefined ? undefined : asFields(parseText(text));
    const transaction = session && readSession(session, String(number));
    tally.read += transaction ? 1 : 0;
    if (transaction) yield transaction;
    else count(tally.skips, text === undefined ? 'too-large' : 'damaged');
    // A brace that is missing takes in the sessions that follow.
    const within = session ? undefined : nextSession(source, from + 1, to);
    if (within === undefined) continue;
    count(tally.repairs, 'resynchronised');
    return { number, next: within };
  }
}

function goOn(source: Source, { brokenAt, isCut }: WalkEnd, tally: Tally): number | undefined {
  if (brokenAt === undefined) return undefined;
  const next = nextSession(source, brokenAt + 1, source.size);
  if (next === undefined && isCut) tally.limits.add('truncated');
  else count(tally.skips, 'damaged');
  if (next !== undefined) count(tally.repairs, 'resynchronised');
  return next;
}

const searchBytes = 64 * 1024;
const overlapBytes = 128;

// Every session begins with its status, a word; that of an answer is a number.
function nextSession(source: Source, from: number, end: number): number | undefined {
  for (let at = from; at < end; at += searchBytes) {
    const text = Buffer.from(partOf(source, at, Math.min(end, at + searchBytes + overlapBytes))).toString('latin1');
    const found = text.search(/\{\s{0,20}"status"\s{0,5}:\s{0,5}"[A-Z_]{3,40}"/);
    // As if the byte before it were the bracket of a list.
    if (found >= 0) return at + found - 1;
  }
  return undefined;
}

function summaryOf(name: string, tally: Tally, isWide: boolean): SourceReport {
  const report = reportOf(tally);
  const repairs = { ...report.repairs, ...(isWide && { 'utf-16-decoded': 1 }) };
  return {
    name,
    format: 'charles',
    producer: 'Charles',
    ...report,
    ...(Object.keys(repairs).length > 0 && { repairs }),
  };
}

function requireSomething(source: Source, at: number, name: string): void {
  const tally = createTally();
  const first = readAll(source, at, tally).next();
  if (!first.done || (tally.skips.size === 0 && tally.limits.size === 0)) return;
  throw new HmaError(
    'ERR_CAPTURE_INVALID',
    sentence`Cannot read capture "${name}": it looks like a Charles session, but has no complete request in it. Is the file cut short, or edited? Save it again: File > Export Session > JSON Session File, or HTTP Archive (.har).`,
  );
}
