import { closeSync, openSync, writeSync } from 'node:fs';
import { bodyNumber, exchangeNumber } from './traffic.mjs';

/**
 * Writes a HAR of at least so many bytes, as a browser's developer tools do.
 *
 * @param bodyBytes - Size of each response body; 0 for none: then the file is all header lines, the worst case.
 * @returns How many entries it holds.
 */
export function makeHar(path, bytes, bodyBytes) {
  const file = openSync(path, 'w');
  const creator = { name: 'WebInspector', version: '537.36' };
  let written = writeSync(
    file,
    `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"pages":[],"entries":[\n`,
  );
  let count = 0;
  let chunk = '';
  while (written + chunk.length < bytes) {
    chunk += (count === 0 ? '' : ',\n') + JSON.stringify(entry(count, bodyBytes));
    count += 1;
    if (chunk.length > 4_000_000) {
      written += writeSync(file, chunk);
      chunk = '';
    }
  }
  writeSync(file, `${chunk}\n]}}\n`);
  closeSync(file);
  return count;
}

const pairs = (lines) => lines.map(([name, value]) => ({ name, value }));

function entry(n, bodyBytes) {
  const { startedAt, method, url, request, status, reason, response } = exchangeNumber(n);
  const query = [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
  return {
    _connectionId: String(n % 12),
    _initiator: {
      type: 'script',
      stack: { callFrames: [{ functionName: 'load', url, lineNumber: n % 999, columnNumber: 17 }] },
    },
    _priority: 'High',
    _resourceType: 'xhr',
    cache: {},
    connection: String(n % 12),
    request: {
      method,
      url,
      httpVersion: 'HTTP/1.1',
      headers: pairs(request),
      queryString: query,
      cookies: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status,
      statusText: reason,
      httpVersion: 'HTTP/1.1',
      headers: pairs(response),
      cookies: [],
      content: {
        size: bodyBytes,
        mimeType: 'application/javascript',
        ...(bodyBytes > 0 ? { text: bodyNumber(n, bodyBytes) } : {}),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: bodyBytes,
      _transferSize: bodyBytes + 500,
      _error: null,
    },
    serverIPAddress: '192.0.2.10',
    startedDateTime: new Date(startedAt).toISOString(),
    time: 40 + (n % 100),
    timings: {
      blocked: 1.5,
      dns: -1,
      ssl: -1,
      connect: -1,
      send: 0.2,
      wait: 37 + (n % 100),
      receive: 1.3,
      _blocked_queueing: 1.1,
    },
  };
}
