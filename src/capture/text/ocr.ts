import { isKnownName } from './header-names.js';
import { lineLimit } from './lines.js';
import type { Mend } from './repair.js';

/**
 * Header names that a scanner, a word processor or a blank misread: `WWW—Authenticate`, `x-rns-diagnostics`, `x-ms-
 * diagnostics`, `x-ms-diagnostlcs`. Mended at line starts alone, and only where one known name is meant beyond doubt;
 * `AADST550173` and `error category=` wherever they stand.
 */
export function mendMisreadNames(text: string, mend: Mend): string {
  return mendWords(text, mend)
    .split('\n')
    .map((line) => (line.length > lineLimit ? line : mendLine(withNarrowSigns(line, mend), mend)))
    .join('\n');
}

// `authorizat ion_uri`, `author1zation uri`: its absence would accuse a server.
const place = new RegExp(
  `\\b${[...'authorization'].map((letter) => ({ i: '[iIl1|]', o: '[oO0]' })[letter] ?? letter).join(' ?')}[ _\u2014-]{0,3}ur[iIl1|](?= ?=)`,
  'g',
);

// The words that everything hangs on: nothing else looks like them.
function mendWords(text: string, mend: Mend): string {
  const mended = (word: string) => {
    mend('misread-letters-mended');
    return word;
  };
  return text
    .replace(/\berror(?:\s{1,40}|-|\u2014|_ | _)category(?=\s?=)/gi, () => mended('error_category'))
    .replace(place, (name) => (name === 'authorization_uri' ? name : mended('authorization_uri')))
    .replace(/\bAAD[S5]T[S5] ?([0-9OoIl]{5,7})\b/g, (all, digits: string) => {
      const code = digits.replace(/o/gi, '0').replace(/[Il]/g, '1');
      return all === `AADSTS${code}` ? all : mended(`AADSTS${code}`);
    });
}

// What a Japanese keyboard makes of colons, quotes and letters, in a line that speaks of diagnostics.
function withNarrowSigns(line: string, mend: Mend): string {
  if (!/[\uff01-\uff5e]/.test(line) || !/x-ms-diag|reason|AADSTS|authenticate/i.test(line)) return line;
  return line.replace(/[\uff01-\uff5e]/g, (sign) => {
    mend('misread-letters-mended');
    return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
  });
}

const beginning =
  /^(\s{0,40}["'`*]{0,3})([A-Za-z0-9]{1,24}(?:[ ]?[-\u2010-\u2015\u2212\u00af_~][ ]?[A-Za-z0-9]{1,24}){1,6})(["'`*]{0,3}[ \t]{0,4}[:;：→=])/;

function mendLine(line: string, mend: Mend): string {
  const [, before = '', name = '', after = ''] = beginning.exec(line) ?? [];
  if (name === '') return line;
  const meant = meantBy(name);
  if (meant === undefined || (meant.toLowerCase() === name.toLowerCase() && !/[;：]$/.test(after))) return line;
  // A semicolon behind a name is a colon misread; in prose it stands behind words.
  mend('misread-letters-mended');
  return before + meant + after.replace(/[;：]$/, ':') + line.slice(before.length + name.length + after.length);
}

/** Names that matter and that are longer than any chance word. */
const targets = ['x-ms-diagnostics', 'WWW-Authenticate', 'x-caserrorcode', 'request-id', 'x-feserver', 'x-beserver'];
const byLook = new Map(targets.map((name) => [looksOf(name), name]));

function meantBy(name: string): string | undefined {
  if (/ [-\u2010-\u2015\u2212\u00af_~] /.test(name)) return undefined; // "X - Achse": a dash between words
  const dashed = name.replace(/ ?[-\u2010-\u2015\u2212\u00af_~] ?/g, '-');
  if (dashed !== name && isKnownName(dashed)) return dashed;
  const target = byLook.get(looksOf(dashed));
  return target ?? (dashed !== name && /^x-[a-z]/i.test(dashed) ? dashed : undefined);
}

// Letters that scanners take for one another, as one of them.
function looksOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[1|!í]/g, 'l')
    .replace(/i/g, 'l')
    .replace(/0/g, 'o')
    .replace(/5/g, 's')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/-/g, '');
}
