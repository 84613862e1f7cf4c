import { payloadStatus } from '../parse/mapi.js';
import type { SourceKind } from '../types.js';
import { redactHeaderLines } from './head.js';
import { redactJsonBody } from './json-body.js';
import { isPlaceholder } from './ledger.js';
import { redactPage, redactPlain, redactXml } from './markup.js';
import { redactParameters } from './parameter.js';
import type { Redaction } from './redaction.js';
import { looksLikeJwt, redactToken } from './token.js';

type BodyKind = 'json' | 'form' | 'page' | 'xml' | 'mapi' | 'token' | 'prose' | 'plain' | 'opaque';

const contentType = /^content-type[ \t]?:([^\r\n]*)/im;
const metaTag = /^(?:PROCESSING|PENDING|DONE)\r?\n/;
const formStart = /^[\w.\-%$[\]]{1,64}=[^\s<]{0,200}/;
const jsonFragment = /^["“][\w.]{1,40}["”]\s?:/;

const cutters = {
  json: redactJsonBody,
  form: (redaction, text) => redactParameters(redaction, 'form', text),
  page: redactPage,
  xml: redactXml,
  mapi: redactMapi,
  token: (redaction, text) => redactToken(redaction, text.trim()),
  prose: (redaction, text) => redaction.sweep(text),
  plain: redactPlain,
  opaque: (redaction, text) => redaction.cut('body', text),
} satisfies Record<BodyKind, (redaction: Redaction, text: string) => string>;

/**
 * Keeps of a body what the parsers read (errors, discovery, public form fields, MAPI/HTTP headers) and cuts the rest:
 * mail, tokens, pages. What the body is, is told by its looks first, because the label is often wrong on refusals.
 */
export function redactBody(redaction: Redaction, source: SourceKind, head: string, text: string): string {
  if (text === '' || isPlaceholder(text)) return text;
  const type = contentType.exec(head)?.[1]?.toLowerCase() ?? '';
  return cutters[kindOf(text, type, source)](redaction, text);
}

function kindOf(text: string, type: string, source: SourceKind): BodyKind {
  const start = text.slice(0, 2000).trimStart();
  if (metaTag.test(start)) return 'mapi';
  if (/^[{[]/.test(start) || jsonFragment.test(start)) return 'json';
  if (start.startsWith('<')) return isPage(start, type) ? 'page' : 'xml';
  if (type.includes('urlencoded')) return 'form';
  if (type.includes('json')) return 'json';
  if (looksLikeJwt(text.trim())) return 'token';
  if (formStart.test(start) && !/\s/.test(start.trim())) return 'form';
  if (type.includes('html')) return 'page';
  if (type.includes('xml')) return 'xml';
  if (type.trim() === '') return source === 'text' ? 'prose' : 'plain';
  return type.includes('text/') ? 'plain' : 'opaque';
}

function isPage(start: string, type: string): boolean {
  if (/^<\?xml|^<[a-z]+:envelope/i.test(start)) return /<html\b/i.test(start);
  return type.includes('html') || /<(?:!doctype html|html|head|body|script|title|form|input)\b/i.test(start);
}

// The meta-tags and the headers behind them, up to the empty line; the payload is mail, but for the status it begins with.
function redactMapi(redaction: Redaction, text: string): string {
  const head = /^\s*(?:(?:PROCESSING|PENDING|DONE)\r?\n|[\w-]{1,64}:[^\r\n]*\r?\n)*(?:\r?\n)?/.exec(text)?.[0] ?? '';
  const payload = text.slice(head.length);
  const status = isPlaceholder(payload) ? undefined : payloadStatus(payload);
  const notes = status === undefined ? [] : [`status.${status}`];
  return redactHeaderLines(redaction, head) + redaction.cut('body', payload, notes);
}
