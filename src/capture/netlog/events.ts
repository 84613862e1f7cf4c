import { asFields, asNumber, type Fields } from '../fields/json-fields.js';
import { elements, members, type WalkEnd } from '../json/elements.js';
import { parseText } from '../json/parse-text.js';
import { startOfJson } from '../json/start.js';
import { createView } from '../json/view.js';
import { partOf, type Source } from '../source.js';
import type { Constants } from './constants.js';
import { createLineWindow, eventLines } from './event-lines.js';

/** An event of a log, with names in the place of numbers. */
export interface NetEvent {
  readonly type: string;
  readonly phase: 'begin' | 'end' | 'none';
  /** What it is about: a request, a socket. */
  readonly source: number;
  readonly sourceType: string;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly params: Fields;
}

/** Where the two parts of a log stand in the file. */
export interface Places {
  readonly constantsAt: number | undefined;
  readonly eventsAt: number | undefined;
}

/** Finds the constants and the events of a log. What stands behind both is not looked at. */
export function findPlaces(source: Source): Places {
  let constantsAt: number | undefined;
  let eventsAt: number | undefined;
  for (const { name, valueAt } of members(source, startOfJson(source).at)) {
    if (name === 'constants') constantsAt = valueAt;
    if (name === 'events') eventsAt = valueAt;
    if (constantsAt !== undefined && eventsAt !== undefined) break;
  }
  return { constantsAt, eventsAt };
}

/** The constants take tens of kilobytes, the names of all experiments among them. */
const constantsLimitBytes = 32 * 1024 * 1024;

/** The value that begins at `at`, parsed; undefined where it is damaged. */
export function valueAt(source: Source, at: number): unknown {
  // As the only element of an array whose bracket would stand before it.
  const element = elements(source, at - 1, { limitBytes: constantsLimitBytes }).next().value;
  return element && 'text' in element && element.text !== undefined ? parseText(element.text) : undefined;
}

/** How the reading of events went. */
export interface EventTally {
  /** Events that could not be read. */
  damaged: number;
  /** How often reading went on after damage that hid where events begin. */
  resumed: number;
  /** The file ends before they do. */
  cut: boolean;
}

/** An event larger than this holds bytes of a socket, which nobody asks for. */
const eventLimitBytes = 16 * 1024 * 1024;

/**
 * The events of these types in their order. All others are stepped over without being parsed. Where the list is damaged
 * reading goes on at the next line, because the browser writes an event a line.
 *
 * @param at - Where the `[` of the list stands.
 */
export function* readEvents(
  source: Source,
  at: number,
  constants: Constants,
  wanted: ReadonlySet<string>,
  tally: EventTally,
): Generator<NetEvent> {
  const [window, view] = [createLineWindow(source), createView(source)];
  const isWanted = (text: string, from: number, to: number) => mayBeWanted(text, from, to, constants, wanted);
  const read = (text: string) => {
    const event = eventOf(asFields(parseText(text)), constants);
    if (!event) tally.damaged += 1;
    return event && wanted.has(event.type) ? event : undefined;
  };
  for (let next: number | undefined = at + 1; next !== undefined; ) {
    const lines = eventLines(window, next, isWanted);
    let line = lines.next();
    for (; !line.done; line = lines.next()) {
      const event = read(line.value);
      if (event) yield event;
    }
    // What is no plain line is walked, as if the byte before it were the bracket of a list.
    const step = elements(source, line.value - 1, { limitBytes: eventLimitBytes, view }).next();
    if (step.done) {
      next = goOn(source, step.value, tally);
      continue;
    }
    const { from, to, text } = step.value;
    next = to;
    if (text === undefined || !isWanted(text, 0, text.length)) continue;
    const before = tally.damaged;
    const event = read(text);
    if (event) yield event;
    // A brace that is missing takes in all that follows.
    else if (tally.damaged > before) next = nextLine(source, from + 1, to) ?? to;
  }
}

// The type stands last, as the browser writes it; where it does not, the event is parsed.
function mayBeWanted(
  text: string,
  from: number,
  to: number,
  { eventTypes }: Constants,
  wanted: ReadonlySet<string>,
): boolean {
  const last = text.lastIndexOf('"type":', to);
  if (last < from || to - last > 20) return true;
  const type = Number(text.slice(last + 7, to - 1));
  return Number.isNaN(type) || wanted.has(eventTypes.get(type) ?? '');
}

function goOn(source: Source, { brokenAt, isCut }: WalkEnd, tally: EventTally): number | undefined {
  if (brokenAt === undefined) return undefined;
  const next = isCut ? undefined : nextLine(source, brokenAt, source.size);
  if (next === undefined) tally.cut = true;
  else {
    tally.damaged += 1;
    tally.resumed += 1;
  }
  return next;
}

const searchBytes = 64 * 1024;

// The place of the next event that begins a line.
function nextLine(source: Source, from: number, end: number): number | undefined {
  for (let at = from; at < end; at += searchBytes) {
    const bytes = Buffer.from(partOf(source, at, Math.min(end, at + searchBytes + 1)));
    const found = bytes.indexOf('\n{');
    if (found >= 0) return at + found + 1;
  }
  return undefined;
}

function eventOf(fields: Fields | undefined, constants: Constants): NetEvent | undefined {
  const source = asFields(fields?.source);
  const id = asNumber(source?.id);
  const type = asNumber(fields?.type);
  if (!fields || id === undefined || type === undefined) return undefined;
  return {
    type: constants.eventTypes.get(type) ?? '',
    phase: fields.phase === constants.phaseBegin ? 'begin' : fields.phase === constants.phaseEnd ? 'end' : 'none',
    source: id,
    sourceType: constants.sourceTypes.get(asNumber(source?.type) ?? Number.NaN) ?? '',
    time: timeOf(asNumber(fields.time), constants.tickOffset),
    params: asFields(fields.params) ?? {},
  };
}

// Ticks since the machine was started. Without the offset they say nothing.
function timeOf(ticks: number | undefined, offset: number | undefined): number | undefined {
  if (ticks === undefined || offset === undefined) return undefined;
  const time = ticks + offset;
  return time >= Date.UTC(1990, 0) && time < Date.UTC(2200, 0) ? Math.trunc(time) : undefined;
}
