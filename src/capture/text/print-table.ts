import type { Mend } from './repair.js';

/**
 * PowerShell's table of a header dictionary (`Key   Value`, a line of hyphens, then one header a line) becomes header lines. The
 * column is where `Value` stands, because the longest name has a single blank after it. A value in braces ends with them:
 * a mail may have wrapped it.
 */
export function undoTables(text: string, mend: Mend): string {
  if (!/^\s{0,40}(?:Key|Name) {1,200}Value$/m.test(text)) return text;
  const lines: string[] = [];
  let column = -1;
  let open = false;
  const given = text.split('\n');
  for (const [index, line] of given.entries()) {
    const title = /^\s{0,40}(?:Key|Name) {1,200}(?=Value$)/.exec(line);
    if (title && isRuler(given[index + 1] ?? '')) {
      column = title[0].length;
      mend('prints-undone');
      continue;
    }
    if (line.trim() === '') column = -1;
    if (column >= 0 && isRuler(line)) continue;
    const row: string = open ? `${lines.pop()} ${line.trim()}` : line;
    open = column >= 0 && /^\{[^{}]{0,8000}$/.test(row.slice(column));
    lines.push(column < 0 || open ? row : readRow(row, column));
  }
  return lines.join('\n');
}

/** A table of one column, `| POST / HTTP/1.1 |`, becomes its lines: a bar left behind would be read as part of a value. */
export function undoBars(text: string, mend: Mend): string {
  const lines = text.split('\n');
  const cells = lines.filter((line) => cell.test(line));
  const full = lines.filter((line) => line.trim() !== '');
  if (cells.length < 3 || cells.length * 10 < full.length * 9) return text;
  if (cells.filter((line) => / \| /.test(line.trim())).length * 5 > cells.length) return text;
  mend('markup-undone', cells.length);
  return lines
    .map((line) => (cell.test(line) ? line.replace(/^\s{0,40}\| ?/, '').replace(/\s{0,200}\|$/, '') : line))
    .join('\n');
}

const cell = /^\s{0,40}\|(?:.{0,20000}\|)?$/;

function isRuler(line: string): boolean {
  return /^\s{0,40}-{3,}\s{1,200}-{3,}$/.test(line);
}

function readRow(line: string, column: number): string {
  const name = line.slice(0, column).trim();
  const value = line.slice(column).trim();
  if (name === '') return line;
  return /^[A-Za-z][\w-]{1,60}$/.test(name) ? `${name}: ${value.replace(/^\{([^{}]{0,8000})\}$/, '$1')}` : line;
}
