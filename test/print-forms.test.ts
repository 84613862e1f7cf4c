/**
 * One refusal, printed in the ways in which people paste it: each must give the same rule with the same values. Every
 * form is written from one description, for every category of `x-ms-diagnostics`.
 */
import { describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import { refusalCategories } from '../src/knowledge/diagnostics.js';
import type { RuleId } from '../src/types.js';
import { sound } from './support/traffic.js';

interface Refusal {
  readonly code: number;
  readonly reason: string;
  readonly category: string;
  readonly rule: RuleId;
  readonly status?: number;
}

const tenant = '8da56bec-0000-4000-8000-52ee2c40ea22';

const refusals: readonly Refusal[] = [
  said(2000000, 'The token has an invalid signature.', 'invalid_signature', 'invalid-signature'),
  said(2000001, 'No applicable user context claims found.', 'invalid_token', 'invalid-token'),
  said(
    2000001,
    "The token profile 'S2SAppActAs' is not applicable for the current protocol.",
    'invalid_token',
    'invalid-token',
  ),
  said(2000001, "The token has invalid value 'roles' for the claim type 'roles'.", 'invalid_token', 'invalid-token'),
  said(2000002, 'The token has expired.', 'token_expired', 'expired-token'),
  said(
    2000003,
    "The hostname component of the audience claim value 'https://autodiscover.contoso.com' is invalid",
    'invalid_resource',
    'audience-mismatch',
  ),
  said(
    2000003,
    "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.",
    'invalid_resource',
    'ssl-offload',
  ),
  said(2000004, "The tenant for tenant guid 'contoso.com' does not exist.", 'invalid_tenant', 'invalid-tenant'),
  said(2000005, 'The user specified by the user-context in the token does not exist.', 'invalid_user', 'unknown-user'),
  said(2000005, 'The user specified by the user-context in the token is ambiguous.', 'invalid_user', 'unknown-user'),
  said(
    2000006,
    "The Application Identifier '11111111-2222-3333-4444-555555555555' is unknown.",
    'invalid_client',
    'unknown-application',
  ),
  {
    ...said(2000007, 'The Active Directory operation failed.', 'internal_error', 'exchange-internal-error'),
    status: 500,
  },
  said(
    2000008,
    'The token contains no permissions, or permissions can not be understood.',
    'invalid_grant',
    'missing-permission',
  ),
  {
    ...said(2000008, 'The token contains not enough scope to make this call.', 'invalid_grant', 'missing-permission'),
    status: 403,
  },
  said(
    2000009,
    `The issuer of the token is unknown. Issuer was '00000001-0000-0000-c000-000000000000@${tenant}'.`,
    'invalid_issuer',
    'invalid-issuer',
  ),
  said(
    2000009,
    'The certificate referenced by token with key bW9kZQ could not be located on server EX02.',
    'invalid_certificate',
    'invalid-signature',
  ),
  said(
    2000020,
    'xms_trpid claim was not present but sec-tenant-restriction-access-policy header was in requres',
    'insufficiant_claims',
    'tenant-restricted',
  ),
  said(
    2000020,
    'xms_trpid claim was not present but sec-tenant-restriction-access-policy header was in requres',
    'insufficient_claims',
    'tenant-restricted',
  ),
  said(
    4000000,
    "Flighting is not enabled for domain 'megan@contoso.com'.",
    'oauth_not_available',
    'flighting-disabled',
  ),
];

function said(code: number, reason: string, category: string, rule: RuleId): Refusal {
  return { code, reason, category, rule };
}

const words: Readonly<Record<number, string>> = { 401: 'Unauthorized', 403: 'Forbidden', 500: 'Internal Server Error' };
const statusOf = ({ status = 401 }: Refusal) => status;
const diagnosticsOf = ({ code, reason, category }: Refusal) =>
  `${code};reason="${reason}";error_category="${category}"`;

function headersOf(refusal: Refusal): [name: string, value: string][] {
  return [
    ['Content-Length', '0'],
    ['Server', 'Microsoft-IIS/10.0'],
    ['request-id', 'c0ffee05-0000-4000-8000-000000000001'],
    ['x-ms-diagnostics', diagnosticsOf(refusal)],
    [
      'WWW-Authenticate',
      `Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@${tenant}", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="invalid_token"`,
    ],
    ['Date', 'Mon, 04 May 2026 06:46:02 GMT'],
  ];
}

const printed = (refusal: Refusal, between: string) =>
  headersOf(refusal).map(([name, value]) => `${name}${between}${value}`);

const hardWrapped = (text: string) => text.replace(/.{80}(?=.)/g, '$&\n');
const indented = (text: string) => text.replace(/(.{50,66}) (?=\S)/g, '$1\n              ');

const forms: Readonly<Record<string, (refusal: Refusal) => string>> = {
  'raw headers': (refusal) =>
    [`HTTP/1.1 ${statusOf(refusal)} ${words[statusOf(refusal)]}`, ...printed(refusal, ': ')].join('\r\n'),
  'arrow lines': (refusal) => printed(refusal, ' →').join('\n'),
  'the one line of the Remote Connectivity Analyzer': (refusal) =>
    `An HTTP ${statusOf(refusal)} ${words[statusOf(refusal)]} response was received from the remote Unknown server. This is usually the result of an incorrect username or password. HTTP Response Headers: ${printed(refusal, ': ').join(' ')} Elapsed Time: 512 ms.`,
  'Test-OAuthConnectivity': (refusal) =>
    [
      'Task        : Checking EWS API Call Under Oauth',
      'Detail      : The configuration was last successfully loaded at 5/4/2026 6:30:00 AM UTC. This was 12 minutes ago.',
      '              Exchange Response Details:',
      '              HTTP response message:',
      '              Exception:',
      `              System.Net.WebException: The remote server returned an error: (${statusOf(refusal)}) ${words[statusOf(refusal)]}.`,
      `              Boolean reloadConfig, diagnostics: ${diagnosticsOf(refusal).replace(';', '; ')}.`,
      'ResultType  : Error',
      'IsValid     : True',
    ].join('\n'),
  'a line of an IIS log': (refusal) =>
    [
      '#Software: Microsoft Internet Information Services 10.0',
      '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
      `2026-05-04 06:46:02 192.0.2.10 POST /EWS/Exchange.asmx &CorrelationID=<empty>;&x-ms-diagnostics=${diagnosticsOf(refusal).replaceAll(' ', '+')} 443 - 192.0.2.77 Microsoft+Office/16.0 - ${statusOf(refusal)} 0 0 15`,
    ].join('\r\n'),
  'a PowerShell exception': (refusal) =>
    [
      `PS C:\\Scripts> $service.FindFolders([Microsoft.Exchange.WebServices.Data.WellKnownFolderName]::Inbox, $view)`,
      `Exception calling "FindFolders" with "2" argument(s): "The request failed. The remote server returned an error: (${statusOf(refusal)}) ${words[statusOf(refusal)]}."`,
      'At C:\\Scripts\\Get-Inbox.ps1:41 char:1',
      '+ $service.FindFolders([Microsoft.Exchange.WebServices.Data.WellKnownFol ...',
      '    + CategoryInfo          : NotSpecified: (:) [], MethodInvocationException',
      '    + FullyQualifiedErrorId : ServiceRequestException',
      '',
      "PS C:\\Scripts> $error[0].Exception.InnerException.InnerException.Response.Headers['x-ms-diagnostics']",
      diagnosticsOf(refusal),
    ].join('\r\n'),
  'a console in German': (refusal) =>
    [
      `Invoke-WebRequest : Der Remoteserver hat einen Fehler zurückgegeben: (${statusOf(refusal)}) Nicht autorisiert.`,
      'In Zeile:1 Zeichen:1',
      '    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException',
      'Antwortheader des Servers:',
      ...printed(refusal, ' : ').map((line) => `    ${line}`),
    ].join('\r\n'),
  'a console that cuts lines at 80 columns': (refusal) =>
    hardWrapped([`HTTP/1.1 ${statusOf(refusal)} ${words[statusOf(refusal)]}`, ...printed(refusal, ': ')].join('\n')),
  'the list of a console, wrapped between words': (refusal) =>
    indented(
      `Detail      : Exception: The remote server returned an error: (${statusOf(refusal)}) ${words[statusOf(refusal)]}. Boolean reloadConfig, diagnostics: ${diagnosticsOf(refusal)}.`,
    ),
  'a console in Japanese': (refusal) =>
    [
      `Invoke-WebRequest : リモート サーバーがエラーを返しました: (${statusOf(refusal)}) 許可されていません`,
      '発生場所 行:1 文字:1',
      '応答ヘッダー:',
      ...printed(refusal, ': '),
      '以上です。よろしくお願いいたします。',
    ].join('\n'),
};

/** Of other lines than the diagnostics: the path in a log, the date and the challenge among headers. */
const toldBeside: ReadonlySet<string> = new Set(['virtualDirectory', 'at', 'trusted']);

async function findingsIn(text: string) {
  const diagnosis = createDiagnosis();
  for await (const raw of openCapture(memorySource(Buffer.from(text), 'pasted.txt')).transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return sound(diagnosis.report()).findings.filter(({ severity }) => severity !== 'info');
}

function plain(values: Readonly<Record<string, string>>) {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !toldBeside.has(name)));
}

describe.each(refusals.map((refusal) => [`${refusal.code} ${refusal.category}`, refusal] as const))(
  '%s',
  (_, refusal) => {
    it.each(Object.entries(forms))('reads the same in %s', async (_form, print) => {
      const [expected] = await findingsIn(`x-ms-diagnostics: ${diagnosticsOf(refusal)}`);
      expect(expected?.rule).toBe(refusal.rule);
      const found = await findingsIn(print(refusal));
      expect(found.map(({ rule }) => rule)).toEqual([refusal.rule]);
      expect(plain(found[0]?.values ?? {})).toEqual(plain(expected?.values ?? {}));
      expect(found[0]?.evidence[0]?.quote).toContain(String(refusal.code));
    });
  },
);

it('knows every category', () => {
  const written = new Set(refusals.map(({ code, category }) => `${code} ${category}`));
  expect(refusalCategories.filter(({ code, category }) => !written.has(`${code} ${category}`))).toEqual([]);
});
