import { HmaError, sentence } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { decodeText } from './decode-text.js';
import { withoutUndefined } from './fields/json-fields.js';
import type { Source } from './source.js';
import { assemble } from './text/assemble.js';
import { mendPaste } from './text/mend-paste.js';
import { normalise } from './text/normalise.js';
import { readPieces } from './text/read-pieces.js';
import { repairTally } from './text/repair.js';
import { segmentsOf } from './text/segments.js';
import { asUtf8 } from './utf8-source.js';

/** No more than this is read of a text; a real paste has kilobytes. */
const textLimitBytes = 64 * 1024 * 1024;

/**
 * Whatever people paste: HTTP messages, `curl -v`, header dumps, log lines, error texts. Each repair undoes one thing that
 * mail, consoles and programs do to a head, and changes nothing where it finds no head; what is no HTTP message stays as text.
 */
export const text: CaptureFormat = { name: 'text', looksLike: () => true, read };

function read(source: Source): Capture {
  const given = asUtf8({ ...source, size: Math.min(source.size, textLimitBytes) });
  let total = emptyTotal();
  const [first = Buffer.alloc(0)] = segmentsOf(given);
  // Nearly every paste: it can be refused before it is walked.
  const whole = first.length >= given.size ? readSegment(first, total) : undefined;
  if (whole && !whole.transactions.some(isMessage)) refuseIdleJson(whole.mended, source.name);
  const transactions = whole?.transactions ?? {
    [Symbol.iterator]() {
      total = emptyTotal();
      return readSegments(given, total);
    },
  };
  return { format: 'text', transactions, summary: () => summaryOf(source, total) };
}

interface Total {
  read: number;
  readonly tally: ReturnType<typeof repairTally>;
}

function emptyTotal(): Total {
  return { read: 0, tally: repairTally() };
}

function readSegment(bytes: Uint8Array, total: Total): { mended: string; transactions: readonly RawTransaction[] } {
  const { mend } = total.tally;
  const paste = normalise(decodeText(bytes), mend);
  const mended = mendPaste(paste, mend);
  const before = total.read;
  const transactions = assemble(readPieces(mended, mend)).map((one, index) => numbered(one, before + index + 1));
  total.read += transactions.length;
  return { mended, transactions };
}

function* readSegments(source: Source, total: Total): Generator<RawTransaction> {
  for (const bytes of segmentsOf(source)) yield* readSegment(bytes, total).transactions;
}

// They are numbered through all segments.
function numbered(transaction: RawTransaction, number: number): RawTransaction {
  return transaction.id === String(number) ? transaction : { ...transaction, id: String(number) };
}

function isMessage({ request, response }: RawTransaction): boolean {
  return request !== undefined || response !== undefined;
}

function summaryOf({ name, size }: Source, { read: count, tally }: Total): SourceReport {
  return withoutUndefined<SourceReport>({
    name,
    format: 'text',
    producer: undefined,
    read: count,
    skipped: 0,
    skips: undefined,
    repairs: tally.read(),
    limits: size > textLimitBytes ? ['truncated'] : [],
  });
}

// JSON is read for what it quotes. Where it quotes nothing that we know, a clear word beats an empty report.
function refuseIdleJson(paste: string, name: string): void {
  if (!/^\s{0,1000}[{[]/.test(paste) || paste.length > 10_000_000) return;
  if (/error|AADSTS|bearer|x-ms-|authenticat|HTTP|token|claim|aud|status|failure|denied|LOGIN failed/i.test(paste))
    return;
  if (!isJson(paste)) return;
  throw new HmaError(
    'ERR_CAPTURE_INVALID',
    sentence`Cannot read capture "${name}": it is JSON, but neither a HAR (it has no log.entries) nor an error or a token's claims. Save a HAR: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.`,
  );
}

function isJson(paste: string): boolean {
  try {
    JSON.parse(paste);
    return true;
  } catch {
    return false;
  }
}
