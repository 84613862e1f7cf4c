import { isLikelyName } from './header-names.js';
import type { Print } from './prints.js';

/** `map[Server:[x] Www-Authenticate:[Negotiate NTLM]]`, as Go prints an http.Header; `at` is the first bracket. */
export function readGoMap(text: string, at: number, spend: (units: number) => void): Print | undefined {
  if (text.slice(Math.max(0, at - 3), at) !== 'map') return undefined;
  const member = /([A-Za-z][\w-]{0,60}):\[([^\]\n]{0,8000})\] ?/y;
  const lines: string[] = [];
  let end = at + 1;
  for (;;) {
    member.lastIndex = end;
    const [, name = '', value = ''] = member.exec(text) ?? [];
    if (!isLikelyName(name)) break;
    end = member.lastIndex;
    lines.push(`${name}: ${/^www-authenticate$/i.test(name) ? withCommas(value) : value}`);
  }
  spend(end - at + 8000);
  return lines.length === 0 ? undefined : { lines, end: text[end] === ']' ? end + 1 : end };
}

// Several values stand behind one another with a blank between.
function withCommas(value: string): string {
  return value.replace(/ (?=(?:Negotiate|NTLM|Kerberos|Basic|Digest|Bearer)(?: |$))/g, ', ');
}
