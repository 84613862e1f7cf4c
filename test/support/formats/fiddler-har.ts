import { headerLines } from '../../../src/parse/head.js';
import type { RawTransaction } from '../../../src/types.js';

/** A HAR as Fiddler exports it: with its tunnels, whole headers and bodies; an entry a line. */
export function fiddlerHar(transactions: readonly RawTransaction[]): string {
  const creator = { name: 'Fiddler', version: '5.0.20253.3311', comment: 'https://fiddler2.com' };
  const lines = transactions.map((raw) => JSON.stringify(entryOf(raw)));
  return `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"pages":[],"entries":[\n${lines.join(',\n')}\n]}}\n`;
}

function entryOf({ request, response, startedAt = 0, endedAt = startedAt, connection }: RawTransaction): object {
  const time = endedAt - startedAt;
  return {
    startedDateTime: new Date(startedAt).toISOString(),
    time,
    request: { ...messageOf(request?.head), method: request?.method, url: request?.url, ...postedOf(request) },
    response: {
      ...messageOf(response?.head),
      status: response?.status ?? 0,
      statusText: '',
      content: contentOf(response),
      redirectURL: '',
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    ...(connection !== undefined && { connection }),
  };
}

function messageOf(head = '') {
  const headers = headerLines(head).map(([name, value]) => ({ name, value }));
  return { httpVersion: 'HTTP/1.1', cookies: [], headers, queryString: [], headersSize: -1, bodySize: -1 };
}

function postedOf(request: RawTransaction['request']) {
  if (request?.body === undefined) return { bodySize: 0 };
  const { text } = request.body;
  return { bodySize: text.length, postData: { mimeType: 'application/x-www-form-urlencoded', text } };
}

function contentOf(response: RawTransaction['response']) {
  const text = response?.body?.text ?? '';
  return { size: text.length, mimeType: '', text };
}
