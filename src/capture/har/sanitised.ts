import { isLast, moveTo, type View } from '../json/view.js';

/**
 * Chrome and Edge 130 and later leave Authorization, Cookie and Set-Cookie out of a HAR, and nothing in the file says so
 * (devtools-frontend commit acd96a6). What gives it away: a file of theirs without a single one of these headers,
 * although it shows traffic that needs a sign-in. Dev Proxy says it: values are `REDACTED`.
 */

// Whole JSON strings: in a body kept as text these quotes are escaped, so only header and cookie names match.
const credentials = [
  '"Authorization"',
  '"authorization"',
  '"Cookie"',
  '"cookie"',
  '"Set-Cookie"',
  '"set-cookie"',
] as const;

// How they end; a rare letter first makes a search fast.
const endings = ['zation"', 'kie"'] as const;

const signsOfSignIn =
  /"(?:www-authenticate|WWW-Authenticate|Www-Authenticate|x-ms-diagnostics)"|\/(?:EWS|ews|mapi|owa|OWA|autodiscover|Autodiscover|oauth2)\/|\/adfs\/ls|login\.(?:microsoftonline\.|windows\.net)/;

/** Nothing that is looked for is longer than this. */
const overlapBytes = 32;

/**
 * Were the credentials headers taken out of this file? All of it is looked through, up to the first of them; only for
 * producers that take them out.
 */
export function isSanitised(view: View, producer: string): boolean {
  if (/dev ?proxy/i.test(producer)) return someWindow(view, (text) => text.includes('"REDACTED"'));
  if (producer !== 'WebInspector' || someWindow(view, hasCredentials)) return false;
  return someWindow(view, (text) => signsOfSignIn.test(text));
}

function hasCredentials(text: string): boolean {
  return endings.some((ending) => {
    for (let at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
      const end = at + ending.length;
      if (credentials.some((name) => text.endsWith(name, end))) return true;
    }
    return false;
  });
}

function someWindow(view: View, test: (latin1: string) => boolean): boolean {
  for (let offset = 0; ; offset += view.length - overlapBytes) {
    moveTo(view, offset);
    if (test(view.bytes.toString('latin1', 0, view.length))) return true;
    if (isLast(view)) return false;
  }
}
