import type { RawTransaction } from '../../types.js';
import { asText } from '../fields/json-fields.js';
import { isLocalTime } from '../fields/read-time.js';
import type { Tally } from '../tally.js';
import type { EntryParts } from './entry-parts.js';
import type { EntryContext } from './read-entry.js';

/**
 * Notes what an entry shows of the limits of its file: times without an offset, and bodies that the producer left out and says
 * so (Fiddler names the preference that did it), or is known to leave out (mitmproxy writes those of POST, PUT and PATCH only).
 */
export function noteLimits({ limits }: Tally, parts: EntryParts, read: RawTransaction, context: EntryContext): void {
  if (isLocalTime(parts.startedDateTime)) limits.add('local-times');
  const { request, response } = read;
  const comment = response && !response.body ? asText(parts.response?.comment) : undefined;
  if (comment) limits.add(/fiddler\.importexport/i.test(comment) ? 'fiddler-body-limit' : 'bodies-dropped');
  if (request && !request.body && parts.request?.lines.announcesBody && /mitmproxy/i.test(context.producer)) {
    if (!parts.request.lines.announcesNone && !/^(?:POST|PUT|PATCH)$/i.test(request.method)) {
      limits.add('request-bodies-dropped');
    }
  }
}
