import { describe, expect, it } from 'vitest';
import { languages, uiText } from '../../src/messages/language.js';
import { columns } from '../../src/report/columns.js';
import { renderTokenText } from '../../src/report/token.js';
import type { Token } from '../../src/types.js';
import { hostileValues, unsafe } from './hostile.js';

const token: Token = {
  kind: 'jws',
  header: { alg: 'RS256', nonce: 'abc' },
  claims: { aud: 'https://mail.contoso.com/', exp: 1714550400, iat: '1714546800', scp: 'user_impersonation' },
  signature: 'placeholder',
  audience: ['https://mail.contoso.com/'],
  application: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
  user: 'kaz@contoso.com',
  scopes: ['user_impersonation'],
  roles: [],
  notBefore: 1714546800,
  issuedAt: 1714546800,
  expiresAt: 1714550400,
  length: 900,
  defects: [{ code: 'line-breaks', at: 7 }],
};

describe('renderTokenText', () => {
  it('names the application, writes times as ISO and marks it unverified', () => {
    const text = renderTokenText(token, { lang: 'en' });
    expect(text).toContain('(Microsoft Office)');
    expect(text).toContain('2024-05-01T08:00:00.000Z');
    expect(text).toContain('1714546800 (2024-05-01T07:00:00.000Z)');
    expect(text).toContain('line-breaks');
    expect(text.split('\n')[0]).toContain('unverified');
  });

  it.each([
    ['nothing without a time', undefined, undefined],
    ['expired at the second of exp', 1714550400_000, 'expired'],
    ['valid a millisecond before', 1714550399_999, 'valid'],
    ['not yet valid before nbf', 1714546799_999, 'notYetValid'],
  ] as const)('says %s', (_what, at, word) => {
    const text = renderTokenText(token, at === undefined ? { lang: 'en' } : { lang: 'en', at });
    const said = text.replaceAll(/\s+/g, ' ');
    for (const each of ['expired', 'valid', 'notYetValid'] as const) {
      const words = uiText('en').token[each](new Date(at ?? 0).toISOString());
      expect(said.includes(`(${words})`)).toBe(each === word);
    }
  });

  it('shows the actor token, one level deep', () => {
    const actor: Token = { ...token, application: 'actor-application', actor: { ...token, application: 'too-deep' } };
    const text = renderTokenText({ ...token, signature: 'empty', actor }, { lang: 'en' });
    expect(text).toContain('actor-application');
    expect(text).not.toContain('too-deep');
  });

  it('shows a time beyond the calendar as the number it is', () => {
    expect(renderTokenText({ ...token, expiresAt: 1e20 }, { lang: 'en' })).toContain('100000000000000000000');
  });

  it.each(languages)('fits 80 columns and is safe, whatever the claims: %s', (lang) => {
    for (const hostile of hostileValues) {
      const text = renderTokenText(
        { ...token, user: hostile, claims: { [hostile]: hostile, x: { y: [hostile] } } },
        { lang },
      );
      expect(text).not.toMatch(unsafe);
      expect(text.split('\n').filter((line) => columns(line) > 80)).toEqual([]);
    }
  });
});
