import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readProse } from '../../src/parse/prose.js';
import { expectLinear, nastyRuns } from './linear.js';

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const noUser = 'The user specified by the user-context in the token does not exist.';

type Facts = Readonly<Record<string, unknown>>;

const diagnosticRows: readonly (readonly [what: string, text: string, facts: Facts, raw: string])[] = [
  [
    'a PowerShell error in a mail',
    `> The request failed with HTTP status 401: Unauthorized diagnostics: 2000005;reason= "${noUser}" ;error_category="invalid_user"\n> at System.Web`,
    { dialect: 'exchange', code: 2000005, reason: noUser, error_category: 'invalid_user' },
    `2000005;reason= "${noUser}" ;error_category="invalid_user"`,
  ],
  [
    'a wrapped mail quotation',
    `> 401 diagnostics: 2000005;reason="The user specified by the\n> user-context in the token does not exist.";\n> error_category="invalid_user".`,
    { dialect: 'exchange', code: 2000005, reason: noUser, error_category: 'invalid_user' },
    '2000005;reason="The user specified by the\nuser-context in the token does not exist.";\nerror_category="invalid_user"',
  ],
  [
    'a localised console',
    'リモート サーバーがエラーを返しました: (401) 許可されていません。 diagnostics: 2000000; reason="The token has an invalid signature.";error_category="invalid_signature"。',
    {
      dialect: 'exchange',
      code: 2000000,
      reason: 'The token has an invalid signature.',
      error_category: 'invalid_signature',
    },
    '2000000; reason="The token has an invalid signature.";error_category="invalid_signature"',
  ],
  [
    'an IIS log line',
    `2026-11-02 08:15:30 10.0.0.5 POST /mapi/emsmdb - 443 - 10.0.0.9 Outlook 2000003;reason="The+hostname+component+of+the+audience+claim+value+'https://mail.contoso.com'+is+invalid";error_category="invalid_resource" 401 0 0 15`,
    {
      dialect: 'exchange',
      code: 2000003,
      reason: "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid",
      error_category: 'invalid_resource',
    },
    `2000003;reason="The+hostname+component+of+the+audience+claim+value+'https://mail.contoso.com'+is+invalid";error_category="invalid_resource"`,
  ],
  [
    'headers as JSON',
    `{"x-ms-diagnostics":["2000005;reason=\\"${noUser}\\";error_category=\\"invalid_user\\""],"Server":["x"]}`,
    { dialect: 'exchange', code: 2000005, reason: noUser, error_category: 'invalid_user' },
    `2000005;reason=\\"${noUser}\\";error_category=\\"invalid_user\\"`,
  ],
  [
    'a reason without its number',
    'reason="Something newer."\nerror_category="invalid_grant"\nNext line.',
    { dialect: 'exchange', reason: 'Something newer.', error_category: 'invalid_grant' },
    'reason="Something newer."\nerror_category="invalid_grant"',
  ],
  [
    'a known sentence with the quotes of a word processor',
    'The hostname component of the audience claim value ‘https://mail.contoso.com’ is invalid.',
    {
      dialect: 'exchange',
      reason: "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid.",
      error_category: 'invalid_resource',
    },
    'The hostname component of the audience claim value ‘https://mail.contoso.com’ is invalid.',
  ],
  [
    'a known sentence with the plus signs of a log',
    'OAuthError=The+user+specified+by+the+user-context+in+the+token+does+not+exist.',
    { dialect: 'exchange', reason: noUser, error_category: 'invalid_user' },
    'The+user+specified+by+the+user-context+in+the+token+does+not+exist.',
  ],
  [
    'a known sentence with its category',
    `${noUser} error_category="invalid_user". 401: Unauthorized.`,
    { dialect: 'exchange', reason: noUser, error_category: 'invalid_user' },
    `${noUser} error_category="invalid_user"`,
  ],
  [
    'a known sentence alone',
    "Fatal error: Uncaught RestApiException: The audience claim value is invalid 'aud'. in /srv/a.php:52",
    { dialect: 'exchange', reason: "The audience claim value is invalid 'aud'.", error_category: 'invalid_resource' },
    "The audience claim value is invalid 'aud'.",
  ],
  [
    'a known sentence and those that go with it',
    "The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'. And so on.",
    {
      dialect: 'exchange',
      reason:
        "The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.",
      error_category: 'invalid_resource',
    },
    "The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.",
  ],
  [
    'a category with words that we do not know',
    'Log:\nSomething else went wrong; error_category="internal_error"',
    { dialect: 'exchange', error_category: 'internal_error' },
    'Something else went wrong; error_category="internal_error"',
  ],
  [
    'a category behind a sentence of another build',
    'The issuer is wrong. error_category="invalid_issuer"',
    { dialect: 'exchange', error_category: 'invalid_issuer' },
    'The issuer is wrong. error_category="invalid_issuer"',
  ],
  [
    'an unknown user of ActiveSync',
    '< X-CasErrorCode: UserNotFound',
    { dialect: 'exchange', reason: 'UserNotFound', error_category: 'invalid_user' },
    'X-CasErrorCode: UserNotFound',
  ],
  [
    'Information Protection',
    `[class mip::NetworkError] failed: 401, x-ms-diagnostics: [2000001;reason="The OAuth token can not be parsed.";error_category="invalid_token"], correlationId:[x]`,
    { dialect: 'mip', code: 2000001, reason: 'The OAuth token can not be parsed.', error_category: 'invalid_token' },
    '2000001;reason="The OAuth token can not be parsed.";error_category="invalid_token"',
  ],
  [
    'a Go header in its bracket, which is no Information Protection',
    `map[X-Ms-Diagnostics:[2000005;reason="${noUser}";error_category="invalid_user"]]`,
    { dialect: 'exchange', code: 2000005, reason: noUser, error_category: 'invalid_user' },
    `2000005;reason="${noUser}";error_category="invalid_user"`,
  ],
  ...(
    [
      ['escaped for Python', "\\'"],
      ['escaped for JSON', '\\u0027'],
      ['typographic', '’'],
    ] as const
  ).map(
    ([what, mark]) =>
      [
        `apostrophes ${what}`,
        `2000003;reason="The hostname component of the audience claim value is invalid. Expected ${mark}https://mail.contoso.com${mark}. Actual ${mark}http://mail.contoso.com${mark}.";error_category="invalid_resource"`,
        {
          dialect: 'exchange',
          code: 2000003,
          reason:
            "The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.",
          error_category: 'invalid_resource',
        },
        `2000003;reason="The hostname component of the audience claim value is invalid. Expected ${mark}https://mail.contoso.com${mark}. Actual ${mark}http://mail.contoso.com${mark}.";error_category="invalid_resource"`,
      ] as const,
  ),
  [
    'SharePoint in the quotes of devtools',
    'x-ms-diagnostics:"3000006;reason="Token contains invalid signature.";category="invalid_client""',
    { dialect: 'sharepoint', code: 3000006, reason: 'Token contains invalid signature.', category: 'invalid_client' },
    '3000006;reason="Token contains invalid signature.";category="invalid_client"',
  ],
  [
    'Skype',
    'ms-diagnostics: 28020;source="fe1.contoso.com";reason="No valid security token."\nServer: x',
    { dialect: 'skype', code: 28020, source: 'fe1.contoso.com', reason: 'No valid security token.' },
    '28020;source="fe1.contoso.com";reason="No valid security token."',
  ],
];

