import { isPlaceholder } from './ledger.js';
import { redactParameter } from './parameter.js';
import type { Redaction } from './redaction.js';

/**
 * Pages and XML are not parsed: the few fragments that carry an error are kept, each gap between them becomes one
 * placeholder. A page that went through here once comes out the same the second time.
 */

// The words by which known refusals without a code are told.
const phrase =
  'FederatedSTSUnreachable|oauth_not_available|you must use multi-factor authentication|' +
  'HMACProvider\\.GetCertificates:protectionCertificates\\.Length(?:<|&lt;)1|Protocol disabled|Store Error';
const sentence = '\\b(?:AADSTS\\d{4,7}|MSIS\\d{3,5})[^<"\\r\\n]{0,2000}';
const trace = '(?:Trace|Request|Correlation) I[Dd]: ?[0-9a-fA-F-]{36}|Timestamp: ?\\d[0-9T:.Z -]{9,29}';
const setting =
  '"(?:strServiceExceptionMessage|sErrorCode|iErrorCode|sErrTxt|strMainMessage|strAdditionalMessage)"' +
  '\\s?:\\s?(?:"[^"\\\\]*(?:\\\\[\\s\\S][^"\\\\]*)*"|-?\\d{1,9})';

const ofPages = new RegExp(`<title>[^<]*</title>|<input\\b[^<>]*>|${setting}|${sentence}|${trace}|${phrase}`, 'gi');
const ofPlain = new RegExp(`${sentence}|${trace}|${phrase}`, 'g');
const ofXml =
  /<((?:[\w-]{1,20}:)?(?:ErrorCode|Message|MessageText|ErrorMessage|ResponseCode|faultcode|faultstring|DebugData|Text))(?:\s[^<>]*)?>([^<]*)<\/\1>/gi;

/** Keeps a page's title, the names of its hidden fields, its OAuth error and the AADSTS or MSIS sentences. */
export function redactPage(redaction: Redaction, text: string): string {
  return wrapped('html', text, (inner) =>
    keepFragments(redaction, 'html', inner, ofPages, ([all]) =>
      /^<input/i.test(all) ? redactInput(redaction, all) : redaction.sweep(all),
    ),
  );
}

/** Keeps the AADSTS and MSIS sentences of a plain text. */
export function redactPlain(redaction: Redaction, text: string): string {
  return keepFragments(redaction, 'body', text, ofPlain, ([all]) => redaction.sweep(all));
}

/** Keeps the error elements of SOAP and Autodiscover answers, without their attributes. */
export function redactXml(redaction: Redaction, text: string): string {
  return wrapped('xml', text, (inner) =>
    keepFragments(
      redaction,
      'xml',
      inner,
      ofXml,
      ([, name = '', content = '']) => `<${name}>${redaction.sweep(content)}</${name}>`,
    ),
  );
}

// It goes on looking like a page: whoever reads the redacted body tells it by its first character.
function wrapped(name: string, text: string, redact: (inner: string) => string): string {
  const [open, close] = [`<${name}>`, `</${name}>`];
  const isWrapped = text.startsWith(open) && text.endsWith(close);
  return open + redact(isWrapped ? text.slice(open.length, -close.length) : text) + close;
}

function keepFragments(
  redaction: Redaction,
  kind: string,
  text: string,
  pattern: RegExp,
  keep: (match: RegExpExecArray) => string,
): string {
  const kept: string[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    kept.push(redactGap(redaction, kind, text.slice(end, match.index)), keep(match));
    end = match.index + match[0].length;
  }
  return [...kept, redactGap(redaction, kind, text.slice(end))].join('');
}

function redactGap(redaction: Redaction, kind: string, gap: string): string {
  const core = gap.trim();
  if (core === '') return gap === '' ? '' : '\n';
  return isPlaceholder(core) ? `\n${core}\n` : `\n${redaction.cut(kind, gap)}\n`;
}

// response_mode=form_post: the names say what was answered; of the values only the error's stay.
function redactInput(redaction: Redaction, tag: string): string {
  const name = attribute(tag, 'name');
  const value = attribute(tag, 'value');
  const shown = /^[\w.:$-]{1,64}$/.test(name) ? name : redaction.cut('html', name);
  return `<input type="hidden" name="${shown}" value="${redactParameter(redaction, 'html', name, value)}">`;
}

function attribute(tag: string, name: string): string {
  const [, double, single, bare] = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)'|([^\\s"'>]*))`, 'i').exec(tag) ?? [];
  return double ?? single?.replaceAll('"', '&quot;') ?? bare ?? '';
}
