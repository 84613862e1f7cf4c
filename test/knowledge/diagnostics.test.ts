import { describe, expect, it } from 'vitest';
import { acceptedPermissions } from '../../src/knowledge/accepted-permissions.js';
import { refusalCategories, refusalReasons, serverMessages } from '../../src/knowledge/diagnostics.js';
import { issuerKindOf, issuers } from '../../src/knowledge/issuers.js';
import { parseDiagnostics } from '../../src/parse/diagnostics.js';
import { rules } from '../../src/rules/index.js';
import { meaningOf } from '../../src/rules/token/meaning.js';
import { expectLinear } from '../parse/linear.js';

const statuses = ['verified', 'verified-2', 'unverified', 'verified-old'];
const filled = (template: string) => template.replaceAll('…', 'x');
const meaning = (value: string) => {
  const diagnostics = parseDiagnostics(value);
  if (!diagnostics) throw new Error(`no diagnostics: ${value}`);
  return meaningOf(diagnostics);
};

function repeats(keys: readonly string[]): string[] {
  return keys.filter((key, index) => keys.indexOf(key) !== index);
}

describe('the tables of refusals', () => {
  it('have unique keys', () => {
    expect(repeats(refusalCategories.map(({ category }) => category))).toEqual([]);
    expect(repeats(refusalReasons.map(({ key }) => key))).toEqual([]);
    expect(repeats(refusalReasons.map(({ template }) => template))).toEqual([]);
    expect(repeats(serverMessages.map(({ key }) => key))).toEqual([]);
    expect(repeats(acceptedPermissions.map(({ protocol }) => protocol))).toEqual([]);
  });

  it('say where every row comes from, and how sure it is', () => {
    const rows = [...refusalCategories, ...refusalReasons, ...serverMessages, ...acceptedPermissions, ...issuers];
    expect(rows.filter(({ source, status }) => source === '' || !statuses.includes(status))).toEqual([]);
  });

  it('are written as they are compared', () => {
    expect(refusalCategories.filter(({ category }) => !/^[a-z]+(?:_[a-z]+)+$/.test(category))).toEqual([]);
    expect(refusalCategories.filter(({ code }) => !/^(?:20000\d\d|4000000)$/.test(String(code)))).toEqual([]);
  });

  it('name categories that are known', () => {
    const known = new Set(refusalCategories.map(({ category }) => category));
    const named = refusalReasons.flatMap(({ category, also = [] }) => [category, ...also]);
    expect(named.filter((category) => !known.has(category))).toEqual([]);
  });

  it('name rules that there are', () => {
    const ids = new Set<string>(rules.map(({ id }) => id));
    const named = [...refusalCategories, ...refusalReasons, ...serverMessages].flatMap(({ rule }) => rule ?? []);
    expect(named.filter((rule) => !ids.has(rule))).toEqual([]);
  });

  it.each(refusalReasons.map((row) => [row.key, row] as const))(
    'reach the sentence %s by its category',
    (_key, row) => {
      expect(meaning(`2999999;reason="${filled(row.template)}";error_category="${row.category}"`)).toMatchObject({
        rule: row.rule,
        ...(row.kind !== undefined && { kind: row.kind }),
      });
    },
  );

  it.each(refusalReasons.map((row) => [row.key, row] as const))('reach the sentence %s without one', (_key, row) => {
    const said = meaning(`reason="${filled(row.template)}"`);
    expect([said.rule, said.kind]).toEqual([row.rule, row.kind]);
  });

  it('search in linear time', () => {
    const letters = ["'", ' ', 'a', 'token ', "audience of the token '", 'requires the following permissions: '];
    for (const letter of letters) {
      const text = (n: number) => letter.repeat(Math.ceil(n / letter.length)).slice(0, n);
      expectLinear((n) => meaningOf({ dialect: 'exchange', reason: text(n), raw: '' }));
    }
  });
});

describe('meaningOf', () => {
  it.each([
    [
      'the category before the number',
      '2000003;reason="The token has an odd shape.";error_category="invalid_token"',
      'invalid-token',
    ],
    ['today’s word of a number that has moved', '2000009;error_category="invalid_issuer"', 'invalid-issuer'],
    ['the old word of the same number', '2000009;error_category="invalid_certificate"', 'invalid-signature'],
    [
      'the reason within a category of old builds',
      '2000001;reason="The issuer of the token is unknown. Issuer was \'x\'.";error_category="invalid_token"',
      'invalid-issuer',
    ],
    [
      'the category before a reason of another',
      '2000000;reason="The audience claim value is invalid \'aud\'.";error_category="invalid_signature"',
      'invalid-signature',
    ],
    [
      'the reason where the category is unknown',
      '2000099;reason="No applicable user context claims found.";error_category="odd_word"',
      'invalid-token',
    ],
    [
      'nothing by the number where the word is unknown',
      '2000005;reason="Odd.";error_category="odd_word"',
      'token-refused',
    ],
    ['the number where there is nothing else', '2000005', 'unknown-user'],
    ['nothing at all', '2000015;reason="Odd."', 'token-refused'],
  ])('reads %s', (_what, value, rule) => {
    expect(meaning(value).rule).toBe(rule);
  });

  it('trusts a number, and a listing of old builds, less than what was seen', () => {
    expect(meaning('2000005').confidence).toBe('medium');
    expect(meaning('2000002;reason="The token has expired.";error_category="token_expired"').confidence).toBe('medium');
    expect(
      meaning('2000000;reason="The token has an invalid signature.";error_category="invalid_signature"').confidence,
    ).toBe('high');
  });
});

describe('issuerKindOf', () => {
  it.each([
    ['https://sts.windows.net/8da56bec-0000-4000-8000-52ee2c40ea22/', 'entra'],
    ['https://login.microsoftonline.com/8da56bec-0000-4000-8000-52ee2c40ea22/v2.0', 'entra'],
    ['https://sts.chinacloudapi.cn/8da56bec-0000-4000-8000-52ee2c40ea22/', 'entra'],
    ['00000001-0000-0000-c000-000000000000@8da56bec-0000-4000-8000-52ee2c40ea22', 'acs'],
    ['00000001-0002-0000-c000-000000000000@*', 'acs'],
    ['00000002-0000-0ff1-ce00-000000000000@contoso.com', 'exchange'],
    ['http://fs.contoso.com/adfs/services/trust', 'adfs'],
    ['https://sts.windows.net.evil.example/', undefined],
    ['https://accounts.contoso.com/', undefined],
    [undefined, undefined],
  ])('%s is %s', (issuer, kind) => {
    expect(issuerKindOf(issuer)).toBe(kind);
  });
});
