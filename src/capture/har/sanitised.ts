/**
 * Chrome and Edge 130 and later leave Authorization, Cookie and Set-Cookie out of a HAR, and nothing in the file says so
 * (devtools-frontend commit acd96a6). What gives it away: a file of theirs without a single one of these headers,
 * although it shows traffic that needs a sign-in. Dev Proxy says it: values are `REDACTED`.
 */

// Whole JSON strings: in a body kept as text these quotes are escaped, so only header and cookie names match.
const credentials = ['Authorization', 'authorization', 'Cookie', 'cookie', 'Set-Cookie', 'set-cookie'];

const signsOfSignIn = [
  '"www-authenticate"',
  '"WWW-Authenticate"',
  '"Www-Authenticate"',
  '"x-ms-diagnostics"',
  '/EWS/',
  '/ews/',
  '/mapi/',
  '/owa/',
  '/OWA/',
  '/autodiscover/',
  '/Autodiscover/',
  '/oauth2/',
  '/adfs/ls',
  'login.microsoftonline.',
  'login.windows.net',
];

/** Were the credentials headers taken out of this file? Bytes of the whole file in UTF-8. */
export function isSanitised(bytes: Uint8Array, producer: string): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (/dev ?proxy/i.test(producer)) return file.includes('"REDACTED"');
  if (producer !== 'WebInspector') return false;
  if (credentials.some((name) => file.includes(`"${name}"`))) return false;
  return signsOfSignIn.some((sign) => file.includes(sign));
}
