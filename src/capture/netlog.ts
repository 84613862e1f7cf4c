import { HmaError, sentence } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { toUtf8 } from './decode-text.js';
import { connectionEvents, createConnections } from './netlog/connections.js';
import { type Constants, readConstants } from './netlog/constants.js';
import { requestSourceType } from './netlog/event-types.js';
import { type EventTally, findPlaces, type NetEvent, readEvents, valueAt } from './netlog/events.js';
import { createRequests, requestEvents, type Seen } from './netlog/requests.js';
import { salvage } from './netlog/salvage.js';
import type { Source } from './source.js';
import { asUtf8 } from './utf8-source.js';

/**
 * NetLog of Chromium's browsers (edge://net-export, `--log-net-log`). Traps: numbers whose names stand in the file and
 * differ per build; an event log, not a list of requests; credentials, cookies and some challenges stripped; no request
 * bodies, and response bodies only where raw bytes were asked for; gigabytes; cut off when the browser was killed.
 */
export const netlog: CaptureFormat = { name: 'netlog', looksLike, read };

const firstMember =
  /^\{\s{0,50}"constants"\s{0,50}:\s{0,50}\{\s{0,50}"(?:activeFieldTrialGroups|addressFamily|cert\w{1,20}|clientInfo|dns\w{1,20}|load\w{1,10}|log\w{1,20}|netError|quic\w{1,20}|secureDnsMode|timeTickOffset)"/;

const ownNames = [
  '"constants":',
  '"logEventTypes":',
  '"logSourceType":',
  '"netError":',
  '"timeTickOffset":',
  '"logEventPhase":',
];

function looksLike(beginning: Uint8Array): boolean {
  const text = Buffer.from(toUtf8(beginning)).toString('latin1').trimStart();
  if (firstMember.test(text)) return true;
  if (/^\{\s{0,50}"events"\s{0,50}:\s{0,50}\[/.test(text) && /"phase":\s{0,5}\d/.test(text)) return true;
  // In another order, or damaged. In a body of a HAR these quotes are escaped.
  return ownNames.filter((name) => text.includes(name)).length >= 2;
}

const wanted: ReadonlySet<string> = new Set([...requestEvents, ...connectionEvents]);
const ofConnections: ReadonlySet<string> = new Set(connectionEvents);

interface Total {
  read: number;
  tally: EventTally;
  seen: Seen;
}

function read(given: Source): Capture {
  const source = asUtf8(given);
  const { constants, eventsAt, salvaged } = findParts(source);
  requireReadable(given.name, constants);
  let total = emptyTotal();
  return {
    format: 'netlog',
    transactions: {
      [Symbol.iterator]: () => {
        total = emptyTotal();
        return readAll(source, eventsAt, constants, total);
      },
    },
    summary: () => summaryOf(given.name, constants, total, { isWide: source !== given, salvaged }),
  };
}

interface Parts {
  readonly constants: Constants | undefined;
  readonly eventsAt: number | undefined;
  /** The beginning is damaged, and was read for what it still tells. */
  readonly salvaged: boolean;
}

function findParts(source: Source): Parts {
  const { constantsAt, eventsAt } = findPlaces(source);
  const constants = constantsAt === undefined ? undefined : readConstants(valueAt(source, constantsAt));
  if (constants && eventsAt !== undefined) return { constants, eventsAt, salvaged: false };
  const found = salvage(source, wanted);
  if (found.eventsAt === undefined || !(constants ?? found.constants)) return { constants, eventsAt, salvaged: false };
  return { constants: constants ?? found.constants, eventsAt: eventsAt ?? found.eventsAt, salvaged: true };
}

function emptyTotal(): Total {
  return {
    read: 0,
    tally: { damaged: 0, resumed: 0, cut: false },
    seen: { notSent: 0, stripped: false, bodies: false },
  };
}

function* readAll(
  source: Source,
  eventsAt: number | undefined,
  constants: Constants,
  total: Total,
): Generator<RawTransaction> {
  const connections = createConnections();
  const requests = createRequests({ constants, connections });
  total.seen = requests.seen();
  const pass = function* (transactions: readonly RawTransaction[]) {
    total.read += transactions.length;
    yield* transactions;
  };
  if (eventsAt === undefined) total.tally.cut = true;
  else {
    for (const event of readEvents(source, eventsAt, constants, wanted, total.tally)) {
      if (ofConnections.has(event.type)) connections.take(event);
      else if (isOfRequest(event, constants)) yield* pass(requests.take(event));
    }
  }
  yield* pass(requests.rest());
}

// Where the name of the source or its number is lost the events are all that tells.
function isOfRequest({ sourceType }: NetEvent, { sourceTypes }: Constants): boolean {
  if (sourceType === requestSourceType || sourceType === '') return true;
  return ![...sourceTypes.values()].includes(requestSourceType);
}

function summaryOf(
  name: string,
  { producer, captureMode, tickOffset }: Constants,
  total: Total,
  { isWide, salvaged }: { readonly isWide: boolean; readonly salvaged: boolean },
): SourceReport {
  const { tally, seen, read } = total;
  const skips = {
    ...(tally.damaged > 0 ? { 'damaged-events': tally.damaged } : {}),
    ...(seen.notSent > 0 ? { 'not-sent': seen.notSent } : {}),
  };
  const limits = [
    ...(tally.cut ? ['truncated'] : []),
    ...(captureMode === 'Default' || seen.stripped ? ['sanitised'] : []),
    ...(seen.bodies ? ['no-request-bodies'] : ['no-bodies']),
    ...(tickOffset === undefined ? ['no-times'] : []),
  ];
  const repairs = {
    ...(tally.resumed > 0 || salvaged ? { resynchronised: tally.resumed + Number(salvaged) } : {}),
    ...(isWide ? { 'utf-16-decoded': 1 } : {}),
  };
  return {
    name,
    format: 'netlog',
    ...(producer === undefined ? {} : { producer }),
    read,
    skipped: tally.damaged + seen.notSent,
    ...(Object.keys(skips).length > 0 ? { skips } : {}),
    ...(Object.keys(repairs).length > 0 ? { repairs } : {}),
    limits,
  };
}

function requireReadable(name: string, constants: Constants | undefined): asserts constants is Constants {
  if (!constants) {
    throw new HmaError(
      'ERR_CAPTURE_INVALID',
      sentence`Cannot read capture "${name}": it looks like a NetLog, but its "constants", the names of all events, are missing or damaged. Is the file cut short, or edited? Save it again: edge://net-export.`,
    );
  }
  if (constants.captureMode !== 'HeavilyRedacted') return;
  throw new HmaError(
    'ERR_CAPTURE_INVALID',
    sentence`Cannot read capture "${name}": it is a NetLog without addresses and headers (HeavilyRedacted). Save it again with "Include cookies and credentials", and treat it as a secret.`,
  );
}
