import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDiagnostics, parseDiagnosticsList } from '../../src/parse/diagnostics.js';
import { expectLinear, nastyRuns } from './linear.js';

const mismatch =
  "The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";

const rows: readonly (readonly [what: string, value: string, facts: Readonly<Record<string, unknown>>])[] = [
  [
    'the form on the wire',
    `4000000;reason="Flighting is not enabled for domain 'gregt@contoso.com'.";error_category="oauth_not_available"`,
    {
      dialect: 'exchange',
      code: 4000000,
      reason: "Flighting is not enabled for domain 'gregt@contoso.com'.",
      error_category: 'oauth_not_available',
    },
  ],
  [
    'blanks around the reason',
    '2000005;reason= "The user specified by the user-context in the token is ambiguous." ;error_category="invalid_user"',
    {
      dialect: 'exchange',
      code: 2000005,
      reason: 'The user specified by the user-context in the token is ambiguous.',
      error_category: 'invalid_user',
    },
  ],
  [
    'the full stop of PowerShell',
    '2000000; reason="The token has an invalid signature.";error_category="invalid_signature".',
    {
      dialect: 'exchange',
      code: 2000000,
      reason: 'The token has an invalid signature.',
      error_category: 'invalid_signature',
    },
  ],
  [
    'a line break after the code',
    `2000003;\nreason="${mismatch}";error_category="invalid_resource"`,
    { dialect: 'exchange', code: 2000003, reason: mismatch, error_category: 'invalid_resource' },
  ],
  [
    'a reason wrapped over lines',
    '2000005;reason="The user specified by the\r\n    user-context in the token does not exist.";\r\n  error_category="invalid_user"',
    {
      dialect: 'exchange',
      code: 2000005,
      reason: 'The user specified by the user-context in the token does not exist.',
      error_category: 'invalid_user',
    },
  ],
  [
    'no reason',
    '2000001;error_category="invalid_token"',
    { dialect: 'exchange', code: 2000001, error_category: 'invalid_token' },
  ],
  [
    'unescaped quotes and a semicolon',
    '2000001;reason="value "x";y" is bad";error_category="invalid_token"',
    { dialect: 'exchange', code: 2000001, reason: 'value "x";y" is bad', error_category: 'invalid_token' },
  ],
  ['a code alone', '2000001', { dialect: 'exchange', code: 2000001 }],
  [
    'no code, two lines',
    'reason="Access to this API requires the following permissions: \'A\'."\nerror_category="invalid_grant"',
    {
      dialect: 'exchange',
      reason: "Access to this API requires the following permissions: 'A'.",
      error_category: 'invalid_grant',
    },
  ],
  [
    'an IIS log',
    `2000003;reason="The+hostname+component+of+the+audience+claim+value+'https://mail.contoso.com'+is+invalid";error_category="invalid_resource"`,
    {
      dialect: 'exchange',
      code: 2000003,
      reason: "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid",
      error_category: 'invalid_resource',
    },
  ],
  [
    'quotes escaped by JSON',
    '2000009;reason=\\"The issuer is unknown.\\";error_category=\\"invalid_issuer\\"',
    { dialect: 'exchange', code: 2000009, reason: 'The issuer is unknown.', error_category: 'invalid_issuer' },
  ],
  [
    'quotes doubled by CSV',
    '2000009;reason=""The issuer is unknown."";error_category=""invalid_issuer""',
    { dialect: 'exchange', code: 2000009, reason: 'The issuer is unknown.', error_category: 'invalid_issuer' },
  ],
  [
    'typographic quotes',
    '2000009;reason=“The issuer is unknown.”;error_category=“invalid_issuer”',
    { dialect: 'exchange', code: 2000009, reason: 'The issuer is unknown.', error_category: 'invalid_issuer' },
  ],
  [
    'a value cut short',
    '2000003;reason="The hostname comp',
    { dialect: 'exchange', code: 2000003, reason: 'The hostname comp' },
  ],
  [
    'Skype, source first',
    '28020;source="fe1.contoso.com";reason="No valid security token."',
    { dialect: 'skype', code: 28020, source: 'fe1.contoso.com', reason: 'No valid security token.' },
  ],
  [
    'Skype, source and application last',
    '15000;reason="Unable to read";source="A";appName="ExumRouting"',
    { dialect: 'skype', code: 15000, reason: 'Unable to read', source: 'A', appName: 'ExumRouting' },
  ],
  [
    'SharePoint',
    '3001000;reason="There has been an error authenticating the request.";category="invalid_client"',
    {
      dialect: 'sharepoint',
      code: 3001000,
      reason: 'There has been an error authenticating the request.',
      category: 'invalid_client',
    },
  ],
  [
    'SharePoint in the quotes of devtools',
    '"3000006;reason="Token contains invalid signature.";category="invalid_client""',
    {
      dialect: 'sharepoint',
      code: 3000006,
      reason: 'Token contains invalid signature.',
      category: 'invalid_client',
    },
  ],
  [
    'Information Protection, in brackets',
    '[2000001;reason="The OAuth token can not be parsed.";error_category="invalid_token"]',
    {
      dialect: 'mip',
      code: 2000001,
      reason: 'The OAuth token can not be parsed.',
      error_category: 'invalid_token',
    },
  ],
  ['a number of another product', '7000000;reason="x"', { dialect: 'unknown', code: 7000000, reason: 'x' }],
  ['SharePoint by its number', '3000006;reason="x"', { dialect: 'sharepoint', code: 3000006, reason: 'x' }],
  ['Exchange by its number', '4000000;reason="x"', { dialect: 'exchange', code: 4000000, reason: 'x' }],
  ['Skype by a number of five digits', '28020;reason="x"', { dialect: 'skype', code: 28020, reason: 'x' }],
  ['Skype by a number of four digits', '1008;reason="x"', { dialect: 'skype', code: 1008, reason: 'x' }],
  ['a number of six digits', '200000;reason="x"', { dialect: 'unknown', code: 200000, reason: 'x' }],
  ['a reason alone', 'reason="x"', { dialect: 'unknown', reason: 'x' }],
  [
    'a category before the number’s word',
    '2000001;reason="x";category="invalid_client"',
    { dialect: 'sharepoint', code: 2000001, reason: 'x', category: 'invalid_client' },
  ],
  [
    'a pair that stands twice: the last',
    '2000001;reason="x";error_category="invalid_token";error_category="invalid_user"',
    { dialect: 'exchange', code: 2000001, reason: 'x', error_category: 'invalid_user' },
  ],
  [
    'a pair without quotes',
    '2000001;reason="x";error_category=invalid_token',
    { dialect: 'exchange', code: 2000001, reason: 'x', error_category: 'invalid_token' },
  ],
  [
    'a pair of another name behind the reason',
    '2000001;reason="x";trace="y";error_category="invalid_token"',
    { dialect: 'exchange', code: 2000001, reason: 'x', error_category: 'invalid_token' },
  ],
  [
    'pairs before the reason',
    '28020; source="fe1.contoso.com", appName = "OcsWeb"; reason="x"',
    { dialect: 'skype', code: 28020, reason: 'x', source: 'fe1.contoso.com', appName: 'OcsWeb' },
  ],
  [
    'a reason with quotes and a pair inside',
    '2000001;reason="The claim "a" is c="d" here";error_category="invalid_token"',
    { dialect: 'exchange', code: 2000001, reason: 'The claim "a" is c="d" here', error_category: 'invalid_token' },
  ],
  [
    'a reason that was cut',
    '2000001;reason="The token has',
    { dialect: 'exchange', code: 2000001, reason: 'The token has' },
  ],
  [
    'a reason without quotes',
    '2000001;reason=The token has',
    { dialect: 'exchange', code: 2000001, reason: 'The token has' },
  ],
  ['an empty reason', '2000001;reason=""', { dialect: 'exchange', code: 2000001, reason: '' }],
  [
    'a category in capitals, with a full stop inside',
    '2000001;reason="x";error_category="Invalid_Token."',
    { dialect: 'exchange', code: 2000001, reason: 'x', error_category: 'invalid_token' },
  ],
  [
    'the quotes of devtools, the first one lost',
    '2000001;reason="x";error_category="invalid_token""',
    { dialect: 'exchange', code: 2000001, reason: 'x', error_category: 'invalid_token' },
  ],
  [
    'an empty category at the end, which is no lost quote',
    '2000001;reason="x";error_category=""',
    { dialect: 'exchange', code: 2000001, reason: 'x', error_category: '' },
  ],
];