describe('readProse: diagnostics', () => {
  it.each(diagnosticRows.map(([what, text, facts, raw]) => ({ what, text, facts, raw })))(
    'reads $what',
    ({ text, facts, raw }) => {
      expect(readProse(text).diagnostics).toEqual([{ ...facts, raw }]);
    },
  );

  it('reads the JSON refusal once, not its sentence again', () => {
    const text =
      '{"error":{"code":"NoPermissionsInAccessToken","message":"The token contains no permissions, or permissions can not be understood.","innerError":{"errorUrl":"https://aka.ms/autherrors#error-InvalidGrant"}}}';
    expect(readProse(text).diagnostics).toMatchObject([
      { dialect: 'exchange-json', error_category: 'invalid_grant', raw: text },
    ]);
  });

  it.each([
    'The token has expired.',
    'The token has an invalid signature.',
    '{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}',
    'Meeting at 2000; reason: travel',
    'reason="because"',
    'product category="books"',
    'WARN lookup: outcome="error" error_category="timeout"',
    'app_http_errors_total{path="/token",error_category="invalid_token"} 3',
    '<Error error_code="2000003" error_category="invalid_grant" message="no">',
    'IDX10503: Signature validation failed.',
  ])('leaves %j alone', (text) => {
    expect(readProse(text)).toEqual({ challenges: [], diagnostics: [], entraErrors: [], defects: [] });
  });
});

