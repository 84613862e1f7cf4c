import type { EntraError } from '../types.js';
import { errorOfFields } from './entra-redirect.js';
import { defined, oneLine, rawLimit, readErrorText } from './entra-text.js';
import { unescapeJson } from './json-fields.js';

const pageLimit = 262_144;
const afterCode = 4000;

/**
 * Reads the error of a sign-in page: an auto-posted form with hidden `error` inputs, the `$Config` object of Entra's
 * page script, `AADSTS…` or AD FS's `MSIS…` in its text. A page without any of them gives undefined.
 */
export function parseErrorHtml(html: string): EntraError | undefined {
  const page = html.slice(0, pageLimit);
  return formPost(page) ?? errorPage(page);
}

function formPost(page: string): EntraError | undefined {
  const fields = new Map<string, string>();
  for (const [tag] of page.matchAll(/<input\b[^<>]{0,8000}>/gi)) {
    const name = attribute(tag, 'name')?.toLowerCase();
    const value = attribute(tag, 'value');
    if (name !== undefined && value !== undefined && !fields.has(name)) fields.set(name, value);
  }
  return fields.get('error') ? errorOfFields('form-post', fields, []) : undefined;
}

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : decodeEntities(value);
}

function errorPage(page: string): EntraError | undefined {
  const text = visible(scriptMessage(page)) || textAtCode(page);
  const whole = readErrorText(idsOf(page));
  const said = readErrorText(text);
  const code = said.code ?? scriptCode(page);
  if (code === undefined && said.msis === undefined) return undefined;
  return defined<EntraError>({
    form: 'html',
    error_description: text === '' ? undefined : text,
    ...whole,
    ...said,
    code,
    defects: [],
    raw: (text || `sErrorCode ${code}`).slice(0, rawLimit),
  });
}

/** A page's script is never broken JSON, but what stands around it may be cut: its string ends at its quote. */
function scriptMessage(page: string): string {
  const said = /"strServiceExceptionMessage"\s?:\s?"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/.exec(page)?.[1];
  return unescapeJson(said ?? '');
}

/** `"sErrorCode":"50126"`; an ordinary page has it empty. */
function scriptCode(page: string): number | undefined {
  const digits = /"sErrorCode"\s?:\s?"?(\d{4,7})\b/.exec(page)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** The visible text from the first code on, to the end of its element or string. */
function textAtCode(page: string): string {
  const start = page.search(/AADSTS\d{4,7}|\bMSIS\d{4,5}\b/);
  if (start < 0) return '';
  const rest = page.slice(start, start + afterCode);
  const isScript = /"[^"<>]{0,40}$/.test(page.slice(Math.max(0, start - 41), start));
  const end = rest.search(isScript ? /(?<!\\)"/ : /<\/(?:div|p|td|li|h\d|section|body)>/i);
  return visible(end < 0 ? rest : rest.slice(0, end));
}

/** The neighbourhood of the ids which a page prints apart from its message. */
function idsOf(page: string): string {
  return [/(?:Trace|Request) ?ID\b/i, /(?:Correlation|Activity) ?ID\b/i, /Timestamp\b/i]
    .map((label) => page.search(label))
    .filter((at) => at >= 0)
    .map((at) => visible(page.slice(at, at + 160)))
    .join(' ');
}

function visible(html: string): string {
  return oneLine(decodeEntities(html.replace(/<[^<>]{0,2000}>/g, ' ')));
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi,
    (all, hex?: string, digits?: string, name = '') => {
      const point = hex !== undefined ? Number.parseInt(hex, 16) : Number(digits ?? Number.NaN);
      if (Number.isNaN(point)) return entities[(name as string).toLowerCase()] ?? all;
      return point <= 0x10ffff ? String.fromCodePoint(point) : all;
    },
  );
}
