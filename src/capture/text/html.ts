import { joinHardWraps } from './hard-wrap.js';
import { isLikelyName } from './header-names.js';
import { pastedHeader, startLineOf } from './lines.js';
import type { Mend } from './repair.js';

const lineTag = /<(?:br|hr|\/p|\/div|\/tr|\/li|\/h[1-6]|\/pre|\/blockquote|\/title)(?: [^<>]{0,400})? ?\/?>/gi;
const anyBlock =
  /<(?:br|p|div|pre|table|tr|td|li|ul|span|blockquote|html|body|b|code|!doctype)(?:[ /][^<>]{0,2000})?>/i;

/**
 * A mail or page in HTML becomes lines of text. The body of a pasted message is none: it keeps its tags. Entities are also
 * undone in single lines that hold a header or an error, whatever stands around them.
 */
export function undoHtml(text: string, mend: Mend): string {
  if (!/[<&]/.test(text)) return text;
  const first = anyBlock.exec(text);
  if (!first || hasHeadBefore(text.slice(0, first.index))) return undoEntityLines(text, mend);
  return withoutTags(joinHardWraps(text, mend), mend).replace(entity, (all, name: string) => decoded(all, name, mend));
}

// What has a head before its first tag is the body of a message.
function hasHeadBefore(text: string): boolean {
  const lines = text.split('\n').slice(0, -1);
  return lines.some((line) => startLineOf(line, false) !== undefined || pastedHeader(line)?.certainty === 'strong');
}

function withoutTags(text: string, mend: Mend): string {
  const undone = (plain: string) => () => {
    mend('html-undone');
    return plain;
  };
  const breaks = text.match(lineTag)?.length ?? 0;
  // Line breaks of the source are blanks, but not where they make the lines.
  const keepsLines = /<pre[ >]/i.test(text) || breaks * 3 < (text.match(/\n/g)?.length ?? 0);
  return (keepsLines ? text : withoutLineBreaks(text))
    .replace(/<(style|title)[ >][^<]{0,100000}<\/\1>|<!--[^>]{0,10000}-->/gi, undone(''))
    .replace(/<t[dh][^<>]{0,400}>([A-Za-z][\w-]{1,60}):?<\/t[dh]>\s{0,20}<t[dh][^<>]{0,400}>/gi, (all, name: string) =>
      isLikelyName(name) ? undone(`${name}: `)() : all,
    )
    .replace(lineTag, undone('\n'))
    .replace(/<\/?[a-z][a-z0-9:]{0,20}(?:[ /][^<>]{0,4000})?>|<!doctype[^<>]{0,200}>/gi, undone(''));
}

function withoutLineBreaks(text: string): string {
  return text.replace(/\n/g, ' ').replace(/> {1,100}(?=<)/g, '>');
}

const entityNames: Readonly<Record<string, string>> = {
  quot: '"',
  apos: "'",
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  rarr: '→',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  ndash: '–',
  mdash: '—',
};

const entity = /&(?:amp;)?(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi;

function decoded(all: string, name: string, mend: Mend): string {
  const plain = name.startsWith('#') ? unitOf(name.slice(1)) : entityNames[name.toLowerCase()];
  if (plain === undefined) return all;
  mend('html-undone');
  return plain;
}

function unitOf(number: string): string | undefined {
  const code = /^x/i.test(number) ? Number.parseInt(number.slice(1), 16) : Number(number);
  if (code === 0x0d) return '';
  return code >= 0x20 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

// XML reports, entity-coded pastes: a line at a time, so that other bodies stay as they are.
function undoEntityLines(text: string, mend: Mend): string {
  if (!/&(?:amp;)?(?:quot|#|apos|amp);?/i.test(text)) return text;
  return text
    .split('\n')
    .map((line) => (speaks.test(line) ? line.replace(entity, (all, name: string) => decoded(all, name, mend)) : line))
    .join('\n');
}

const speaks = /www-authenticate|x-ms-diagnostics|error|reason|AADSTS|location|bearer|audience|token/i;
