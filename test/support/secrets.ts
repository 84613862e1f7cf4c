import { createHash } from 'node:crypto';
import type { RawTransaction, RequestMessage, SourceKind } from '../../src/types.js';

/**
 * Planted secrets: more than thirty kinds, each a text that stands nowhere else, in the places where such a secret
 * occurs. Whatever the program writes about `plantedTransactions()` must hold none of them, in no encoding.
 */
export interface PlantedSecret {
  readonly name: string;
  readonly secret: string;
  /** The ways to write it: plain, percent-encoded, base64 at each alignment, hex, JSON-escaped, UTF-16. */
  readonly forms: () => string[];
}

type Planted = Omit<RawTransaction, 'id' | 'source' | 'absent'> & { readonly source?: SourceKind };

const planted: PlantedSecret[] = [];
const transactions: RawTransaction[] = [];

/** Every planted secret. */
export const plantedSecrets: readonly PlantedSecret[] = planted;

/** Transactions which hold every planted secret at least once; made anew at each call. */
export function plantedTransactions(): RawTransaction[] {
  return structuredClone(transactions);
}

/** The names of the planted secrets that stand in the text, in any form. */
export function findSecrets(text: string): string[] {
  return planted.filter(({ forms }) => forms().some((form) => text.includes(form))).map(({ name }) => name);
}

/** Every way to write a secret that a careless program might leave behind. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const hex = bytes.toString('hex');
  const wide = Buffer.from(secret, 'utf16le');
  return [
    ...new Set([
      secret,
      encodeURIComponent(secret),
      new URLSearchParams({ s: secret }).toString().slice(2),
      JSON.stringify(secret).slice(1, -1),
      hex,
      hex.toUpperCase(),
      wide.toString('latin1'),
      wide.swap16().toString('latin1'),
      ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)),
    ]),
  ];
}

// What base64 makes of the bytes when `offset` bytes stand before them, without the units that neighbours change.
function base64At(bytes: Buffer, offset: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const own = padded.slice(offset === 0 ? 0 : offset + 1, -1);
  return own.length < 8 ? [] : [own, own.replaceAll('+', '-').replaceAll('/', '_')];
}

function plant(name: string, secret: string, ...places: readonly Planted[]): void {
  const forms = formsOf(secret);
  planted.push({ name, secret, forms: () => forms });
  for (const place of places) {
    transactions.push({ source: 'har', absent: [], ...place, id: String(transactions.length + 1) });
  }
}

/** Letters and digits as a server makes them, always the same for one name. */
function random(name: string, length: number): string {
  const bytes = Buffer.concat([0, 1, 2, 3, 4].map((n) => createHash('sha512').update(`${name} ${n}`).digest()));
  return bytes.toString('base64url').slice(0, length);
}

