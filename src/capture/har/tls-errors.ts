import type { RawTransaction } from '../../types.js';
import { asFields, asText, withoutUndefined } from '../fields/json-fields.js';
import { readTime } from '../fields/read-time.js';

/**
 * `_tlsErrors` of HTTP Toolkit: connections whose client refused the tool's certificate. They hold no request, but they
 * say that it was the interception which failed.
 */
export function readTlsErrors(errors: readonly unknown[]): RawTransaction[] {
  return errors.flatMap((error, index) => {
    const fields = asFields(error);
    const host = asText(fields?.hostname);
    if (!fields || !host || !/^[\w.:[\]-]{1,255}$/.test(host)) return [];
    const authority = host.includes(':') ? host : `${host}:443`;
    const startedAt = readTime(fields.startedDateTime);
    return withoutUndefined<RawTransaction>({
      id: `tls-${index + 1}`,
      source: 'har',
      startedAt,
      endedAt: undefined,
      connection: undefined,
      client: undefined,
      watched: undefined,
      request: { method: 'CONNECT', url: `https://${authority}/`, head: `CONNECT ${authority} HTTP/1.1` },
      response: undefined,
      text: undefined,
      failure: { stage: 'client-tls', code: asText(fields.cause)?.slice(0, 100) || 'ERROR' },
      absent: startedAt === undefined ? ['time'] : [],
    });
  });
}
