import type { Mend } from './repair.js';

/**
 * Start lines of tools that draw arrows in place of HTTP's: `--> POST https://… http/1.1`, `<-- 401 Unauthorized https://…
 * (12ms)` (OkHttp), `192.0.2.7:50123: POST https://…`, ` << 401 Unauthorized 0b` (mitmdump). What stands before the arrow stays.
 */
export function undoArrows(text: string, mend: Mend): string {
  if (!/-->|<--|<< /.test(text)) return text;
  const lines: string[] = [];
  let undone = false;
  const whole = text.replace(/(--> [A-Z]{3,10})\n\s{0,40}(?=https?:\/\/)/g, '$1 ');
  for (const line of whole.split('\n')) {
    // Wrapped behind the method or the reason: nothing that is not known by then.
    if (undone && /^\s{0,40}(?:http\/[\d.]{1,3}|h2|(?:https?:\/\/\S{1,2000} )?\(\d{1,7}ms[^()]{0,80}\))$/i.test(line))
      continue;
    lines.push(line.length > 4000 ? line : undoLine(line, mend));
    undone = lines.at(-1) !== line;
  }
  return lines.join('\n');
}

function undoLine(line: string, mend: Mend): string {
  for (const [pattern, print] of arrows) {
    const match = pattern.exec(line);
    if (!match) continue;
    mend('prints-undone');
    return line.slice(0, match.index) + print(match);
  }
  return line;
}

const arrows: readonly (readonly [pattern: RegExp, print: (match: RegExpExecArray) => string])[] = [
  [/--> END [A-Z]{3,10}.*$|<-- END HTTP.*$/, () => ''],
  [/--> ([A-Z]{3,10}) (https?:\/\/\S{1,2000})(?: .{0,40})?$/, ([, method, url]) => `${method} ${url} HTTP/1.1`],
  [/<-- (\d{3})(?: ([A-Za-z -]{1,40}?))?(?: https?:\/\/\S{1,2000})?(?: \([^()]{1,80}\))?$/, status],
  [/^ {1,4}<< (?:HTTP\/[\d.]{1,3} )?(\d{3}) ([A-Za-z -]{1,40}) [\d.]{1,9}[bkmg]?$/, status],
  [
    /^\d{1,3}(?:\.\d{1,3}){3}:\d{1,5}: ([A-Z]{3,10}) (https?:\/\/\S{1,2000})(?: HTTP\/[\d.]{1,3})?$/,
    ([, method, url]) => `${method} ${url} HTTP/1.1`,
  ],
];

function status([, code, reason = '']: RegExpExecArray): string {
  return `HTTP/1.1 ${code} ${reason}`.trimEnd();
}
