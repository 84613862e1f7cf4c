import { isLikelyName } from './header-names.js';
import type { Print } from './prints.js';

/** `{[Content-Length, 0], [Server, Microsoft-IIS/10.0]…}`, as PowerShell prints a dictionary in a list of properties. */
export function readBracketPairs(text: string, at: number, spend: (units: number) => void): Print | undefined {
  if (!/^\{\[[A-Za-z][\w-]{1,60}, /.test(text.slice(at, at + 80))) return undefined;
  const lineEnd = text.indexOf('\n', at);
  const reach = Math.min(lineEnd < 0 ? text.length : lineEnd, at + 64 * 1024);
  const inside = text.slice(at + 2, reach);
  spend(inside.length);
  // Values hold brackets and commas of their own: the next member begins at a name.
  const members = inside.split(/\], \[(?=[A-Za-z][\w-]{1,60}, )/);
  const lines = members.flatMap((member, index) => {
    const [, name = '', value = ''] = /^([A-Za-z][\w-]{1,60}), (.*)$/s.exec(member) ?? [];
    const whole = index === members.length - 1 ? value.replace(/(?:\][^\]]{0,6}|…|\.\.\.)$/, '') : value;
    return isLikelyName(name) ? [`${name}: ${whole}`] : [];
  });
  return lines.length === 0 ? undefined : { lines, end: reach };
}
