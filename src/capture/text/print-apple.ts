import type { Mend } from './repair.js';

/**
 * Apple's print of an NSHTTPURLResponse becomes a status line and header lines: `{ Status Code: 401, Headers {`, then
 * `Server = (` / `"Microsoft-IIS/10.0"` / `);` or `Server = "Microsoft-IIS/10.0";` for each header.
 */
export function undoApplePrints(text: string, mend: Mend): string {
  if (!text.includes('NSHTTPURLResponse')) return text;
  const lines: string[] = [];
  let name: string | undefined;
  let inside = false;
  for (const line of text.split('\n')) {
    const bare = line.trim();
    const status = opening.exec(bare)?.[1];
    if (status !== undefined) {
      inside = true;
      mend('prints-undone');
      lines.push(bare.replace(opening, ''), `HTTP/1.1 ${status}`);
    } else if (!inside || bare.length > 20_000) lines.push(line);
    else if (/^\}/.test(bare)) {
      inside = false;
      lines.push('', bare.replace(/^[\s})>]{1,20}/, ''));
    } else name = readLine(bare, name, lines);
  }
  return lines.join('\n');
}

const opening = /\{ Status Code: (\d{3}), Headers \{$/i;

/** The name whose values are open after this line. */
function readLine(bare: string, name: string | undefined, lines: string[]): string | undefined {
  if (name !== undefined) {
    if (bare === ');') return undefined;
    if (bare !== '') lines.push(`${name}: ${unquote(bare.replace(/,$/, ''))}`);
    return name;
  }
  const [, key, value = ''] = /^"?([A-Za-z][\w-]{0,60})"? = {1,20}(.*)$/.exec(bare) ?? [];
  if (value === '(') return key;
  if (key !== undefined) lines.push(`${key}: ${unquote(value.replace(/;$/, ''))}`);
  return undefined;
}

function unquote(value: string): string {
  const quoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return quoted ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
}
