import type { Mend } from './repair.js';

/**
 * PHP's prints of header collections, line by line: `"Name" => array:1 [` / `0 => "value"` (dd, var_dump of Symfony),
 * `[Name] => Array` / `[0] => value` (print_r), `'Name' => array (` / `0 => 'value',` (var_export), and Guzzle's
 * `-statusCode: 403`.
 */
export function undoPhpPrints(text: string, mend: Mend): string {
  if (!text.includes('=>')) return text;
  let name: string | undefined;
  let changed = false;
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const read = readLine(line, name);
    if (!read) {
      // An open array whose values never came (a cut paste) is left out with its name.
      lines.push(line);
      continue;
    }
    changed ||= read.line !== undefined;
    name = read.name;
    if (read.line !== undefined) lines.push(read.line);
  }
  if (!changed) return text;
  mend('prints-undone');
  return lines.join('\n');
}

function readLine(given: string, name: string | undefined): { name?: string; line?: string } | undefined {
  if (given.length > 20_000) return undefined;
  const line = given.trim();
  const key = /^["'[]([A-Za-z][\w-]{1,60})["'\]] =>(?: (?:array:\d{1,4} ?\[|Array ?\(?|array ?\())?$/.exec(line);
  if (key?.[1] !== undefined) return { name: key[1] };
  const status = /^[-+#]?["']?statusCode["']?(?: =>|:) ?(\d{3}),?$/.exec(line);
  if (status) return { line: `HTTP/1.1 ${status[1]}` };
  const collection = /^[-+#]?headers: array:\d{1,4} ?\[$/.test(line);
  if (collection) return {};
  if (name === undefined) return /^[\])],?$/.test(line) ? {} : undefined;
  const value = /^\[?\d{1,4}\]? => (.*)$/.exec(line)?.[1];
  if (value !== undefined) return { name, line: `${name}: ${unquote(value)}` };
  if (/^[\])],?$/.test(line)) return {};
  return line === '(' || line === '' || line === 'array (' ? { name } : undefined;
}

function unquote(value: string): string {
  const bare = value.replace(/,$/, '');
  const mark = bare[0];
  return (mark === '"' || mark === "'") && bare.endsWith(mark) && bare.length > 1 ? bare.slice(1, -1) : bare;
}
