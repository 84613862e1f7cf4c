/** What people paste, kind by kind, and what it plainly says: the rules that speak as error or warning. */
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import type { RawTransaction } from '../../../src/types.js';

const user =
  '2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"';
const diagnostics = `x-ms-diagnostics: ${user}`;
const principal = '00000002-0000-0ff1-ce00-000000000000';
const challenge = `Bearer client_id="${principal}", trusted_issuers="00000001-0000-0000-c000-000000000000@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize"`;
const health = `HTTP/1.1 401 Unauthorized\nX-FEServer: EX01\nWWW-Authenticate: ${challenge}\nWWW-Authenticate: Negotiate\nContent-Length: 0`;
const empty = 'POST /EWS/Exchange.asmx HTTP/1.1\nHost: mail.contoso.com\nAuthorization: Bearer\nContent-Length: 0';
const well = 'HTTP/1.1 200 OK\nX-FEServer: EX01\nContent-Length: 0';
const ews = 'https://mail.contoso.com/EWS/Exchange.asmx';

type Row = readonly [what: string, text: string, ...rules: readonly string[]];

const consoles: Row[] = [
  [
    'Windows PowerShell, in Japanese',
    `Invoke-WebRequest : リモート名を解決できませんでした。: 'mail.contoso.com'\n発生場所 行:1 文字:1\n+ Invoke-WebRequest ${ews}`,
    'connection-failed',
  ],
  [
    'Windows PowerShell, in Japanese, about a certificate',
    `Invoke-WebRequest : 接続が切断されました: SSL/TLS のセキュリティで保護されているチャネルに対する信頼関係を確立できませんでした\n発生場所 行:1 文字:1\n+ Invoke-WebRequest -Uri ${ews} -Use ...`,
    'certificate-untrusted',
  ],
  [
    'Windows PowerShell, in German',
    `Invoke-WebRequest : Die zugrunde liegende Verbindung wurde geschlossen: Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden.\n+ Invoke-WebRequest ${ews}`,
    'certificate-untrusted',
  ],
  [
    'PowerShell, the header printed after the error',
    `Invoke-WebRequest : The remote server returned an error: (401) Unauthorized.\n    + CategoryInfo : InvalidOperation\n\nPS C:\\> $_.Exception.Response.Headers["x-ms-diagnostics"]\n${user}`,
    'unknown-user',
  ],
  [
    'PowerShell 7, coloured',
    '\x1b[31;1mInvoke-WebRequest: \x1b[31;1mResponse status code does not indicate success: 401 (Unauthorized).\x1b[0m',
  ],
  [
    'curl, nobody listens',
    'curl: (7) Failed to connect to mail.contoso.com port 443: Connection refused',
    'connection-failed',
  ],
  ['curl, and a stranger', 'curl: (7) Failed to connect to registry.example port 443: Connection refused'],
  [
    "curl, and a stranger's path",
    '$ curl https://api.fabrikam.com/v1/users\ncurl: (7) Failed to connect to api.fabrikam.com port 443: Connection refused',
  ],
  [
    'curl, and a path of Exchange',
    '$ curl https://hub.contoso.com/EWS/Exchange.asmx\ncurl: (7) Failed to connect to hub.contoso.com port 443: Connection refused',
    'connection-failed',
  ],
  [
    'exchangelib, which names the address before',
    `URL: https://mail.contoso.com/EWS/Exchange.asmx\nHTTP adapter: <x>\nStatus code: 401\nRequest headers: {'User-Agent': 'exchangelib/5.4', 'Authorization': 'Bearer x'}\nResponse headers: {'X-FEServer': 'EX01', 'x-ms-diagnostics': '${user}'}`,
    'unknown-user',
  ],
  [
    'Node',
    `Error: getaddrinfo ENOTFOUND mail.contoso.com\n    at GetAddrInfoReqWrap (node:dns:71:26)`,
    'connection-failed',
  ],
  ['Go', `Post "${ews}": x509: certificate signed by unknown authority`, 'certificate-untrusted'],
  ['Go, and a stranger', 'Get "https://registry.example/v2/": x509: certificate signed by unknown authority'],
  [
    'Test-OAuthConnectivity',
    `Task        : Checking EWS API Call Under Oauth\nDetail      : Exchange Outbound Oauth Log:\n              Information:[OAuthCredentials:Authenticate] challenge from '${ews}' received: ${challenge}\n              diagnostics: 2000000;reason="The token has an invalid\n              signature.";error_category="invalid_signature"\nResultType  : Error`,
    'invalid-signature',
  ],
  [
    'Test-OAuthConnectivity that went well',
    `Task        : Checking EWS API Call Under Oauth\nDetail      : Information:[OAuthCredentials:Authenticate] challenge from '${ews}' received: ${challenge}\nResultType  : Success`,
  ],
  [
    'the set-up of a virtual directory',
    'IISAuthenticationMethods : {Ntlm, OAuth, Negotiate}\nInternalUrl : https://mail.contoso.com/mapi',
  ],
];

