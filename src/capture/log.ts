import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { decodeText } from './decode-text.js';
import { withoutUndefined } from './fields/json-fields.js';
import { linesOf } from './log/lines.js';
import { createLogReader } from './log/reader.js';
import { transactionOf } from './log/transaction.js';
import type { Source } from './source.js';

/**
 * Logs of a server, one request a line: IIS in W3C's format, Exchange's HttpProxy logs, and CSV files made of either, with
 * the names of their fields or without. A log has no headers and no bodies, so it proves little: a 401 begins every
 * healthy sign-in. What it quotes of Exchange's own words is read.
 *
 * @see https://www.w3.org/TR/WD-logfile
 */
export const log: CaptureFormat = { name: 'log', looksLike, read };

/** Lines that are looked at to tell a log from a text with some lines of one. */
const sampleLines = 40;

function looksLike(beginning: Uint8Array): boolean {
  const lines = decodeText(beginning)
    .replace(/\u00a0/g, ' ')
    .split(/\r\n?|\n/, sampleLines);
  const reader = createLogReader();
  const others = lines.filter((line) => line.trim() !== '').map((line) => reader.read(line) === 'other');
  // Named fields make a log of it, however damaged; lines known by their shape alone may be quoted in a mail.
  const most = { names: 0.5, request: 0.25 }[reader.sign() ?? 'request'];
  const share = others.filter((other) => other).length / others.length;
  return reader.sign() !== undefined && others[0] === false && share <= most;
}

function read(source: Source): Capture {
  const reader = createLogReader();
  const counts = { read: 0, damaged: 0, untimed: 0 };
  function* transactions(): Generator<RawTransaction> {
    for (const { number, text } of linesOf(source)) {
      const record = text === undefined ? 'other' : reader.read(text);
      if (record === 'note') continue;
      if (record === 'other') counts.damaged += 1;
      else {
        counts.read += 1;
        if (record.time === undefined) counts.untimed += 1;
        yield transactionOf(record, number);
      }
    }
  }
  const summary = () =>
    withoutUndefined<SourceReport>({
      name: source.name,
      format: 'log',
      producer: reader.producer(),
      read: counts.read,
      skipped: counts.damaged,
      skips: counts.damaged === 0 ? undefined : { damaged: counts.damaged },
      repairs: undefined,
      limits: ['no-headers', ...(counts.untimed > 0 ? ['no-times'] : [])],
    });
  return { format: 'log', transactions: transactions(), summary };
}