function jwt(claims: Record<string, unknown>, signature: string, header: Record<string, unknown> = {}): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ typ: 'JWT', alg: 'RS256', ...header })}.${part(claims)}.${signature}`;
}

const basic = (user: string, password: string) => Buffer.from(`${user}:${password}`).toString('base64');
const percent = encodeURIComponent;

function request(lines: readonly string[], more: Partial<RequestMessage> = {}): Planted {
  const url = more.url ?? 'https://mail.contoso.com/EWS/Exchange.asmx';
  const method = more.method ?? 'POST';
  const head = [`${method} ${url} HTTP/1.1`, 'Host: mail.contoso.com', ...lines].join('\r\n');
  return { request: { method, url, head, ...(more.body ? { body: more.body } : {}) } };
}

function response(status: number, lines: readonly string[], text?: string, complete = true): Planted {
  const head = [`HTTP/1.1 ${status} Whatever`, ...lines].join('\r\n');
  return { response: { status, head, ...(text === undefined ? {} : { body: { text, complete } }) } };
}

const form = (text: string) =>
  request(['Content-Type: application/x-www-form-urlencoded'], {
    url: 'https://login.microsoftonline.com/common/oauth2/token',
    body: { text, complete: true },
  });
const json = (status: number, text: string, complete = true) =>
  response(status, ['Content-Type: application/json; charset=utf-8'], text, complete);
const html = (text: string) => response(200, ['Content-Type: text/html; charset=utf-8'], text);
const xml = (text: string) => response(500, ['Content-Type: text/xml; charset=utf-8'], text);
const prose = (text: string): Planted => ({ source: 'text', text });
const failure = (message: string): Planted => ({ failure: { stage: 'request', code: 'ECONNRESET', message } });
const header = (name: string, value: string) => [request([`${name}: ${value}`]), response(200, [`${name}: ${value}`])];

const claims = { aud: 'https://mail.contoso.com/', upn: 'adele@contoso.com', exp: 1_763_700_000 };

// ---- tokens
const signature = random('signature', 342);
plant(
  'token signature',
  signature,
  request([`Authorization: Bearer ${jwt(claims, signature)}`]),
  json(200, JSON.stringify({ token_type: 'Bearer', access_token: jwt(claims, signature) })),
  json(200, `{"token_type":"Bearer","access_token":"${jwt(claims, signature)}`, false),
  form(`grant_type=x&assertion=${jwt(claims, signature)}`),
  prose(`Outlook sent this: ${jwt(claims, signature)}.`),
  failure(`cannot use token ${jwt(claims, signature)}`),
  { source: 'token', text: `Bearer ${jwt(claims, signature)}` },
  { source: 'token', text: jwt(claims, signature).replace(/(.{76})/g, '$1\r\n') },
);
const actorSignature = random('actor', 342);
const actor = jwt({ ...claims, actortoken: jwt(claims, actorSignature) }, '', { alg: 'none' });
plant('actor token signature', actorSignature, request([`Authorization: Bearer ${actor}`]), {
  source: 'token',
  text: actor,
});
const opaque = random('opaque', 120);
plant(
  'opaque token',
  opaque,
  request([`Authorization: Bearer ${opaque}`]),
  json(200, JSON.stringify({ access_token: opaque })),
  request([`Authorization: ${opaque}`]),
  response(302, [`Location: https://login.live.com/cb#access_token=${opaque}&token_type=bearer`]),
  prose(`Authorization: Bearer ${opaque}`),
  { source: 'token', text: opaque },
);
const ciphertext = random('ciphertext', 300);
const jwe = `${Buffer.from('{"alg":"dir","enc":"A256GCM"}').toString('base64url')}..${random('iv', 16)}.${ciphertext}.${random('tag', 22)}`;
plant(
  'JWE ciphertext',
  ciphertext,
  request([`Authorization: Bearer ${jwe}`]),
  response(200, [], jwe),
  prose(`got ${jwe}`),
);
const refresh = `0.A${random('refresh', 400)}`;
plant(
  'refresh token',
  refresh,
  form(`grant_type=refresh_token&refresh_token=${refresh}`),
  json(200, JSON.stringify({ token_type: 'Bearer', refresh_token: refresh })),
  json(200, `{"token_type":"Bearer","refresh_token":"${refresh.slice(0, 200)}`, false),
  prose(`refresh_token: ${refresh}`),
  prose(`the log said ${refresh} and stopped`),
);
const msaRefresh = `M.C543_BAY.0.U.-${random('msa', 200)}*!${random('msa2', 40)}$`;
plant('personal refresh token', msaRefresh, form(`refresh_token=${percent(msaRefresh)}`), prose(`rt ${msaRefresh}`));
const prt = random('prt', 300);
plant('PRT inside request=', prt, form(`request=${jwt({ client_id: 'x', refresh_token: prt }, random('s1', 43))}`));

