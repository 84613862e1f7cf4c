import { isLikelyName, isSingleName } from './header-names.js';
import type { PastedHeader } from './lines.js';
import type { PastedMessage } from './pieces.js';

/** A header that comes once in a head, coming again: it begins another message. */
export function isSingleNameAgain(headers: PastedMessage['headers'], name: string): boolean {
  const lower = name.toLowerCase();
  return isSingleName(name) && headers.some(([given]) => given.toLowerCase() === lower);
}

/** `body: '{"error": …'`, `Exception: AADSTS…`: below a head, and none of it. */
export function isComplaint({ certainty, value }: PastedHeader): boolean {
  return certainty === 'any' && complaint.test(value);
}

const complaint = /AADSTS\d|\bMSIS\d|"error|error_category|\d{7};\s?reason|invalid_grant/;

/** `Server : EX1` is a property in prose, and a header below a start line. */
export function spacedHeader(line: string): PastedHeader | undefined {
  const [, name = '', value = ''] = /^([A-Za-z][\w-]{1,60}) {1,40}: (.{1,20000})$/.exec(line) ?? [];
  return isLikelyName(name) ? { name, value, certainty: 'likely' } : undefined;
}

/** The groups in which Fiddler shows headers, the numbers that PHP puts between them. */
export function isGroup(line: string): boolean {
  return /^(?:\[\d{1,4}\] ?=>|Cache|Client|Cookies(?: \/ Login)?|Entity|Miscellaneous|Security|Transport)$/.test(line);
}

/** `————` and `=====`: lines that people and pages draw. */
export function isRule(line: string): boolean {
  return line.length >= 3 && !/[\p{L}\p{N}"'{}<>]/u.test(line.slice(0, 200));
}

/** Does a body follow the head, by what the head says and by its first line? */
export function expectsBody(message: PastedMessage, after: string): boolean {
  const length = headerOf(message, 'content-length');
  if (after.trim() === '' || length === '0') return false;
  if (/^\s{0,40}[{[<]/.test(after)) return true;
  return message.start !== undefined && (length !== undefined || headerOf(message, 'content-type') !== undefined);
}

function headerOf(message: PastedMessage, name: string): string | undefined {
  return message.headers.find(([given]) => given.toLowerCase() === name)?.[1];
}
