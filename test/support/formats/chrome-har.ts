import type { RawTransaction } from '../../../src/types.js';
import { headerLines, headerValue, reasonOf } from './wire.js';

/** A HAR as the developer tools of Chrome and Edge export it "with sensitive data". */
export function chromeHar(transactions: readonly RawTransaction[]): Uint8Array {
  return harOf(transactions);
}

/** The same as they export it by default: without credentials and cookies, and without a word of it. */
export function sanitisedHar(transactions: readonly RawTransaction[]): Uint8Array {
  const without = ({ head }: { readonly head: string }) =>
    head.replace(/\r\n(?:authorization|(?:set-)?cookie):[^\r]*/gi, '');
  return harOf(
    transactions.map(({ request, response, ...others }) => ({
      ...others,
      ...(request && { request: { ...request, head: without(request) } }),
      ...(response && { response: { ...response, head: without(response) } }),
    })),
  );
}

function harOf(transactions: readonly RawTransaction[]): Uint8Array {
  const log = {
    version: '1.2',
    creator: { name: 'WebInspector', version: '537.36' },
    pages: [],
    entries: transactions.map(entryOf),
  };
  return Buffer.from(JSON.stringify({ log }, null, 2));
}

function entryOf(t: RawTransaction): object {
  const elapsed = (t.endedAt ?? 0) - (t.startedAt ?? 0);
  return {
    _connectionId: t.connection,
    _initiator: { type: 'other' },
    _priority: 'High',
    _resourceType: 'xhr',
    cache: {},
    connection: t.connection,
    request: requestOf(t),
    response: responseOf(t),
    serverIPAddress: '192.0.2.10',
    startedDateTime: new Date(t.startedAt ?? 0).toISOString(),
    time: elapsed,
    timings: { blocked: 0, dns: -1, ssl: -1, connect: -1, send: 0, wait: elapsed, receive: 0, _blocked_queueing: 0 },
  };
}

function requestOf({ request }: RawTransaction): object {
  const { method = '', url = '', head = '', body } = request ?? {};
  const mimeType = headerValue(head, 'content-type') ?? '';
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    headers: pairsOf(head),
    queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
    cookies: [],
    headersSize: head.length + 4,
    bodySize: body?.text.length ?? 0,
    ...(body && { postData: { mimeType, text: body.text } }),
  };
}

function responseOf({ response, failure }: RawTransaction): object {
  const { status = 0, head = '', body } = response ?? {};
  return {
    status,
    statusText: reasonOf(head),
    httpVersion: response ? 'HTTP/1.1' : '',
    headers: pairsOf(head),
    cookies: [],
    content: {
      size: body?.text.length ?? 0,
      mimeType: headerValue(head, 'content-type') ?? 'x-unknown',
      ...(response && { text: body?.text ?? '' }),
    },
    redirectURL: headerValue(head, 'location') ?? '',
    headersSize: response ? head.length + 4 : -1,
    bodySize: body?.text.length ?? -1,
    _transferSize: 0,
    _error: failure ? `net::ERR_${failure.code}` : null,
    _fetchedViaServiceWorker: false,
  };
}

function pairsOf(head: string): object[] {
  return headerLines(head).map(([name, value]) => ({ name, value }));
}