// ---- other credentials
plant(
  'Basic password',
  'Sommer-2025-Küche!',
  request([`Authorization: Basic ${basic('CONTOSO\\adele', 'Sommer-2025-Küche!')}`]),
  prose(`> Authorization: Basic ${basic('adele', 'Sommer-2025-Küche!')}`),
  failure(`refused: Basic ${basic('adele', 'Sommer-2025-Küche!')}`),
);
plant('proxy password', 'Proxy-Pa55:word', request([`Proxy-Authorization: Basic ${basic('svc', 'Proxy-Pa55:word')}`]));
const ntlm = Buffer.concat([Buffer.from('NTLMSSP\0\x03\0\0\0', 'latin1'), Buffer.from(random('ntlm', 200))]).toString(
  'base64',
);
plant('NTLM message', ntlm.slice(16), request([`Authorization: NTLM ${ntlm}`]), prose(`Authorization: NTLM ${ntlm}`));
const kerberos = `YIIG${Buffer.from(random('kerberos', 300)).toString('base64')}`;
plant(
  'Kerberos ticket',
  kerberos,
  request([`Authorization: Negotiate ${kerberos}`]),
  prose(`sent Negotiate ${kerberos}`),
);
const type2 = `TlRMTVNTUAACAAAA${Buffer.from(random('type2', 90)).toString('base64')}`;
plant('NTLM challenge', type2, response(401, [`WWW-Authenticate: NTLM ${type2}`, 'WWW-Authenticate: Basic realm="x"']));
plant(
  'Digest response',
  '6629fae49393a05397450978507c4ef1',
  request(['Authorization: Digest username="adele", realm="x", response="6629fae49393a05397450978507c4ef1"']),
  prose('Authorization: Digest username="adele", realm="x", response="6629fae49393a05397450978507c4ef1"'),
);
plant(
  'AWS signature',
  '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400',
  request([
    'Authorization: AWS4-HMAC-SHA256 Credential=AK, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400',
  ]),
);

// ---- cookies
const cookie = random('cookie', 90);
plant(
  'cookie',
  cookie,
  request([`Cookie: a=1; X-BackEndCookie="${cookie}"; MapiContext=${cookie}`]),
  response(200, [`Set-Cookie: esctx=${cookie}; domain=.login.windows.net; path=/; secure; HttpOnly`]),
  response(200, [`Set-Cookie: a=1; path=/, b=${cookie}; path=/`]),
  prose(`curl -H 'Cookie: ClientId=x; cadata=${cookie}' https://mail.contoso.com/owa/`),
  prose(`{"headers":{"Cookie":"cadata=${cookie}"}}`),
  failure(`bad response: Set-Cookie: cadata=${cookie}; path=/`),
);
plant(
  'session cookie of Outlook',
  'C9047543-996F-4243-8E2D-82D8CF577738',
  request(['Cookie: OutlookSession="{C9047543-996F-4243-8E2D-82D8CF577738}"']),
  request(['Cookie: one=1;\r\n OutlookSession="{C9047543-996F-4243-8E2D-82D8CF577738}"']),
);
plant('nameless cookie', 'tr0ub4dor-nameless', request(['Cookie: tr0ub4dor-nameless']));

// ---- headers
for (const name of [
  'x-ms-RefreshTokenCredential',
  'x-ms-DeviceCredential',
  'X-OWA-CANARY',
  'Ocp-Apim-Subscription-Key',
  'X-Api-Key',
  'X-Auth-Token',
  'X-CSRF-Token',
  'X-Session-Ticket',
  'X-Something-Else',
]) {
  const value = random(name, 64);
  plant(`header ${name}`, value, ...header(name, value));
}
plant('X-Password header', 'hunter2-header', request(['X-User-Password: hunter2-header']));

// ---- URLs
plant(
  'URL password',
  'userinfo-P4ss',
  request(['Referer: https://adele:userinfo-P4ss@mail.contoso.com/owa/'], {
    url: 'https://adele:userinfo-P4ss@mail.contoso.com/owa/',
  }),
  response(302, ['Location: https://adele:userinfo-P4ss@mail.contoso.com/']),
  prose('proxy http://svc:userinfo-P4ss@proxy.contoso.com:8080 answered 407'),
  failure('connect to http://svc:userinfo-P4ss@proxy.contoso.com:8080 failed'),
);
const code = `0.A${random('code', 300)}`;
plant(
  'authorization code',
  code,
  response(302, [`Location: urn:ietf:wg:oauth:2.0:oob?code=${code}&session_state=1`]),
  form(`grant_type=authorization_code&code=${code}`),
  html(`<form method="POST"><input type="hidden" name="code" value="${code}" /></form>`),
  request([], {
    method: 'GET',
    url: `https://mail.contoso.com/owa/?url=${percent(`https://mail.contoso.com/cb?code=${code}`)}`,
  }),
  prose(`redirected to msauth.com.contoso://auth/?code=${code}`),
);
for (const name of ['state', 'nonce', 'session_state', 'sig', 'ticket', 'canary', 'code_challenge', 'x']) {
  const value = `${name}-${random(name, 12)}`;
  plant(
    `query ${name}`,
    value,
    request([], { url: `https://login.microsoftonline.com/common/oauth2/authorize?client_id=1&${name}=${value}` }),
    response(302, [`Location: /owa/?${name}=${value}#${name}=${value}`]),
  );
}
const inPath = random('path', 64);
plant(
  'token in a path',
  inPath,
  request([], { url: `https://mail.contoso.com/download/${inPath}/file` }),
  request([], { url: `https://mail.contoso.com/a;jsessionid=${inPath.slice(0, 30)}` }),
);

