import { describe, expect, it } from 'vitest';
import { diagnosticsInProse } from '../../src/parse/prose-diagnostics.js';

const noUser = 'The user specified by the user-context in the token does not exist.';
const signature = 'The token has an invalid signature.';
const raws = (text: string) => diagnosticsInProse(text).map(({ raw }) => raw);

describe('diagnosticsInProse', () => {
  it.each<[string, string, string]>([
    ['its category', `2000000;reason="${signature}";error_category="invalid_signature"`, ' and so on; x="y"'],
    ['its category in words', `2000000;reason="${signature}";error_category=invalid_signature`, ', they say'],
    ['its category, set apart', `2000000;reason="${signature}"; \n  error_category="invalid_signature"`, '.'],
    ['the quote of its reason', `2000000;reason="${signature}"`, ' in the log, and a "quotation" too'],
    ['the quote of its reason at the end of the text', `2000000;reason="${signature}"`, ''],
    ['the last of its pairs', '28020;source="fe1.contoso.com";reason="No token.";appname="OcsWeb"', ' and more'],
    ['a typographic quote', `2000000;reason=“${signature}”`, '; then more'],
    ['the quote before a bracket', `2000000;reason=“${signature}”`, '] then "more" of it'],
    ['the line, without any quote', '2000000;reason=The token was odd', '\nThe next line'],
    ['the text, without any quote', '2000000;reason=The token was odd', ''],
    ['the line before an empty one', '2000000;reason="The token was odd', '\n \r\nHe said "hello".'],
  ])('ends a value behind %s', (_, value, behind) => {
    expect(raws(`401: ${value}${behind}`)).toEqual([value]);
  });

  it('leaves a category alone that belongs to other words behind', () => {
    const value = `2000000;reason="${signature}"`;
    expect(raws(`${value} and the product has a category="books"`)).toEqual([value]);
  });

  it.each<[string, string, number]>([
    ['a constant of a program', `static final String USER = "${noUser}";`, 0],
    ['an argument of a program', `  USER(2000005, "${noUser}");\n  OTHER(1)`, 0],
    ['JSON', `{"message": "${noUser}",\n"status": 401}`, 1],
    ['a value whose category is on the next line', `reason="${noUser}";\n error_category="invalid_user"`, 1],
  ])('reads a sentence in %s', (_, text, times) => {
    expect(diagnosticsInProse(text)).toHaveLength(times);
  });

  const unparsed =
    '2000001;reason="OAuth token submitted with the request can not be parsed.";error_category="invalid_token"';
  it.each<[string, string, string]>([
    ['in brackets', `x-ms-diagnostics: [${unparsed}]`, 'mip'],
    ['in brackets, wrapped', `x-ms-diagnostics:\n[${unparsed}]`, 'mip'],
    ['alone', `It says ${unparsed}.`, 'mip'],
    ['beside a sign of Exchange', `X-FEServer: EX01, it says ${unparsed}.`, 'exchange'],
  ])('knows whose words it reads, %s', (_, text, dialect) => {
    expect(diagnosticsInProse(text)).toMatchObject([{ dialect }]);
  });

  it('reads two values, each to its own end', () => {
    const [one, two] = [`2000000;reason="${signature}"`, `2000005;reason="${noUser}";error_category="invalid_user"`];
    expect(raws(`first ${one} then ${two}.`)).toEqual([one, two]);
    expect(raws(`first ${two}\nthen ${one}.`)).toEqual([two, one]);
  });

  it('reads at most two thousand characters of a value', () => {
    const far = `2000000;reason="${'x'.repeat(2500)}";error_category="invalid_signature"`;
    expect(raws(far)[0]).toHaveLength(2000);
  });

  it('names at most a thousand places', () => {
    expect(diagnosticsInProse(`${noUser}\n`.repeat(1500))).toHaveLength(1000);
  });

  it.each<[string, string, string]>([
    ['its full stop', noUser, ' Then something else.'],
    ['its full stop before a quote', noUser, '" said the log.'],
    ['its full stop at the end of the text', noUser, ''],
    ['a quote', noUser.slice(0, -1), '" said the log.'],
    ['a semicolon', noUser.slice(0, -1), '; then more.'],
    ['its line', noUser.slice(0, -1), '\nThen more'],
    ['the end of the text', noUser.slice(0, -1), ''],
    ['an empty line', noUser.slice(0, -1), '\n\r\nThen more.'],
    [
      'what was expected and what came',
      "The audience claim value is invalid 'aud'. Expected 'x'. Actual 'y'.",
      ' So it is.',
    ],
    ['the category that follows', `${noUser} error_category="invalid_user"`, ' and more.'],
    ['the category, without a full stop', `${noUser.slice(0, -1)} error_category="invalid_user"`, ' and more.'],
  ])('ends a sentence behind %s', (_, sentence, behind) => {
    expect(raws(`It says: ${sentence}${behind}`)).toEqual([sentence]);
  });

  it('takes no host name for the end of a sentence', () => {
    const sentence = "The hostname component of the audience claim value 'mail.contoso.com' is invalid.";
    expect(raws(`${sentence} Well.`)).toEqual([sentence]);
  });

  it('reads a sentence that a window wrapped', () => {
    const [found] = diagnosticsInProse(`> ${noUser.replace('user-context in', 'user-context\n     in')} Well.`);
    expect(found).toMatchObject({ reason: noUser, error_category: 'invalid_user' });
  });

  it('leaves a sentence alone whose category is of another product', () => {
    expect(diagnosticsInProse(`${noUser} category="invalid_user"`)).toEqual([]);
  });

  it('says nothing of Information Protection’s own words', () => {
    expect(diagnosticsInProse(`mip::NetworkError at aadrm.com: ${noUser}`)).toEqual([]);
    expect(diagnosticsInProse(`MIP SDK said error_category="invalid_user"`)).toEqual([]);
    expect(diagnosticsInProse(`mip::NetworkError${' '.repeat(700)}${noUser}`)).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['before the value', `mip::NetworkError: 2000000;reason="${signature}";error_category="invalid_signature"`],
    ['behind the value', `2000000;reason="${signature}";error_category="invalid_signature" at api.aadrm.com`],
    ['by the bracket', `diagnostics: [2000000;reason="${signature}";error_category="invalid_signature"]`],
  ])('knows Information Protection by its name %s', (_, text) => {
    expect(diagnosticsInProse(text)).toMatchObject([{ dialect: 'mip' }]);
  });

  it('forgets Information Protection six hundred characters on', () => {
    const value = `2000000;reason="${signature}";error_category="invalid_signature"`;
    expect(diagnosticsInProse(`aadrm.com${' '.repeat(700)}${value}${' '.repeat(300)}aadrm.com`)).toMatchObject([
      { dialect: 'exchange' },
    ]);
  });

  it.each<[string, string, string]>([
    [
      'in doubled quotes',
      'It failed, error_category=""invalid_user"", they say',
      'It failed, error_category=""invalid_user""',
    ],
    ['without quotes', 'It failed, error_category=invalid_user, they say', 'It failed, error_category=invalid_user'],
    ['in capitals', 'It failed: error_category="Invalid_User"', 'It failed: error_category="Invalid_User"'],
  ])('quotes the line before a category that stands alone %s', (_, text, raw) => {
    expect(diagnosticsInProse(`One line.\n${text}`)).toEqual([
      { dialect: 'exchange', error_category: 'invalid_user', raw },
    ]);
  });

  it('reads a reason without number beside a sentence that it knows, in any case', () => {
    expect(diagnosticsInProse(`reason="${noUser.toLowerCase()}"`)).toMatchObject([
      { dialect: 'exchange', error_category: 'invalid_user' },
    ]);
  });
});