const bearer = `Bearer client_id="${exchange}", trusted_issuers="00000001-0000-0000-c000-000000000000@*", error="invalid_token"`;

const challengeRows: readonly (readonly [what: string, text: string, schemes: readonly string[]])[] = [
  [
    'a Python dict',
    `{'Date': 'x', 'WWW-Authenticate': '${bearer}, Basic realm="a"', 'Server': 'y'}`,
    ['Bearer', 'Basic'],
  ],
  ['a Python dict, schemes alone', "{'WWW-Authenticate': 'Negotiate, NTLM'}", ['Negotiate', 'NTLM']],
  ['a Java list', `[Server: x, WWW-Authenticate: ${bearer},Basic Realm="", Date: Tue, X: y]`, ['Bearer', 'Basic']],
  ['a Java map', `{Server=[x], WWW-Authenticate=[${bearer}, NTLM], Date=[y]}`, ['Bearer', 'NTLM']],
  [
    'a PHP array',
    `  "WWW-Authenticate" => array:2 [\n    0 => "${bearer}"\n    1 => "NTLM"\n  ]\n  "X" => array:1 [`,
    ['Bearer', 'NTLM'],
  ],
  ['JSON', `{"WWW-Authenticate":["${bearer.replaceAll('"', '\\"')}","NTLM"],"Date":["x"]}`, ['Bearer', 'NTLM']],
  ['Postman', `WWW-Authenticate →${bearer}\nWWW-Authenticate →Basic realm="x"\nDate →now`, ['Bearer', 'Basic']],
  ['name=value lines', `WWW-Authenticate=${bearer},Basic realm="mail.contoso.com"\n\nDate=Wed`, ['Bearer', 'Basic']],
  [
    'lines run together',
    `Server: a WWW-Authenticate: ${bearer} WWW-Authenticate: Basic Realm="" X-Powered-By: b`,
    ['Bearer', 'Basic'],
  ],
  [
    'glued lines',
    `Server: Microsoft-IIS/8.5WWW-Authenticate: ${bearer},Negotiate,NTLMX-FEServer: x`,
    ['Bearer', 'Negotiate'],
  ],
  [
    'Test-OAuthConnectivity, wrapped',
    `Information:[OAuthCredentials:Authenticate] challenge from\n   'https://mail.contoso.com/ews/Exchange.asmx' received: Bearer\n   client_id="${exchange}",\n   token_types="app_asserted_user_v1\n   service_asserted_app_v1",Basic Realm=""\n   Information:[OAuthCredentials:GetToken] x`,
    ['Bearer', 'Basic'],
  ],
  [
    'a value alone',
    `// Bearer authorization_uri=https://login.contoso.com/t/oauth2/authorize, resource_id=https://a/`,
    ['Bearer'],
  ],
  ['a value whose quote is cut off', 'WWW-Authenticate: Bearer client_id="0000\n\nHe said "hello".', ['Bearer']],
];

describe('readProse: challenges', () => {
  it.each(challengeRows.map(([what, text, schemes]) => ({ what, text, schemes })))(
    'reads $what',
    ({ text, schemes }) => {
      const { challenges } = readProse(text);
      expect(challenges.map(({ scheme }) => scheme)).toEqual(schemes);
      for (const { raw } of challenges) expect(text).toContain(raw);
      const first = challenges[0]?.bearer;
      if (first?.trusted_issuers) expect(first).toMatchObject({ client_id: exchange, error: 'invalid_token' });
    },
  );

  it.each([
    'Bearer of bad news',
    'the WWW-Authenticate header is missing',
    'Authorization: Bearer abc',
    'Basic realm of things',
  ])('finds none in %j', (text) => {
    expect(readProse(text).challenges).toEqual([]);
  });
});

