import { isOurPlace } from './about-exchange.js';
import { curlFailure, hostInCurlError, unsentRequest } from './curl-error.js';
import type { Draft, Open } from './draft.js';
import { transportError } from './transport-error.js';

/** The connection that a text says broke. The request is not in the paste; no more of it is known than its URL. */
export function brokenConnection(text: string): Draft {
  const { failure, url } = transportError(text) ?? {};
  if (!failure) return {};
  return url === undefined ? { failure } : { failure, unseen: true, request: unsentRequest(url) };
}

/** How far back a text may say what curl's error is about. UTF-16 units, drafts. */
const [reach, most] = [2000, 10];

/** Adds what curl says: to the request that it sent. A stranger's broken connection is text: it is nobody's sign-in to Exchange. */
export function addCurlError(drafts: Draft[], open: Open, number: number, message: string): void {
  const failure = curlFailure(number, message);
  const text = `curl: (${number}) ${message}`;
  const url = open.request?.request?.url ?? open.command ?? hostInCurlError(message);
  if (url !== undefined && !isOurPlace(url, textBefore(drafts))) drafts.push({ text });
  else if (open.request) open.request.failure = failure;
  else if (url === undefined) drafts.push({ failure, text });
  else drafts.push({ failure, unseen: true, request: unsentRequest(url) });
  open.request = undefined;
}

function textBefore(drafts: readonly Draft[]): string {
  const texts = drafts.slice(-most).map(({ text = '' }) => text.slice(-reach));
  return texts.join('\n').slice(-reach);
}
