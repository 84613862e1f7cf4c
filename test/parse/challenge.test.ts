import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges, readChallenges } from '../../src/parse/challenge.js';
import { expectLinear, nastyRuns } from './linear.js';

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const tenant = '11111111-2222-3333-4444-555555555555';
const authorize = 'https://login.windows.net/common/oauth2/authorize';

type Row = readonly [
  what: string,
  value: string,
  challenges: readonly (readonly [scheme: string, facts?: string | Readonly<Record<string, string>>])[],
  defects?: readonly string[],
];

const rows: readonly Row[] = [
  [
    'Exchange on-premises, first 401',
    `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant},00000004-0000-0ff1-ce00-000000000000@contoso.com", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="${authorize}"`,
    [
      [
        'Bearer',
        {
          client_id: exchange,
          trusted_issuers: `${acs}@${tenant},00000004-0000-0ff1-ce00-000000000000@contoso.com`,
          token_types: 'app_asserted_user_v1 service_asserted_app_v1',
          authorization_uri: authorize,
        },
      ],
    ],
  ],
  [
    'four schemes in one line, no blanks after commas',
    `Bearer client_id="${exchange}", error="invalid_token",Negotiate,NTLM,Basic realm="autodiscover.contoso.com"`,
    [
      ['Bearer', { client_id: exchange, error: 'invalid_token' }],
      ['Negotiate'],
      ['NTLM'],
      ['Basic', { realm: 'autodiscover.contoso.com' }],
    ],
  ],
  [
    'Exchange Online, Basic twice',
    'Bearer error="invalid_token",Basic Realm="",Basic Realm=""',
    [
      ['Bearer', { error: 'invalid_token' }],
      ['Basic', { Realm: '' }],
      ['Basic', { Realm: '' }],
    ],
  ],
  ['an NTLM message', 'NTLM TlRMTVNTUAACAAAAEAAQADgAAA==', [['NTLM', 'TlRMTVNTUAACAAAAEAAQADgAAA==']]],
  [
    'a Kerberos message before another scheme',
    'Negotiate YIIGhgYGKwYBBQUC/+a=, Basic realm="x"',
    [
      ['Negotiate', 'YIIGhgYGKwYBBQUC/+a='],
      ['Basic', { realm: 'x' }],
    ],
  ],
  [
    'unquoted URIs',
    'Bearer authorization_uri=https://login.contoso.com/t/oauth2/authorize?a=b, resource_id=https://org.contoso.com/',
    [
      [
        'Bearer',
        {
          authorization_uri: 'https://login.contoso.com/t/oauth2/authorize?a=b',
          resource_id: 'https://org.contoso.com/',
        },
      ],
    ],
  ],
  [
    'lines joined by line feeds',
    'Negotiate\nNTLM\nBasic realm="mail.contoso.com"\nBearer client_id="x"',
    [['Negotiate'], ['NTLM'], ['Basic', { realm: 'mail.contoso.com' }], ['Bearer', { client_id: 'x' }]],
  ],
  ['a folded line', 'Basic\r\n realm="foo"', [['Basic', { realm: 'foo' }]]],
  [
    'a value wrapped inside its quotes',
    'Bearer token_types="app_asserted_user_v1\n              service_asserted_app_v1", error="invalid_token"',
    [['Bearer', { token_types: 'app_asserted_user_v1 service_asserted_app_v1', error: 'invalid_token' }]],
    ['line-break'],
  ],
  [
    'a scheme that nobody knows, behind a line break',
    'Negotiate\nNewauth realm="n"',
    [['Negotiate'], ['Newauth', { realm: 'n' }]],
  ],
  ['a scheme that nobody knows, behind a bare one', 'NTLM\nNewauth', [['NTLM'], ['Newauth']]],
  [
    'a message on a line of its own',
    'Negotiate\r\n YIIGhgYGKwYBBQUCoIIGejCCBnag',
    [['Negotiate', 'YIIGhgYGKwYBBQUCoIIGejCCBnag']],
  ],
  ['a message of a scheme that nobody knows', 'Newauth dG9rZW4=, NTLM', [['Newauth', 'dG9rZW4='], ['NTLM']]],
  ['blanks around =', 'Basic realm = "foo"', [['Basic', { realm: 'foo' }]]],
  ['escapes', 'Basic realm="my\\\\\\"r\\ealm"', [['Basic', { realm: 'my\\"realm' }]]],
  ['empty elements', ' ,  , Basic ,,,realm=x,,a=b', [['Basic', { realm: 'x', a: 'b' }]]],
  [
    'a parameter named like a scheme',
    'Newauth realm="n", basic=foo, Basic realm="b"',
    [
      ['Newauth', { realm: 'n', basic: 'foo' }],
      ['Basic', { realm: 'b' }],
    ],
  ],
  ['single quotes are no quotes', "Basic realm='foo'", [['Basic', { realm: "'foo'" }]]],
  [
    'schemes with only blanks between',
    'Negotiate NTLM Basic realm="x"',
    [['Negotiate'], ['NTLM'], ['Basic', { realm: 'x' }]],
    ['comma-missing', 'comma-missing'],
  ],
  [
    'a lost comma',
    'Bearer client_id="a" error="invalid_token" Negotiate',
    [['Bearer', { client_id: 'a', error: 'invalid_token' }], ['Negotiate']],
    ['comma-missing', 'comma-missing'],
  ],
  [
    'typographic quotes and words behind them',
    'Basic realm=”mail.contoso.com” (INTERNAL IP), NTLM',
    [['Basic', { realm: 'mail.contoso.com' }], ['NTLM']],
    ['typographic-quote', 'unexpected-text'],
  ],
  ['a quote that never closes', 'Basic realm="basic', [['Basic', { realm: 'basic' }]], ['unterminated-quote']],
  [
    'a quote that never closes, before other schemes',
    'Basic realm="a, Negotiate, NTLM',
    [['Basic', { realm: 'a' }], ['Negotiate'], ['NTLM']],
    ['unterminated-quote'],
  ],
  [
    'a quote that never closes, before a quoted parameter',
    'Bearer client_id="a, error="invalid_token"',
    [['Bearer', { client_id: 'a', error: 'invalid_token' }]],
    ['unterminated-quote'],
  ],
  [
    'unescaped quotes inside',
    'Newauth title="Login to "apps"", Basic realm="simple"',
    [
      ['Newauth', { title: 'Login to "apps"' }],
      ['Basic', { realm: 'simple' }],
    ],
    ['unescaped-quote', 'unescaped-quote'],
  ],
  ['a parameter without a scheme', 'realm="x", NTLM', [['NTLM']], ['scheme-missing']],
  ['a missing value', 'Bearer realm=, error=x', [['Bearer', { realm: '', error: 'x' }]], ['value-missing']],
  ['a missing value at the end', 'Basic realm=', [['Basic', { realm: '' }]], ['value-missing']],
  ['a scheme and comma without a blank', 'Basic, realm="foo"', [['Basic', { realm: 'foo' }]], ['blank-missing']],
  ['rubbish between', 'Basic realm="x", (((, NTLM', [['Basic', { realm: 'x' }], ['NTLM']], ['unexpected-text']],
  ['nothing', '', []],
  ['only separators', ' ,, \r\n ', []],
];

