import { partOf, type Source } from '../source.js';
import type { Constants } from './constants.js';
import { requestSourceType } from './event-types.js';
import type { Places } from './events.js';

/** More than any browser writes in front of its events. */
const lookBytes = 4 * 1024 * 1024;

/** What a damaged beginning still tells. */
export interface Salvage extends Pick<Places, 'eventsAt'> {
  readonly constants: Constants | undefined;
}

/**
 * Reads the constants and finds the events of a log whose beginning is damaged: by the looks of each pair of name and
 * number, whatever stands around them.
 *
 * @param wanted - The names of events that are looked for; the same number is another name in other lists.
 */
export function salvage(source: Source, wanted: ReadonlySet<string>): Salvage {
  const text = Buffer.from(partOf(source, 0, lookBytes)).toString('latin1');
  const events = /:\s{0,20}\[\s{0,20}\{\s{0,20}"(?:params|phase|source|time|type)"/.exec(text);
  const front = events ? text.slice(0, events.index) : text;
  const eventTypes = new Map<number, string>();
  const sourceTypes = new Map<number, string>();
  const netErrors = new Map<number, string>();
  for (const [, name = '', digits] of front.matchAll(/"([A-Z][A-Z0-9_]{2,80})"\s{0,5}:\s{0,5}(-?\d{1,6})\b/g)) {
    const number = Number(digits);
    if (wanted.has(name)) eventTypes.set(number, name);
    else if (name === requestSourceType) sourceTypes.set(number, name);
    else if (number < 0 && name.startsWith('ERR_')) netErrors.set(number, name);
  }
  const offset = /"timeTickOffset"\s{0,5}:\s{0,5}"?(\d{1,15})\b/.exec(front)?.[1];
  const constants: Constants = {
    eventTypes,
    sourceTypes,
    netErrors,
    phaseBegin: 1,
    phaseEnd: 2,
    tickOffset: offset === undefined ? undefined : Number(offset),
    captureMode: /"logCaptureMode"\s{0,5}:\s{0,5}"(\w{1,40})"/.exec(front)?.[1],
    producer: undefined,
  };
  const eventsAt = events ? events.index + events[0].indexOf('[') : undefined;
  return { constants: eventTypes.size > 0 ? constants : undefined, eventsAt };
}