const reports: Row[] = [
  [
    'the connectivity analyzer',
    `An error occurred.\n \tAdditional Details\n \tA Web exception occurred because an HTTP 401 - Unauthorized response was received from Unknown.\nHTTP Response Headers:\n${diagnostics}\nX-FEServer: EX01\n\nElapsed Time: 531 ms.`,
    'unknown-user',
  ],
  [
    'the connectivity analyzer, in XML',
    `<?xml version="1.0"?><TestResult><AdditionalDetails>HTTP Response Headers:&#xD;\n${diagnostics.replaceAll('"', '&quot;')}&#xD;\nX-FEServer: EX01</AdditionalDetails></TestResult>`,
    'unknown-user',
  ],
  [
    'an event of free/busy',
    `Event ID: 4002\nProxyWebRequest CrossForest from S-1-1-0 to ${ews} failed. The request failed with HTTP status 401: Unauthorized.\n diagnostics: ${user}`,
    'unknown-user',
  ],
  [
    'an event as XML',
    `<Event><EventData><Data>diagnostics: ${user.replaceAll('"', '&quot;')}</Data></EventData></Event>`,
    'unknown-user',
  ],
  [
    'a table of Markdown',
    `| Header | Value |\n|---|---|\n| x-ms-diagnostics | ${user} |\n| X-FEServer | EX01 |`,
    'unknown-user',
  ],
  ['a line of CSV', `"x-ms-diagnostics","${user.replaceAll('"', '""')}"`, 'unknown-user'],
  [
    'an answer in several JSON lines, healthy',
    [401, 200]
      .map((status) => JSON.stringify({ status, headers: { 'X-FEServer': 'EX01', 'WWW-Authenticate': challenge } }))
      .join('\n'),
  ],
  [
    "an object of JSON around a mail server's refusal",
    '{"log":"550 5.7.30 Basic authentication is not supported for Client Submission."}',
    'basic-auth-retired',
  ],
  [
    'a page of Entra ID, in HTML',
    '<!DOCTYPE html><div>Sorry, but we’re having trouble signing you in.</div><div>AADSTS500011: The resource principal named https://mail.contoso.com was not found in the tenant named contoso.com.</div>',
    'spn-missing',
  ],
  [
    'an error with curled quotes',
    '{“error”:“invalid_grant”,“error_description”:“AADSTS50173: The provided grant has expired”}',
    'revoked-grant',
  ],
];

const flows: Row[] = [
  [
    '401, then 200',
    [empty, health, empty.replace('Bearer', 'Bearer eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.x'), well].join('\n\n'),
  ],
  ['a challenge that is cut short', health.slice(0, health.indexOf('trusted_issuers') + 11)],
  ['a challenge with every part on its own line', health.replaceAll(', ', ',\n')],
  ...['...', ', ...', ', …', ' [...]', ', etc.', '; token_types="x"'].map(
    (rest): Row => [`a challenge that goes on with "${rest}"`, health.replace(/, token_types.*/, rest)],
  ),
  ...['authorization uri', 'authorizat ion_uri', 'author1zation—uri', 'authorizationuri'].map(
    (name): Row => [`a challenge with "${name}"`, health.replace('authorization_uri', name)],
  ),
  [
    'a challenge without a place to sign in',
    health.replace(/, authorization_uri="[^"]*"/, ''),
    'authorization-uri-missing',
  ],
  [
    "Postman's console, which shows no status",
    `POST ${ews}: {\n  "Request Headers": {\n    "authorization": "Bearer",\n    "host": "mail.contoso.com"\n  },\n  "Response Headers": {\n    "x-feserver": "EX01",\n    "www-authenticate": ["Negotiate", "NTLM"]\n  }\n}`,
    'bearer-challenge-missing',
  ],
  [
    'JSON with both messages and no status',
    JSON.stringify({
      request: { method: 'POST', url: ews, headers: { Authorization: 'Bearer x', 'User-Agent': 'x' } },
      response: { headers: { Server: 'Microsoft-IIS/10.0', 'X-FEServer': 'EX01', 'x-ms-diagnostics': user } },
    }),
    'unknown-user',
  ],
  [
    'a collection of Postman with a saved answer',
    JSON.stringify({
      item: [
        {
          request: { method: 'POST', header: [{ key: 'Authorization', value: 'Bearer x' }], url: ews },
          response: [{ status: 'Unauthorized', code: 401, header: [{ key: 'x-ms-diagnostics', value: user }] }],
        },
      ],
    }),
    'unknown-user',
  ],
  ['a method and a URL above the answer', `GET ${ews}\nHTTP/1.1 401 Unauthorized\n${diagnostics}`, 'unknown-user'],
  [
    'two answers with two complaints',
    `${health}\n${diagnostics}\n\n${health}\nx-ms-diagnostics: 2000000;reason="The token has an invalid signature.";error_category="invalid_signature"`,
    'unknown-user',
    'invalid-signature',
  ],
];

