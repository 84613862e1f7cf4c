import { sentences } from '../../parse/reason-sentences.js';
import type { Mend } from './repair.js';

/**
 * Lines that end in the middle of a word, where it is certain which: a word of Exchange's own sentences, the name of a
 * parameter, an AADSTS number, a URL in quotes. All other line ends stay what they are; readers take them for blanks.
 */
export function joinBrokenWords(text: string, mend: Mend): string {
  if (!/reason|audience|token|flighting|diagnostics|error_|authenticate|HTTP\/\d|\bAA|STS\d/i.test(text)) return text;
  const joined: string[] = [];
  for (const line of text.split('\n')) {
    const before = joined.at(-1);
    const next = line.trimStart();
    const joint = before === undefined ? undefined : jointOf(before, next);
    if (joint !== undefined) {
      joined[joined.length - 1] = before + joint + next;
      mend('wrapped-lines-joined');
    } else joined.push(line);
  }
  return joined.map(withSingleBlanks).join('\n');
}

// What belongs between the two lines; undefined where they are two.
function jointOf(before: string, next: string): '' | ' ' | undefined {
  if (/^HTTP\/\d(?:\.\d)?$/.test(next) && isRequestTarget(before)) return ' ';
  return isBroken(before.slice(-300), next.slice(0, 100)) ? '' : undefined;
}

function isRequestTarget(line: string): boolean {
  return line.length < 8000 && /^[A-Z][A-Z_]{2,20} (?:\/|https?:)\S{0,8000}$/.test(line.trim());
}

function isBroken(before: string, next: string): boolean {
  if (next === '') return false;
  if (joints.some(([ends, begins]) => ends.test(before) && begins.test(next))) return true;
  const tail = /[A-Za-z_-]{1,40}$/.exec(before)?.[0];
  const head = /^[A-Za-z_-]{1,40}/.exec(next)?.[0];
  if (tail === undefined || head === undefined) return isBrokenNumber(before, next);
  return words.has(`${tail}${head}`.toLowerCase()) && !(words.has(tail.toLowerCase()) && words.has(head.toLowerCase()));
}

/** How the line ends, and how the next begins. */
const joints: readonly (readonly [ends: RegExp, begins: RegExp])[] = [
  [/['"]https?:[^\s'"]{0,280}$/, /^[\w./:-]/],
  [/ ['"]$/, /^https?:/],
  [/['"]https?$/, /^:\/\//],
  [/[\w"'.]$/, /^; ?(?:reason|error_category) ?=/],
  [/\b(?:reason|error_category)$/, /^ ?= ?["']/],
  [/'$/, /^\. (?:Actual|Expected) '/],
  [/(?<![A-Z])A$/, /^ADSTS\d/],
  [/(?<![A-Z])AA$/, /^DSTS\d/],
  [/(?<![A-Z])AAD$/, /^STS\d/],
  [/(?<![A-Z])AADS$/, /^TS\d/],
  [/(?<![A-Z])AADST$/, /^S\d/],
];

// "AADSTS500" and "011:", but not a code and the year of the next line; "2000" and "005;reason=".
function isBrokenNumber(before: string, next: string): boolean {
  const code = /(?<![\d.])\d{1,6}$/.exec(before)?.[0];
  const more = /^(\d{1,6});\s?reason/.exec(next)?.[1];
  if (code !== undefined && more !== undefined) return code.length + more.length === 7;
  const [, digits] = /AADSTS(\d{0,6})$/.exec(before) ?? [];
  const [, rest] = /^(\d{1,7})\b/.exec(next) ?? [];
  if (digits === undefined || rest === undefined) return false;
  const length = digits.length + rest.length;
  return length >= 5 && length <= 7 && (digits.length < 5 || /^\d{1,2}:/.test(next));
}

const names = `reason http https error_category authorization_uri client_id trusted_issuers token_types issuer_kind x-ms-diagnostics
www-authenticate error_description oauth_not_available invalid_resource invalid_user invalid_token invalid_signature
invalid_issuer invalid_tenant invalid_grant invalid_client token_expired expected actual user-context`;

const words: ReadonlySet<string> = new Set(
  [...names.split(/\s+/), ...sentences.flatMap(({ begins }) => begins.split(/[^A-Za-z-]+/))]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length > 1),
);

// Two blanks within a reason are one that was set by a scanner or a page.
function withSingleBlanks(line: string): string {
  const at = line.length > 20_000 ? -1 : line.search(/reason ?=/i);
  return at < 0 ? line : line.slice(0, at) + line.slice(at).replace(/ {2,20}/g, ' ');
}
