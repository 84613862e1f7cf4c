import { joinBrokenWords } from './broken-words.js';
import {
  straightenJson,
  undoEscapes,
  undoMarkdownEscapes,
  undoOneString,
  undoPercent,
  undoWrittenLineEnds,
} from './escapes.js';
import { splitGluedLines } from './glued.js';
import { joinHardWraps } from './hard-wrap.js';
import { undoHtml } from './html.js';
import { undoBase64Parts, undoQuotedPrintable } from './mail-encoding.js';
import { mendMisreadNames } from './ocr.js';
import { undoCommonPrefix, undoPrefixes } from './prefixes.js';
import { undoApplePrints } from './print-apple.js';
import { undoArrows } from './print-arrows.js';
import { undoBurpItems } from './print-burp.js';
import { undoCsvCells } from './print-csv.js';
import { undoCurlTrace } from './print-curl-trace.js';
import { undoDevtools } from './print-devtools.js';
import { undoJson } from './print-json.js';
import { undoPhpPrints } from './print-php.js';
import { undoRtf } from './print-rtf.js';
import { undoBars, undoTables } from './print-table.js';
import { undoPrints } from './prints.js';
import type { Mend, Repair } from './repair.js';
import { undecorate } from './undecorate.js';

/**
 * In the reverse order of what happens to a text on its way: the mail is the last, and programs' prints are the first. JSON
 * may be the wrapper of everything, or what was wrapped.
 */
const repairs: readonly Repair[] = [
  undoRtf,
  undoBurpItems,
  undoBase64Parts,
  undoQuotedPrintable,
  undoHtml,
  undoCsvCells,
  undoJson,
  undoCurlTrace,
  undoOneString,
  undoBars,
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

/** Undoes all that was done to a paste on its way. */
export function mendPaste(paste: string, mend: Mend): string {
  return repairs.reduce((text, repair) => repair(text, mend), paste);
}