describe('parseDiagnostics', () => {
  it.each(rows.map(([what, value, facts]) => ({ what, value, facts })))('reads $what', ({ value, facts }) => {
    expect(parseDiagnostics(value)).toEqual({ ...facts, raw: value });
  });

  it('knows Information Protection by its host', () => {
    const value = '2000001;reason="x";error_category="invalid_token"';
    expect(parseDiagnostics(value, { host: 'api.aadrm.com' })?.dialect).toBe('mip');
    expect(parseDiagnostics(value, { host: 'aadrm.com' })?.dialect).toBe('mip');
    expect(parseDiagnostics(value, { host: 'mail.contoso.com' })?.dialect).toBe('exchange');
    expect(parseDiagnostics(value, { host: 'notaadrm.com' })?.dialect).toBe('exchange');
  });

  it.each(['', '   ', 'hello', 'x;reason', '=;"', ';;;'])('finds nothing in %j', (value) => {
    expect(parseDiagnostics(value)).toBeUndefined();
  });

  it('cuts what no server sends', () => {
    expect(parseDiagnostics(`2000001;reason="${'a'.repeat(100_000)}"`)?.raw).toHaveLength(8192);
  });

  it('never throws on random text', () => {
    const words = fc.constantFrom(
      '2000003',
      ';',
      'reason',
      '=',
      '"',
      'error_category',
      ' ',
      '\n',
      '[',
      '+',
      'source',
      ',',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        for (const { raw } of parseDiagnosticsList(value)) expect(value).toContain(raw);
      }),
    );
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => parseDiagnostics(`2000003;reason="${run.repeat(n)}";error_category="x"`));
    expectLinear((n) => parseDiagnosticsList(`2000003;${run.repeat(n)}2000003;${run.repeat(n)}x`));
  });
});

