import { HmaError, sentence } from '../errors.js';
import type { Capture, CaptureFormat } from './capture.js';
import { looksLikeHar } from './har/looks-like.js';
import { nothingBeside } from './har/places.js';
import { isEmpty, type OpenedHar, openHar, readHar } from './har/read-har.js';
import type { Source } from './source.js';
import { createTally, reportOf } from './tally.js';

/**
 * HAR 1.2 as its producers write it, of any size: it is walked window by window, and bodies stay in the file until they are
 * looked at. Traps: a byte order mark (Fiddler), UTF-16 (PowerShell), a JSONP call, `log` missing, null for missing, HTTP/2
 * pseudo-headers, several WWW-Authenticate in one value, credentials silently taken out (Chromium), bodies dropped (Fiddler),
 * base64 undeclared, and files cut short or damaged: one broken entry costs one entry.
 */
export const har: CaptureFormat = { name: 'har', looksLike: (_beginning, source) => looksLikeHar(source), read };

function read(source: Source): Capture {
  const { name } = source;
  const opened = openHar(source);
  requireSomething(opened, name);
  let [tally, beside] = [createTally(), nothingBeside()];
  return {
    format: 'har',
    transactions: {
      [Symbol.iterator]() {
        [tally, beside] = [createTally(), nothingBeside()];
        return readHar(opened, tally, beside);
      },
    },
    summary() {
      const producer = opened.context.producer || beside.creator;
      return { name, format: 'har', ...(producer && { producer }), ...reportOf(tally) };
    },
  };
}

// An empty list of entries is no error; a list of things which are no entries is damage.
function requireSomething(opened: OpenedHar, name: string): void {
  const [tally, beside] = [createTally(), nothingBeside()];
  if (!readHar(opened, tally, beside).next().done) return;
  if (isEmpty(beside, tally)) return;
  const what = beside.found
    ? sentence`it has no complete entry in log.entries.`
    : sentence`it looks like a HAR but has no log.entries, the list of what was captured.`;
  const { brokenAt } = beside;
  const where =
    brokenAt === undefined
      ? ''
      : sentence` What begins at byte ${brokenAt} of ${opened.view.source.size} is damaged or does not end.`;
  const advice = sentence`Is the file cut short, or edited? Save it again: F12 > Network > Export HAR, or Fiddler > HTTPArchive v1.2.`;
  throw new HmaError('ERR_CAPTURE_INVALID', sentence`Cannot read capture "${name}": ${what}${where} ${advice}`);
}
