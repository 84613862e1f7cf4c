import { HmaError } from '../errors.js';
import type { Capture, CaptureFormat } from './capture.js';
import { decodeText } from './decode-text.js';
import { partOf, type Source } from './source.js';
import { assemble } from './text/assemble.js';
import { undoEscapes, undoQuotedPrintable } from './text/escapes.js';
import { splitGluedLines } from './text/glued.js';
import { undoApplePrints } from './text/print-apple.js';
import { undoDevtools } from './text/print-devtools.js';
import { undoPhpPrints } from './text/print-php.js';
import { undoTables } from './text/print-table.js';
import { undoPrints } from './text/prints.js';
import { readPieces } from './text/read-pieces.js';
import { undecorate } from './text/undecorate.js';

/** No more than this is read of a paste; a real one has kilobytes. */
const textLimitBytes = 64 * 1024 * 1024;
const textLimitLines = 500_000;

/**
 * Whatever people paste: HTTP messages, `curl -v`, header dumps, log lines, error texts. Each repair undoes one thing that
 * mail, consoles and programs do to a head, and changes nothing where it finds no head; what is no HTTP message stays as text.
 */
export const text: CaptureFormat = { name: 'text', looksLike: () => true, read };

const repairs: readonly (readonly [limit: string, repair: (text: string) => string])[] = [
  ['escapes-undone', undoQuotedPrintable],
  ['quotes-undone', undecorate],
  ['escapes-undone', undoEscapes],
  ['prints-undone', undoDevtools],
  ['prints-undone', undoApplePrints],
  ['prints-undone', undoTables],
  ['prints-undone', undoPhpPrints],
  ['prints-undone', undoPrints],
  ['glued-lines-split', splitGluedLines],
];

function read(source: Source): Capture {
  const { name } = source;
  const limits = new Set<string>();
  if (source.size > textLimitBytes) limits.add('truncated');
  const given = normalise(decodeText(partOf(source, 0, textLimitBytes)));
  let paste = firstLines(given);
  if (paste.length < given.length) limits.add('truncated');
  refuseIdleJson(paste, name);
  for (const [limit, repair] of repairs) {
    const repaired = repair(paste);
    if (repaired !== paste) limits.add(limit);
    paste = repaired;
  }
  const { pieces, wrapped } = readPieces(paste);
  if (wrapped) limits.add('wrapped-lines-joined');
  const transactions = assemble(pieces);
  const count = transactions.length;
  return {
    format: 'text',
    transactions,
    summary: () => ({ name, format: 'text', read: count, skipped: 0, limits: [...limits] }),
  };
}

// Line ends of any system, blanks that only web pages have, no blanks at line ends.
function normalise(paste: string): string {
  return paste
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replaceAll('\u00a0', ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
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