it('reads more challenges and defects than a call can have arguments', () => {
  const { challenges, defects } = readProse(`WWW-Authenticate: Bearer ${'a="b",'.repeat(110_000)}`);
  expect(challenges.length + defects.length).toBeGreaterThan(100_000);
});

describe('readProse: Entra errors', () => {
  it('reads an exception and the JSON it prints as one', () => {
    const json = '{"error":"invalid_grant","error_description":"AADSTS50173: Expired.","error_codes":[50173]}';
    const text = `MsalUiRequiredException: invalid_grant AADSTS50173: Expired.\n  at X()\n  ResponseBody: ${json}\n  Headers: y`;
    expect(readProse(text).entraErrors).toMatchObject([
      { form: 'json', error: 'invalid_grant', code: 50173, raw: json },
    ]);
  });

  it.each([
    ['of four', [50173, 500011, 50001, 53003]],
    ['of three', [50053, 50126, 500011]],
  ])('takes a table of codes in an article for nobody’s error, %s', (_, codes) => {
    const table = codes.map((code) => `| AADSTS${code} | what it means |`).join('\n');
    expect(readProse(`| Error | Description |\n${table}`).entraErrors).toEqual([]);
  });

  it('finds the ids which a page prints below its message', () => {
    const id = 'aaaaaaaa-0000-0000-0000-000000000001';
    const text = `AADSTS50020: User account '{EmailHidden}' does not exist.\n\nTroubleshooting details\nRequest Id: ${id}\nCorrelation Id: ${id}`;
    expect(readProse(text).entraErrors).toMatchObject([
      {
        code: 50020,
        trace_id: id,
        correlation_id: id,
        raw: "AADSTS50020: User account '{EmailHidden}' does not exist.",
      },
    ]);
  });

  it('reads two errors of a log as two, and nested codes as one', () => {
    const text =
      'x AADSTS70002: Error validating credentials. AADSTS50012: Invalid signature.\nTimestamp: 2026-11-02 08:15:30Z\ny AADSTS50173: Revoked.';
    expect(readProse(text).entraErrors.map(({ codes, raw }) => [codes, raw])).toEqual([
      [
        [70002, 50012],
        'AADSTS70002: Error validating credentials. AADSTS50012: Invalid signature.\nTimestamp: 2026-11-02 08:15:30Z',
      ],
      [[50173], 'AADSTS50173: Revoked.'],
    ]);
  });

  it.each([
    'StatusCodeError: 401 - {"error":"invalid_request","error_description":"Token type is not allowed."}',
    '{"error_description":"Unsupported security token."}',
    'https://www.contoso.com/login?error=access_denied',
  ])('leaves the OAuth error of another product alone: %s', (text) => {
    expect(readProse(text).entraErrors).toEqual([]);
  });
});

describe('readProse', () => {
  it('never throws on random text, and quotes only what is there', () => {
    const words = fc.constantFrom(
      'WWW-Authenticate',
      ':',
      ' ',
      '\n',
      '> ',
      '"',
      '\\"',
      '=',
      ';',
      'Bearer',
      'realm',
      'Basic',
      ',',
      'NTLM',
      '2000003',
      'reason',
      'error_category',
      'AADSTS50001',
      noUser,
      'category',
      '["',
      '=> ',
      '“',
      'İ',
      'autherrors#error-X',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const plain = value.replace(/^(?:>[ \t]?)+/gm, '');
        const { challenges, diagnostics, entraErrors } = readProse(value);
        for (const { raw } of [...challenges, ...diagnostics, ...entraErrors]) expect(plain).toContain(raw);
      }),
    );
  });

  it.each([
    ...nastyRuns,
    'Bearer realm="',
    'www-authenticate: ',
    '2000003;reason="',
    'AADSTS50001 ',
    'The token ',
    'error_category=',
  ])('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => readProse(run.repeat(n / run.length)));
    expectLinear((n) =>
      readProse(`WWW-Authenticate: Bearer realm="${run.repeat(n / run.length)}AADSTS50001 2000003;reason=`),
    );
  });
});
