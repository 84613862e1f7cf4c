import { asFields, asNumber, type Fields } from '../har/json-fields.js';
import { elements, members, type WalkEnd } from '../json/elements.js';
import { parseText } from '../json/parse-text.js';
import { startOfJson } from '../json/start.js';
import { partOf, type Source } from '../source.js';
import type { Constants } from './constants.js';

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
  /** The file ends before they do. */
  cut: boolean;
}

/** An event larger than this holds bytes of a socket, which nobody asks for. */
const eventLimitBytes = 16 * 1024 * 1024;

/**
 * The events of these types in their order. All others are stepped over without being parsed. Where the list is damaged
 * reading goes on at the next line, because the browser writes an event a line.
 */
export function* readEvents(
  source: Source,
  at: number,
  constants: Constants,
  wanted: ReadonlySet<string>,
  tally: EventTally,
): Generator<NetEvent> {
  for (let from: number | undefined = at; from !== undefined; ) {
    const walk = elements(source, from, { limitBytes: eventLimitBytes });
    let step = walk.next();
    for (; !step.done; step = walk.next()) {
      const { text } = step.value;
      if (text === undefined || !mayBeWanted(text, constants, wanted)) continue;
      const event = eventOf(asFields(parseText(text)), constants);
      if (!event) tally.damaged += 1;
      else if (wanted.has(event.type)) yield event;
    }
    from = goOn(source, step.value, tally);
  }
}

// The type stands last, as the browser writes it; where it does not, the event is parsed.
function mayBeWanted(text: string, { eventTypes }: Constants, wanted: ReadonlySet<string>): boolean {
  const last = text.lastIndexOf('"type":');
  const type = last < 0 || text.length - last > 20 ? Number.NaN : Number.parseInt(text.slice(last + 7), 10);
  if (Number.isNaN(type) || text.indexOf('}', last) !== text.length - 1) return true;
  return wanted.has(eventTypes.get(type) ?? '');
}

function goOn(source: Source, { brokenAt, isCut }: WalkEnd, tally: EventTally): number | undefined {
  if (brokenAt === undefined) return undefined;
  const next = isCut ? undefined : nextLine(source, brokenAt);
  if (next === undefined) tally.cut = true;
  else tally.damaged += 1;
  return next;
}

const searchBytes = 64 * 1024;

// The place of a line end with an event behind it: what stands there is taken for the bracket of a list.
function nextLine(source: Source, from: number): number | undefined {
  for (let at = from; at < source.size; at += searchBytes) {
    const bytes = Buffer.from(partOf(source, at, at + searchBytes + 1));
    const found = bytes.indexOf('\n{');
    if (found >= 0) return at + found;
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