// ---- bodies
plant(
  'form password',
  'Form+P&ss w/rd%1',
  form(`username=adele%40contoso.com&password=${percent('Form+P&ss w/rd%1')}`),
  form(`login=adele&passwd=${percent('Form+P&ss w/rd%1')}&ps=2`),
  json(400, JSON.stringify({ password: 'Form+P&ss w/rd%1', error: 'x' })),
);
for (const name of [
  'client_secret',
  'client_assertion',
  'code_verifier',
  'SAMLResponse',
  'flowToken',
  'otc',
  'device_code',
]) {
  const value = `${name.slice(0, 3)}~${random(`form ${name}`, 40)}`;
  plant(
    `field ${name}`,
    value,
    form(`client_id=1&${name}=${percent(value)}`),
    json(200, JSON.stringify({ deep: [{ [name]: value }] })),
    json(200, `{"a":{"${name}":"${value}`, false),
    html(`<script>$Config={"${name}":"${value}"};</script><input name="${name}" value="${value}">`),
  );
}
plant(
  'one-time number',
  '48151623',
  form('otc=48151623'),
  json(200, '{"otp": 48151623, "error": "x"}'),
  prose('otp=48151623, passcode: 48151623'),
);
plant(
  'mail in SOAP',
  'The merger is called Project Gurke',
  xml(
    '<s:Envelope><s:Body><t:Body BodyType="Text">The merger is called Project Gurke</t:Body><m:ResponseCode>NoError</m:ResponseCode></s:Body></s:Envelope>',
  ),
);
plant(
  'SOAP password',
  'wsse-Secret-77',
  request(['Content-Type: text/xml'], {
    body: { text: '<s:Envelope><wsse:Password Type="x">wsse-Secret-77</wsse:Password></s:Envelope>', complete: true },
  }),
);
plant(
  'mail in MAPI/HTTP',
  'Gurkensalat-Payload',
  response(
    200,
    ['Content-Type: application/mapi-http'],
    'PROCESSING\r\nDONE\r\nX-ResponseCode: 0\r\nSet-Cookie: MapiContext=Gurkensalat-Payload\r\n\r\n\0\0Gurkensalat-Payload',
  ),
);
plant(
  'mail in anything',
  'Tomatensalat-Payload',
  response(200, ['Content-Type: application/octet-stream'], 'Tomatensalat-Payload'),
  response(200, [], 'Tomatensalat-Payload'),
);

// ---- text
plant(
  'password in prose',
  'Prosa-P4ssw0rt',
  prose('I set password=Prosa-P4ssw0rt yesterday, "pwd": "Prosa-P4ssw0rt"'),
  prose('<Password>Prosa-P4ssw0rt</Password>'),
  failure('auth failed for {"passwd":"Prosa-P4ssw0rt"}'),
);
plant(
  'password in a command',
  'Cmd-P4ssw0rt',
  prose('curl -u adele:Cmd-P4ssw0rt https://mail.contoso.com/ews/'),
  prose('ConvertTo-SecureString "Cmd-P4ssw0rt" -AsPlainText -Force'),
  { client: { name: 'tool.exe --password Cmd-P4ssw0rt --host mail' } },
);
plant(
  'private key',
  random('pem', 64),
  prose(`-----BEGIN PRIVATE KEY-----\nMIIEvQ\n${random('pem', 64)}\n-----END PRIVATE KEY-----`),
);
plant('bearer in a certificate name', random('cert', 48), {
  failure: {
    stage: 'tls',
    code: 'X',
    certificate: { subject: `CN=${random('cert', 48)}`, names: [random('cert', 48)] },
  },
});
