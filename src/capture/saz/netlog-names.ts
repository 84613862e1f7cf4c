/**
 * Fiddler's importer of Chromium's NetLog puts decoded bodies in and renames the header lines that speak of codings, so that
 * a session can be played back. The head gets its names back; the bodies stay as they are.
 */

const renamed = /\r\nX-Netlog-Removed-((?:Content|Transfer)-Encoding:)/gi;
const originalLength = /\r\nX-Netlog-Original-(Content-Length:[^\r\n]*)/i;

/** The head as the server sent it. */
export function restoreNetlogNames(head: string): string {
  if (!head.includes('-Netlog-')) return head;
  const named = head.replace(renamed, '\r\n$1');
  const length = originalLength.exec(named)?.[1];
  if (length === undefined) return named;
  return named.replace(/\r\nContent-Length:[^\r\n]*/i, `\r\n${length}`).replace(originalLength, '');
}

const stripped =
  /\r\n(?:Proxy-)?Authorization:[ \t]{0,5}\[\d{1,9} bytes were stripped\]|\r\nCookie:[ \t]{0,5}\[\d{1,9} bytes were stripped\]/gi;

/** Takes out the credentials header lines of which the NetLog kept only the length; undefined where there are none. */
export function withoutStripped(head: string): string | undefined {
  // The bracket alone is looked for faster, and hardly ever there.
  if (!head.includes(']') || !head.includes(' bytes were stripped]')) return undefined;
  const rest = head.replace(stripped, '');
  return rest === head ? undefined : rest;
}
