/**
 * Which words are header names when nothing but their look says so. In prose `Server : EX1` and `Error: …` are no
 * header lines, so a block without a start line needs at least one strong name.
 */

const common = `accept accept-auth accept-charset accept-encoding accept-language accept-ranges age allow alt-svc authorization
cache-control client-request-id connection content-disposition content-encoding content-language content-length
content-location content-security-policy content-type cookie date depth dnt etag expect expires forwarded from host
if-match if-modified-since if-none-match keep-alive last-modified location mime-version ms-asprotocolversions
ms-asprotocolcommands ms-author-via ms-server-activesync microsoftsharepointteamservices nel origin p3p persistent-auth pragma
proxy-authenticate proxy-authorization proxy-connection proxy-support public range referer referrer-policy report-to
request-id restrict-access-confirm retry-after return-client-request-id server server-timing set-cookie soapaction sprequestguid
strict-transport-security te timing-allow-origin trailer transfer-encoding upgrade user-agent vary via warning
www-authenticate`;

const known = new Set(common.split(/\s+/));

// Also words of prose, of mail heads, or of JSON errors ("request-id", "date"): they need a strong one beside them.
const weak = new Set(
  'age allow client-request-id date expect expires from host location origin public range request-id te trailer upgrade via warning server connection depth nel'.split(
    ' ',
  ),
);

const requestOnly = new Set(
  `accept accept-auth accept-charset accept-encoding accept-language authorization cookie depth dnt expect host if-match
if-modified-since if-none-match origin proxy-authorization range referer soapaction te user-agent x-user-identity
x-anchormailbox x-ms-negotiate x-accept`.split(/\s+/),
);

/** A name that is a header's wherever it stands. */
export function isStrongName(name: string): boolean {
  const lower = name.toLowerCase();
  return (known.has(lower) && !weak.has(lower)) || /^x-[a-z0-9][a-z0-9-]{1,60}$/.test(lower);
}

/** A name that a header may have: known, or of words joined by hyphens. */
export function isLikelyName(name: string): boolean {
  const lower = name.toLowerCase();
  return known.has(lower) || /^[a-z0-9]+(?:-[a-z0-9]+)+$/.test(lower);
}

/** A name found in the middle of a line, glued to the value before it: only known ones, `X-` ones as Exchange spells them. */
export function isKnownName(name: string): boolean {
  return known.has(name.toLowerCase());
}

/** Only clients send it. */
export function isRequestName(name: string): boolean {
  return requestOnly.has(name.toLowerCase());
}

/** One of these does not come twice in a head: its second coming begins another message. */
export function isSingleName(name: string): boolean {
  return /^(?:date|server|content-length|content-type|request-id|host|user-agent)$/i.test(name);
}
