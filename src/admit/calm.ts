import { asciiBytes } from './ascii-bytes.js';

/**
 * Most texts that the door sweeps are host names, dates, numbers, GUIDs and media types. One walk over their units tells
 * that no pass of the sweep can find anything in them: every pattern there needs one of the marks below, most with a
 * certain word before it. In doubt a text is not calm, and is swept.
 *
 * It walks over bytes, because looking at the units of a string one by one costs several times as much.
 */

const marks = {
  none: 0,
  blank: 1,
  stop: 2,
  separator: 3,
  equals: 4,
  comma: 5,
  percent: 6,
  plus: 7,
  letterJ: 8,
  question: 9,
  at: 10,
  other: 11,
} as const;

const marked: readonly (readonly [units: string, mark: number])[] = [
  ['\t\n\v\f\r ', marks.blank],
  [':>', marks.separator],
  ['=', marks.equals],
  [',', marks.comma],
  ['?&#', marks.question],
  ['@', marks.at],
  ['.', marks.stop],
  ['%', marks.percent],
  ['+', marks.plus],
  ['J', marks.letterJ],
];
const table = Uint8Array.from({ length: 256 }, (_, code) => markOf(code));

// Words by their last three letters, so that one look tells. By their ends: password passwd passphrase passcode pwd otp
// otc pin secret token assertion response key canary credential code result cookie cookie2 authorization
const names = endsOf('ord swd ase ode pwd otp otc pin ret ken ion nse key ary ial ult kie ie2');
// bearer basic ntlm negotiate BEGIN SecureString
const words = endsOf('rer sic tlm ate gin ing');

/** From so many units on a run of letters and digits of both cases may be a secret by its looks. */
export const longRun = 40;

const text = asciiBytes(2_000);

/** Is it certain that the sweep would leave this text alone? */
export function isCalm(given: string): boolean {
  if (!text.load(given)) return false;
  const calm = isCalmPart(text.bytes, text.start, text.start + given.length, longRun);
  text.wipe();
  return calm;
}

/**
 * The same for a part of ASCII bytes.
 *
 * @param to - Where a byte stands that is neither a letter nor a digit.
 * @param run - A run of letters and digits of this length or more is not calm; but one of `longRun` in one case is.
 */
export function isCalmPart(bytes: Uint8Array, from: number, to: number, run: number): boolean {
  if (isOption(bytes, from)) return false;
  let seen = 0;
  let runStart = from;
  for (let at = nextMark(bytes, from); at < to; at = nextMark(bytes, at + 1)) {
    const mark = table[bytes[at] as number] as number;
    if (isSuspicious(bytes, at, mark)) return false;
    seen |= 1 << mark;
    if (mark === marks.plus || mark === marks.letterJ) continue; // inside a run
    if (at - runStart >= run && !isHarmless(bytes, runStart, at, run)) return false;
    runStart = at + 1;
  }
  if (to - runStart >= run && !isHarmless(bytes, runStart, to, run)) return false;
  return !hasParameters(seen) && !isAddress(bytes, from, to, seen);
}

// Behind every text stands the end of its line or a zero, which are marks.
function nextMark(bytes: Uint8Array, from: number): number {
  let at = from;
  while (table[bytes[at] as number] === 0) at++;
  return at;
}

// What the sweep takes for a secret by its looks alone has letters of both cases.
function isHarmless(bytes: Uint8Array, from: number, to: number, run: number): boolean {
  if (run < longRun) return false;
  let cases = 0;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 97 && byte <= 122) cases |= 1;
    else if (byte >= 65 && byte <= 90) cases |= 2;
  }
  return cases !== 3;
}

function hasParameters(seen: number): boolean {
  return hasSeen(seen, marks.question) && hasSeen(seen, marks.equals);
}

function isSuspicious(bytes: Uint8Array, at: number, mark: number): boolean {
  switch (mark) {
    case marks.blank:
      return words[endAt(bytes, at)] === 1 || isOption(bytes, at + 1);
    case marks.stop:
      return bytes[at - 1] === 77; // M.
    case marks.separator:
    case marks.equals:
      return names[endAt(bytes, nameEnd(bytes, at))] === 1;
    case marks.comma:
      return isQuote(bytes[beforeBlank(bytes, at) - 1]) && names[endAt(bytes, nameEnd(bytes, at))] === 1;
    case marks.percent:
    case marks.plus:
      return words[endAt(bytes, at)] === 1;
    case marks.letterJ:
      return bytes[at - 1] === 121 && bytes[at - 2] === 101; // eyJ
    default:
      return false;
  }
}

function hasSeen(seen: number, mark: number): boolean {
  return (seen & (1 << mark)) !== 0;
}

// User information stands between "://" and "@".
function isAddress(bytes: Uint8Array, from: number, to: number, seen: number): boolean {
  if (!hasSeen(seen, marks.at)) return false;
  for (let at = from; at + 2 < to; at++)
    if (bytes[at] === 58 && bytes[at + 1] === 47 && bytes[at + 2] === 47) return true;
  return false;
}

// -u, -Password, --client-secret, /p:
function isOption(bytes: Uint8Array, at: number): boolean {
  const sign = bytes[at];
  if (sign !== 45 && sign !== 47) return false;
  const letter = (bytes[at + 1] as number) | 32;
  return letter === 112 || letter === 99 || (sign === 45 && (letter === 117 || letter === 45));
}

// name\" : value: what may stand between a name and its separator
function nameEnd(bytes: Uint8Array, separator: number): number {
  let end = beforeBlank(bytes, separator);
  if (isQuote(bytes[end - 1])) end--;
  return bytes[end - 1] === 92 ? end - 1 : end;
}

function beforeBlank(bytes: Uint8Array, at: number): number {
  return table[bytes[at - 1] as number] === marks.blank ? at - 1 : at;
}

function isQuote(byte: number | undefined): boolean {
  return byte === 34 || byte === 39;
}

// The three letters before `at`, five bits each whatever their case; other signs pass for letters, which only costs time.
function endAt(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at - 3] as number) & 31) << 10) |
    (((bytes[at - 2] as number) & 31) << 5) |
    ((bytes[at - 1] as number) & 31)
  );
}

function endsOf(list: string): Uint8Array {
  const ends = new Uint8Array(1 << 15);
  for (const word of list.split(' ')) ends[endAt(Buffer.from(word), word.length)] = 1;
  return ends;
}

// Letters, digits and the rest of the alphabet of base64 have no mark of their own.
function markOf(code: number): number {
  const unit = String.fromCharCode(code);
  if (/[\w~/-]/.test(unit) && unit !== 'J') return marks.none;
  return marked.find(([units]) => units.includes(unit))?.[1] ?? marks.other;
}