describe('parseDiagnosticsList', () => {
  const one = '2000003;reason="a, b";error_category="invalid_resource"';
  const two = '4000000;reason="c";error_category="oauth_not_available"';

  it.each([', ', ',', ',\n', '\n'])('parts values joined by %j', (joint) => {
    expect(parseDiagnosticsList(`${one}${joint}${two}`).map(({ raw }) => raw)).toEqual([one, two]);
  });

  it('leaves one value alone, commas and numbers inside its reason too', () => {
    const value = '2000003;reason="a, 12 b, 123456 c";error_category="invalid_resource"';
    expect(parseDiagnosticsList(value).map(({ raw }) => raw)).toEqual([value]);
  });

  it.each<[string, string]>([
    ['inside a longer number', 'reason="12345678901;x"'],
    ['of four digits', `${one}, 1234;reason="x"`],
    ['without a comma or a line before it', `${one} ${two}`],
  ])('does not part before a number %s', (_, value) => {
    expect(parseDiagnosticsList(value)).toHaveLength(1);
  });

  it('parts before a number of five and of seven digits', () => {
    expect(parseDiagnosticsList(`28020;reason="x", ${one}, 28021;reason="y"`).map(({ code }) => code)).toEqual([
      28020, 2000003, 28021,
    ]);
  });

  it('finds none in an empty value', () => {
    expect(parseDiagnosticsList('')).toEqual([]);
  });
});
