import { decodeBody } from '../../parse/content-coding.js';
import { type HeaderLine, headerValues } from '../../parse/head.js';
import { lazyBody } from '../../parse/lazy-body.js';
import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { readHeaders } from '../fields/read-headers.js';
import { type Fields, listAt, numberAt, textAt } from './flow.js';
import { itemsOf, type Node, textOf } from './tnetstring.js';
import { copyOf, textAt as textAtPlace } from './window.js';

/** Header lines as they were sent; undefined where the flow has none recorded. Byte pairs, in every version. */
export function headersOf(message: Fields): HeaderLine[] | undefined {
  if (message.members.get('headers')?.type !== ']') return undefined;
  const pairs = listAt(message, 'headers').map((pair) => {
    const [name, value] = itemsOf(message.window, pair).map((node) => textOf(message.window, node));
    return [name, value?.replace(/\r?\n[ \t]+/g, ' ')]; // obs-fold, RFC 9112 §5.2
  });
  return readHeaders(pairs);
}

/** The version as it stands in a head: HTTP/2 and /3 are shown as HTTP/1.1, as other tools do. */
export function httpVersionOf(message: Fields): string {
  const text = textAt(message, 'http_version');
  if (text !== undefined) return /^HTTP\/1\.[01]$/.test(text) ? text : 'HTTP/1.1';
  // Before 0.14 the two numbers of it.
  const [, minor] = listAt(message, 'httpversion').map((node) => textOfNumber(message, node));
  return minor === '0' ? 'HTTP/1.0' : 'HTTP/1.1';
}

function textOfNumber({ window }: Fields, { from, to }: Node): string {
  return textAtPlace(window, from, Math.min(to, from + 2));
}

/** The status code; undefined for what is none. */
export function statusOf(response: Fields): number | undefined {
  const status = numberAt(response, 'status_code', 'code');
  return status !== undefined && Number.isInteger(status) && status >= 100 && status <= 999 ? status : undefined;
}

/** Read of a coded body: what it holds at most if it does not compress at all. */
const slackBytes = 65_536;

/**
 * The body: content as on the wire, without its transfer coding. Read and decoded when it is looked at.
 *
 * @param head - Its Content-Encoding says how.
 * @param ended - Whether the message came to its end.
 * @returns undefined where it is empty or was not recorded.
 */
export function bodyOf({ window, members }: Fields, head: string, ended: boolean): Body | undefined {
  const content = members.get('content') ?? members.get('body');
  if ((content?.type !== ',' && content?.type !== ';') || content.to === content.from) return undefined;
  const { from, to } = content;
  return lazyBody(() => {
    const end = Math.min(to, from + bodyLimit + slackBytes);
    const bytes = copyOf(window, from, end);
    return decodeBody(bytes, headerValues(head, 'Content-Encoding').join(','), bodyLimit, ended && end === to);
  });
}

/** Was the content left out of the file? mitmproxy streams large bodies through without keeping them. */
export function lacksContent({ members }: Fields): boolean {
  const content = members.get('content') ?? members.get('body');
  return content === undefined || content.type === '~';
}
