import { isLikelyName } from './header-names.js';
import type { Print } from './prints.js';

/** `map[Server:[x] Www-Authenticate:[Negotiate NTLM]]`, as Go prints an http.Header; `at` is the first bracket. */
export function readGoMap(text: string, at: number, spend: (units: number) => void): Print | undefined {
  if (text.slice(Math.max(0, at - 3), at) !== 'map') return undefined;
  const member = /([A-Za-z][\w-]{0,60}):\[([^\]]{0,8000})\]\s{0,80}/y;
  const lines: string[] = [];
  let end = at + 1;
  for (;;) {
    member.lastIndex = end;
    const [, name = '', given = ''] = member.exec(text) ?? [];
    if (!isLikelyName(name)) break;
    end = member.lastIndex;
    // It may have been wrapped on its way.
    const value = given.replace(/\s{0,80}\n\s{0,80}/g, ' ');
    lines.push(`${name}: ${/^www-authenticate$/i.test(name) ? withCommas(value) : value}`);
  }
  spend(end - at + 8000);
  return lines.length === 0 ? undefined : { lines, end: text[end] === ']' ? end + 1 : end };
}

// Several values stand behind one another with a blank between.
function withCommas(value: string): string {
  return value.replace(/ (?=(?:Negotiate|NTLM|Kerberos|Basic|Digest|Bearer)(?: |$))/g, ', ');
}