describe('parseChallenges', () => {
  it.each(rows.map(([what, value, expected, defects = []]) => ({ what, value, expected, defects })))(
    'reads $what',
    ({ value, expected, defects }) => {
      const result = parseChallenges(value);
      const given = result.challenges.map(({ scheme, token68, parameters }) =>
        token68 !== undefined ? [scheme, token68] : [scheme, Object.fromEntries(parameters)],
      );
      expect(given).toEqual(expected.map(([scheme, facts = {}]) => [scheme, facts]));
      expect(result.defects.map(({ code }) => code)).toEqual(defects);
    },
  );

  it('names the Bearer parameters of Exchange', () => {
    const [challenge] = parseChallenges(
      `Bearer CLIENT_ID="${exchange}", trusted_issuers="${acs}@*,https://sts.windows.net/*/,${acs}@", token_types="app_asserted_user_v1service_asserted_app_v1", issuer_kind="AzureAD"`,
    ).challenges;
    expect(challenge?.bearer).toStrictEqual({
      client_id: exchange,
      trusted_issuers: [
        { issuer: acs, realm: '*' },
        { issuer: 'https://sts.windows.net/*/' },
        { issuer: acs, realm: '' },
      ],
      token_types: ['app_asserted_user_v1', 'service_asserted_app_v1'],
      issuer_kind: 'AzureAD',
    });
  });

  it.each<[string, string, readonly unknown[]]>([
    ['no entry between two commas', `${acs}@${tenant},,${acs}@*`, [acs, acs]],
    ['no entry at the end', `${acs}@${tenant}, `, [acs]],
  ])('knows of trusted issuers %s', (_what, value, issuers) => {
    const [challenge] = parseChallenges(`Bearer trusted_issuers="${value}"`).challenges;
    expect(challenge?.bearer?.trusted_issuers?.map(({ issuer }) => issuer)).toEqual(issuers);
  });

  it.each<[string, string, readonly string[]]>([
    ['a kind that nobody knows', 'app_asserted_user_v9', ['app_asserted_user_v9']],
    ['a kind that only begins like one', 'app_asserted_user_v1x', ['app_asserted_user_v1x']],
    [
      'nothing between two blanks',
      ' app_asserted_user_v1  service_asserted_app_v1',
      ['app_asserted_user_v1', 'service_asserted_app_v1'],
    ],
  ])('reads of token types %s', (_what, value, types) => {
    const [challenge] = parseChallenges(`Bearer token_types="${value}"`).challenges;
    expect(challenge?.bearer?.token_types).toEqual(types);
  });

  it.each<[string, string, readonly string[], string]>([
    ['behind its last parameter', 'Basic realm="x", NTLM said the server', ['Basic', 'NTLM'], 'Basic realm="x", NTLM'],
    ['before a header', 'Negotiate, NTLM: is off', ['Negotiate'], 'Negotiate'],
    ['before the next header', 'Negotiate\nServer: Microsoft-IIS/10.0', ['Negotiate'], 'Negotiate'],
    ['before it began', 'nothing of the kind', [], ''],
  ])('ends in prose %s', (_what, value, schemes, read) => {
    const { challenges, end } = readChallenges(`Said: ${value}`, 6, true);
    expect(challenges.map(({ scheme }) => scheme)).toEqual(schemes);
    expect(end).toBe(6 + read.length);
  });

  it('says nothing of what a challenge does not have', () => {
    expect(parseChallenges('NTLM').challenges).toStrictEqual([{ scheme: 'NTLM', parameters: [], raw: 'NTLM' }]);
  });

  it.each<[string, string, string | undefined]>([
    ['a message', 'Negotiate YIIGhgYGKwYB and so on', 'YIIGhgYGKwYB'],
    ['no word of the sentence', 'Negotiate is switched off', undefined],
    ['no short word', 'NTLM refuses it', undefined],
    ['no word behind a scheme without messages', 'Basic authentication of users', undefined],
  ])('takes in prose for a message %s', (_what, value, token68) => {
    expect(readChallenges(value, 0, true).challenges.map((challenge) => challenge.token68)).toEqual([token68]);
  });

  it('keeps repeated parameters and counts the first', () => {
    const { challenges, defects } = parseChallenges('Bearer realm="foo", Realm="bar"');
    expect(challenges[0]?.parameters).toEqual([
      ['realm', 'foo'],
      ['Realm', 'bar'],
    ]);
    expect(challenges[0]?.bearer).toEqual({ realm: 'foo' });
    expect(defects).toEqual([{ code: 'repeated-parameter', at: 20 }]);
  });

  it('quotes each challenge as it stood', () => {
    const value = 'Bearer client_id="a",  error=b , Negotiate abcd==,NTLM';
    expect(parseChallenges(value).challenges.map(({ raw }) => raw)).toEqual([
      'Bearer client_id="a",  error=b',
      'Negotiate abcd==',
      'NTLM',
    ]);
  });

  it('never throws on random text, and quotes only what is there', () => {
    const words = fc.constantFrom(
      'Bearer',
      ' ',
      ',',
      '"',
      '=',
      '\\',
      '\n',
      'realm',
      '“',
      'NTLM',
      'a==',
      ':',
      '\\"',
      '\u00e4',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const { challenges, defects } = parseChallenges(value);
        for (const { raw } of challenges) expect(value).toContain(raw);
        for (const { at } of defects) expect(at).toBeLessThanOrEqual(value.length);
      }),
    );
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => parseChallenges(`Bearer realm="${run.repeat(n)}`));
    expectLinear((n) => parseChallenges(`Bearer a${run.repeat(n)}x`));
  });
});