const damage: Row[] = [
  ['the letter O for zero', diagnostics.replace('2000005', '2OOOOO5'), 'unknown-user'],
  ['a blank for the line in the name', diagnostics.replace('error_category', 'error category'), 'unknown-user'],
  ['AADST5', 'AADST550173: The provided grant has expired due to it being revoked', 'revoked-grant'],
  ['no beginning', diagnostics.slice(60), 'unknown-user'],
  ['no end', diagnostics.slice(0, 90), 'unknown-user'],
  [
    'names blacked out',
    'x-ms-diagnostics: 2000003;reason="The hostname component of the audience claim value \'https://mail.████.com\' is invalid";error_category="invalid_resource"',
    'audience-mismatch',
  ],
  ['quotes of a word processor', diagnostics.replaceAll('"', '”'), 'unknown-user'],
  [
    'full-width signs',
    `x-ms-diagnostics：2000005；reason="The user specified by the user-context in the token does not exist."`,
    'unknown-user',
  ],
];

const refused = `${empty.replace('Bearer', 'Bearer x')}\n\nHTTP/1.1 401 Unauthorized\nX-FEServer: EX01`;
const unsigned = `${empty}\n\nHTTP/1.1 401 Unauthorized\nX-FEServer: EX01`;

const leftOut: Row[] = ['...', '…', '[...]', '<snip>', '(other headers omitted)', '-- more --'].flatMap(
  (mark): Row[] => [
    [`an answer that goes on with ${mark}`, `${unsigned}\n${mark}`],
    [`an answer with ${mark} inside`, `${unsigned}\n${mark}\nWWW-Authenticate: Negotiate`],
    [`a challenge that goes on with ${mark}`, `${unsigned}\nWWW-Authenticate: Negotiate, ${mark}`],
    [`a refusal that goes on with ${mark}`, `${refused}\n${mark}`],
    [`diagnostics behind ${mark}`, `${refused}\n${mark}\n${diagnostics}`, 'unknown-user'],
    [`an answer of ${mark} alone`, `${empty}\n\nHTTP/1.1 401 Unauthorized\n${mark}`],
  ],
);

const strangers: Row[] = [
  ['SharePoint', 'x-ms-diagnostics: 3000006;reason="Token contains invalid signature.";category="invalid_client"'],
  ['Skype for Business', 'x-ms-diagnostics: 28055;source="sfb.contoso.com";reason="The OAuth token is invalid."'],
  [
    'a gateway',
    'HTTP/1.1 401 Unauthorized\nServer: nginx\nWWW-Authenticate: Bearer realm="api", error="invalid_token"',
  ],
  [
    'Graph',
    'HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer realm="", client_id="00000003-0000-0000-c000-000000000000"\n\n{"error":{"code":"InvalidAuthenticationToken","message":"Access token is empty."}}',
  ],
  [
    'a personal account',
    'POST https://login.live.com/oauth20_token.srf\nHTTP/1.1 400 Bad Request\n\n{"error":"invalid_grant","error_description":"The grant is expired.","correlation_id":"2db77dbd-5dca-4842-b26f-5fec4564c60d"}',
  ],
  ['OAuth of somebody else', '{"error":"invalid_grant","error_description":"Token has been expired or revoked."}'],
  [
    'a registry of containers',
    'Error response from daemon: Get "https://registry.example/v2/": unauthorized: incorrect username or password',
  ],
  ['a cluster', '{"kind":"Status","status":"Failure","message":"Unauthorized","reason":"Unauthorized","code":401}'],
  ['a mail that asks', 'Hi Bob,\nOutlook asks for the password again and again: error 401. What should I check?\nAnn'],
  [
    'an instruction',
    'To enable HMA, run Set-OrganizationConfig -OAuth2ClientProfileEnabled $true. Clients then get a 401 with WWW-Authenticate: Bearer and an authorization_uri.',
  ],
  ['mail over SMTP', '535 5.7.3 Authentication unsuccessful [AM0PR01CA0000.eurprd01.prod.exchangelabs.com]'],
];

describe('a pasted text', () => {
  it.each(
    [...consoles, ...reports, ...flows, ...damage, ...leftOut].map(([what, text, ...rules]) => ({ what, text, rules })),
  )('of $what says $rules', ({ text, rules }) => {
    expect(findingsIn(text)).toEqual(rules);
  });

  it.each(strangers)('of a stranger, %s, accuses nobody', (_what, text) => {
    expect(findingsIn(text)).toEqual([]);
  });
});

function findingsIn(text: string): string[] {
  const { transactions } = openCapture(memorySource(Buffer.from(text), 'paste'));
  const diagnosis = createDiagnosis();
  for (const one of transactions as Iterable<RawTransaction>) diagnosis.add(one);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const { findings } = diagnosis.report();
  return findings.filter(({ severity, causedBy }) => severity !== 'info' && !causedBy).map(({ rule }) => rule);
}
