import { HmaError } from '../errors.js';
import type { RawTransaction } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { findEntry } from './har/find-entry.js';
import { looksLikeHar } from './har/looks-like.js';
import { type Beside, findPlaces, nothingBeside } from './har/places.js';
import { findProducer } from './har/producer.js';
import { createReading, readEntries } from './har/read-entries.js';
import type { EntryContext } from './har/read-entry.js';
import { isSanitised } from './har/sanitised.js';
import { createTaker } from './har/take-entry.js';
import { count, createTally, reportOf, type Tally } from './har/tally.js';
import { readTlsErrors } from './har/tls-errors.js';
import { asUtf8 } from './har/utf8-source.js';
import { type JsonStart, startOfJson } from './json/start.js';
import { createView, type View } from './json/view.js';
import type { Source } from './source.js';

/**
 * HAR 1.2 as its producers write it, of any size: it is walked window by window, and bodies stay in the file until they are
 * looked at. Traps: a byte order mark (Fiddler), UTF-16 (PowerShell), a JSONP call, `log` missing, null for missing, HTTP/2
 * pseudo-headers, several WWW-Authenticate in one value, credentials silently taken out (Chromium), bodies dropped (Fiddler),
 * base64 undeclared, and files cut short or damaged: one broken entry costs one entry.
 */
export const har: CaptureFormat = { name: 'har', looksLike: (_beginning, source) => looksLikeHar(source), read };

/** What is known of a file before its entries are read. */
interface Opened {
  readonly view: View;
  readonly start: JsonStart;
  readonly context: EntryContext;
  readonly isUtf16: boolean;
}

function read(source: Source): Capture {
  const { name } = source;
  const opened = open(source);
  requireSomething(opened, name);
  let [tally, beside] = [createTally(), nothingBeside()];
  return {
    format: 'har',
    transactions: {
      [Symbol.iterator]() {
        [tally, beside] = [createTally(), nothingBeside()];
        return readAll(opened, tally, beside);
      },
    },
    summary() {
      const producer = opened.context.producer || beside.creator;
      return { name, format: 'har', ...(producer && { producer }), ...reportOf(tally) };
    },
  };
}

function open(given: Source): Opened {
  const source = asUtf8(given);
  const view = createView(source);
  const start = startOfJson(source);
  const producer = findProducer(view, start.at);
  return { view, start, context: { producer, sanitised: isSanitised(view, producer) }, isUtf16: source !== given };
}

function* readAll(opened: Opened, tally: Tally, beside: Beside): Generator<RawTransaction, void, undefined> {
  const { view, start, context, isUtf16 } = opened;
  if (isUtf16) count(tally.repairs, 'utf-16-decoded');
  if (start.call) count(tally.repairs, 'jsonp-unwrapped');
  if (context.sanitised) tally.limits.add('sanitised');
  const reading = createReading(view, context, tally, beside);
  const places = findPlaces(view, start.at, beside);
  for (let step = places.next(); !step.done; ) step = places.next(yield* readEntries(reading, step.value));
  if (tally.read === 0 && !isEmpty(beside, tally)) yield* salvage(opened, tally, beside);
  if (beside.isCut) tally.limits.add('truncated');
  for (const refused of readTlsErrors(beside.tlsErrors)) {
    tally.read += 1;
    yield { ...refused, id: reading.ids.ofName(refused.id) };
  }
}

// The frame around the entries is damaged: they are looked for themselves.
function* salvage({ view, start, context }: Opened, tally: Tally, beside: Beside): Generator<RawTransaction> {
  const at = findEntry(view, createTaker(view), start.at, { budget: view.source.size * 4 });
  if (at === undefined) return;
  tally.skips.clear();
  Object.assign(beside, nothingBeside(), { found: true, creator: beside.creator });
  count(tally.repairs, 'resynchronised');
  // Who wrote it may be what was lost: then nobody knows whether credentials were taken out.
  const sanitised = context.sanitised || (context.producer === '' && isSanitised(view, 'WebInspector'));
  if (sanitised) tally.limits.add('sanitised');
  // As if the byte before the first were the bracket of a list.
  yield* readEntries(createReading(view, { ...context, sanitised }, tally, beside), { at: at - 1, isAlone: false });
}

// An empty list of entries is a HAR in which nothing happened; a list of things which are no entries is damage.
function isEmpty({ found, brokenAt }: Beside, tally: Tally): boolean {
  return found && tally.skips.size === 0 && brokenAt === undefined;
}

function requireSomething(opened: Opened, name: string): void {
  const [tally, beside] = [createTally(), nothingBeside()];
  if (!readAll(opened, tally, beside).next().done) return;
  if (isEmpty(beside, tally)) return;
  const what = beside.found
    ? 'it has no complete entry in log.entries.'
    : 'it looks like a HAR but has no log.entries, the list of what was captured.';
  const { brokenAt } = beside;
  const where =
    brokenAt === undefined
      ? ''
      : ` What begins at byte ${brokenAt} of ${opened.view.source.size} is damaged or does not end.`;
  const advice =
    'Is the file cut short, or edited? Save it again: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.';
  throw new HmaError('ERR_CAPTURE_INVALID', `Cannot read capture "${name}": ${what}${where} ${advice}`);
}
