/**
 * Made-up traffic for the measurements: what an afternoon of Outlook and a browser beside it look like. Every entry is
 * distinct (times, request ids, sizes), so that no cache of ours sees a capture kinder than a real one.
 */

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = {
  aud: 'https://mail.contoso.com/',
  iss: 'https://sts.windows.net/11111111-2222-3333-4444-555555555555/',
  iat: 1714550000,
  nbf: 1714550000,
  exp: 1714595600,
  appid: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  scp: 'user_impersonation',
  tid: '11111111-2222-3333-4444-555555555555',
  upn: 'ann@contoso.com',
  ver: '1.0',
  padding: 'x'.repeat(600),
};
/** A made-up access token. */
export const sampleToken = `${part({ alg: 'RS256', typ: 'JWT', kid: 'bench' })}.${part(claims)}.${'s'.repeat(342)}`;

const challenge =
  'Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*", ' +
  'token_types="app_asserted_user_v1 service_asserted_app_v1", ' +
  'authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"';

const hex = (number, digits) => (number >>> 0).toString(16).padStart(digits, '0');
const guid = (n) =>
  `${hex(n * 2654435761, 8)}-${hex(n, 4).slice(-4)}-4a4a-8b8b-${hex(n * 40503, 8)}${hex(n, 4).slice(-4)}`;
const start = Date.UTC(2024, 4, 1, 8);

const outlook = (n, authorization) => [
  ['Connection', 'Keep-Alive'],
  ['Content-Type', 'application/mapi-http'],
  ['Accept', 'application/mapi-http'],
  ['User-Agent', 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17531; Pro)'],
  ['X-RequestType', 'Execute'],
  ['X-RequestId', `{${guid(n)}}:${n}`],
  ['X-ClientInfo', `{${guid(7)}}:1`],
  ['client-request-id', guid(n)],
  ['X-ClientApplication', 'Outlook/16.0.17531.20152'],
  ['X-AnchorMailbox', 'ann@contoso.com'],
  ['Content-Length', String(200 + (n % 900))],
  ['Host', 'mail.contoso.com'],
  ...(authorization === undefined ? [] : [['Authorization', authorization]]),
];

const exchange = (n) => [
  ['Cache-Control', 'private'],
  ['Content-Type', 'application/mapi-http'],
  ['Server', 'Microsoft-IIS/10.0'],
  ['request-id', guid(n + 77)],
  ['X-CalculatedBETarget', 'ex01.contoso.com'],
  ['X-FEServer', 'EX01'],
  ['X-BEServer', 'EX01'],
  ['X-DiagInfo', 'EX01'],
  ['X-ResponseCode', '0'],
  ['X-ServerApplication', 'Exchange/15.02.1544.009'],
  ['X-AspNet-Version', '4.0.30319'],
  ['X-Powered-By', 'ASP.NET'],
  ['Date', new Date(start + n * 250).toUTCString()],
  ['Content-Length', String(400 + (n % 3000))],
];

const browser = (n, host) => [
  ['Host', host],
  ['Connection', 'keep-alive'],
  ['sec-ch-ua', '"Chromium";v="124", "Microsoft Edge";v="124", "Not-A.Brand";v="99"'],
  ['sec-ch-ua-mobile', '?0'],
  ['sec-ch-ua-platform', '"Windows"'],
  [
    'User-Agent',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Edg/124.0',
  ],
  ['Accept', 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8'],
  ['Sec-Fetch-Site', 'cross-site'],
  ['Sec-Fetch-Mode', 'no-cors'],
  ['Sec-Fetch-Dest', 'image'],
  ['Referer', `https://${host}/page/${n % 50}`],
  ['Accept-Encoding', 'gzip, deflate, br, zstd'],
  ['Accept-Language', 'ja,en;q=0.9'],
  ['Cookie', `session=${hex(n * 2246822519, 8)}${hex(n, 8)}; theme=dark`],
];

const website = (n) => [
  ['Content-Type', 'application/javascript; charset=utf-8'],
  ['Content-Length', String(1000 + (n % 50000))],
  ['Connection', 'keep-alive'],
  ['Cache-Control', 'public, max-age=31536000'],
  ['ETag', `"0x${hex(n * 3266489917, 8).toUpperCase()}"`],
  ['Last-Modified', new Date(start - n * 90000).toUTCString()],
  ['x-ms-request-id', guid(n + 5)],
  ['Date', new Date(start + n * 250).toUTCString()],
  ['Vary', 'Accept-Encoding'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** One exchange: what was asked and answered, without a body. */
export function exchangeNumber(n) {
  const startedAt = start + n * 250;
  if (n % 10 < 5) {
    const host = `cdn${n % 7}.contoso.net`;
    const url = `https://${host}/assets/${hex(n, 8)}/chunk.js?v=${n}`;
    return {
      startedAt,
      method: 'GET',
      url,
      request: browser(n, host),
      status: 200,
      reason: 'OK',
      response: website(n),
    };
  }
  const url = 'https://mail.contoso.com/mapi/emsmdb/?MailboxId=ann@contoso.com';
  // One sign-in in two hundred begins with the empty Bearer and its challenge.
  if (n % 200 === 5) {
    const refused = [
      ...exchange(n),
      ['WWW-Authenticate', challenge],
      ['WWW-Authenticate', 'Negotiate'],
      ['WWW-Authenticate', 'NTLM'],
    ];
    return {
      startedAt,
      method: 'POST',
      url,
      request: outlook(n, 'Bearer'),
      status: 401,
      reason: 'Unauthorized',
      response: refused,
    };
  }
  const request = outlook(n, `Bearer ${sampleToken}`);
  return { startedAt, method: 'POST', url, request, status: 200, reason: 'OK', response: exchange(n) };
}

const script =
  'function render(node) { return node.children.map((child) => "<div class=\\"row\\">" + child.text + "</div>").join("\\n"); }\n';

/** A body of about so many bytes. */
export function bodyNumber(n, bytes) {
  return `/* ${n} */\n${script.repeat(Math.ceil(bytes / script.length))}`;
}
