import type { Mend } from './repair.js';

/** A longer cell is left alone. UTF-16 units. */
const cellLimit = 50_000;
const cells = new RegExp(`(?<=^|[,;\\t])"((?:[^"]|""){20,${cellLimit}})"(?=[,;\\t]|$)`, 'gm');

/**
 * Cells of CSV that hold several lines, as ticket systems and spreadsheets export them: without the quotes around, and with
 * one quote for two. RFC 4180 2.6-2.7. Cells of one line stay: what reads them knows doubled quotes.
 */
export function undoCsvCells(text: string, mend: Mend): string {
  if (!text.includes('""')) return text;
  return text.replace(cells, (all, cell: string) => {
    if (!cell.includes('\n') || !cell.includes('""')) return all;
    mend('escapes-undone');
    return `\n${cell.replaceAll('""', '"')}\n`;
  });
}
