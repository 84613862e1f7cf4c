import type { Mend } from './repair.js';

/**
 * PowerShell's table of a header dictionary (`Key   Value`, a line of hyphens, then one header a line) becomes header lines. The
 * column is where `Value` stands, because the longest name has a single blank after it.
 */
export function undoTables(text: string, mend: Mend): string {
  if (!/^\s{0,40}(?:Key|Name) {1,200}Value$/m.test(text)) return text;
  const lines: string[] = [];
  let column = -1;
  const given = text.split('\n');
  for (const [index, line] of given.entries()) {
    const title = /^\s{0,40}(?:Key|Name) {1,200}(?=Value$)/.exec(line);
    if (title && /^\s{0,40}-{3,}\s{1,200}-{3,}$/.test(given[index + 1] ?? '')) {
      column = title[0].length;
      mend('prints-undone');
    } else if (line.trim() === '') column = -1;
    if (column < 0) lines.push(line);
    else if (!title && !/^\s{0,40}-{3,}\s{1,200}-{3,}$/.test(line)) lines.push(readRow(line, column));
  }
  return lines.join('\n');
}

function readRow(line: string, column: number): string {
  const name = line.slice(0, column).trim();
  const value = line.slice(column).trim();
  if (name === '') return line;
  return /^[A-Za-z][\w-]{1,60}$/.test(name) ? `${name}: ${value.replace(/^\{([^{}]{0,8000})\}$/, '$1')}` : line;
}
