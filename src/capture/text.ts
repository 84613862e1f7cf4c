import { HmaError } from '../errors.js';
import type { SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { decodeText } from './decode-text.js';
import { withoutUndefined } from './har/json-fields.js';
import { partOf, type Source } from './source.js';
import { assemble } from './text/assemble.js';
import { joinBrokenWords } from './text/broken-words.js';
import {
  straightenJson,
  undoEscapes,
  undoMarkdownEscapes,
  undoOneString,
  undoPercent,
  undoWrittenLineEnds,
} from './text/escapes.js';
import { splitGluedLines } from './text/glued.js';
import { joinHardWraps } from './text/hard-wrap.js';
import { undoHtml } from './text/html.js';
import { undoBase64Parts, undoQuotedPrintable } from './text/mail-encoding.js';
import { normalise } from './text/normalise.js';
import { mendMisreadNames } from './text/ocr.js';
import { undoCommonPrefix, undoPrefixes } from './text/prefixes.js';
import { undoApplePrints } from './text/print-apple.js';
import { undoArrows } from './text/print-arrows.js';
import { undoCurlTrace } from './text/print-curl-trace.js';
import { undoDevtools } from './text/print-devtools.js';
import { undoJson } from './text/print-json.js';
import { undoPhpPrints } from './text/print-php.js';
import { undoTables } from './text/print-table.js';
import { undoPrints } from './text/prints.js';
import { readPieces } from './text/read-pieces.js';
import { type Repair, repairTally } from './text/repair.js';
import { undecorate } from './text/undecorate.js';

/** No more than this is read of a paste; a real one has kilobytes. */
const textLimitBytes = 64 * 1024 * 1024;
const textLimitLines = 500_000;

/**
 * Whatever people paste: HTTP messages, `curl -v`, header dumps, log lines, error texts. Each repair undoes one thing that
 * mail, consoles and programs do to a head, and changes nothing where it finds no head; what is no HTTP message stays as text.
 */
export const text: CaptureFormat = { name: 'text', looksLike: () => true, read };

/**
 * In the reverse order of what happens to a text on its way: the mail is the last, and programs' prints are the first. JSON
 * may be the wrapper of everything, or what was wrapped.
 */
const repairs: readonly Repair[] = [
  undoBase64Parts,
  undoQuotedPrintable,
  undoHtml,
  undoJson,
  undoCurlTrace,
  undoOneString,
  undoCommonPrefix,
  undecorate,
  undoBase64Parts,
  undoMarkdownEscapes,
  undoWrittenLineEnds,
  undoArrows,
  undoPrefixes,
  joinHardWraps,
  mendMisreadNames,
  joinBrokenWords,
  straightenJson,
  undoJson,
  undoEscapes,
  undoPercent,
  undoDevtools,
  undoApplePrints,
  undoTables,
  undoPhpPrints,
  undoPrints,
  splitGluedLines,
];

function read(source: Source): Capture {
  const { name } = source;
  const tally = repairTally();
  const given = normalise(decodeText(partOf(source, 0, textLimitBytes)), tally.mend);
  const paste = firstLines(given);
  const truncated = source.size > textLimitBytes || paste.length < given.length;
  const mended = repairs.reduce((text, repair) => repair(text, tally.mend), paste);
  const transactions = assemble(readPieces(mended, tally.mend));
  if (!transactions.some(({ request, response }) => request || response)) refuseIdleJson(mended, name);
  const summary = withoutUndefined<SourceReport>({
    name,
    format: 'text',
    producer: undefined,
    read: transactions.length,
    skipped: 0,
    skips: undefined,
    repairs: tally.read(),
    limits: truncated ? ['truncated'] : [],
  });
  return { format: 'text', transactions, summary: () => summary };
}

function firstLines(paste: string): string {
  let end = -1;
  for (let count = 0; count < textLimitLines; count += 1) {
    end = paste.indexOf('\n', end + 1);
    if (end < 0) return paste;
  }
  return paste.slice(0, end);
}

// JSON is read for what it quotes. Where it quotes nothing that we know, a clear word beats an empty report.
function refuseIdleJson(paste: string, name: string): void {
  if (!/^\s{0,1000}[{[]/.test(paste) || paste.length > 10_000_000) return;
  if (/error|AADSTS|bearer|x-ms-|authenticate|HTTP|token|claim|aud|status|failure|denied/i.test(paste)) return;
  if (!isJson(paste)) return;
  throw new HmaError(
    'ERR_CAPTURE_INVALID',
    `Cannot read capture "${name}": it is JSON, but neither a HAR (it has no log.entries) nor an error or a token's claims. ` +
      'Save a HAR: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.',
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
