import { describe, expect, it } from 'vitest';
import { renderJson } from '../../src/report/json.js';
import type { Token } from '../../src/types.js';
import { hostileValues, unsafe } from './hostile.js';
import { finding, flow, report } from './reports.js';

const token: Token = {
  kind: 'jws',
  header: { alg: 'RS256' },
  claims: { aud: 'https://mail.contoso.com/', exp: 1714550400 },
  signature: 'placeholder',
  audience: ['https://mail.contoso.com/'],
  scopes: [],
  roles: [],
  expiresAt: 1714550400,
  length: 900,
  defects: [],
};

describe('renderJson', () => {
  it('is the contract: schema, findings with words and data, causedBy null for the leading one', () => {
    const echo = finding({ rule: 'signed-in-without-bearer', causedBy: 'spn-missing', first: 0 });
    const json = JSON.parse(
      renderJson(report({ flows: [flow()], findings: [finding(), echo], tokens: [token] }), 'en'),
    );
    expect(json.schema).toBe('hma-doctor/report@1');
    expect(json.capture.transactions).toBe(12);
    expect(json.findings[0]).toMatchObject({
      rule: 'spn-missing',
      severity: 'error',
      confidence: 'high',
      certainty: 'certain',
      causedBy: null,
      count: 1,
      first: null,
      values: { host: 'mail.contoso.com' },
    });
    expect(json.findings[0].summary).toContain('https://mail.contoso.com/');
    expect(json.findings[0].evidence[0]).toMatchObject({ transaction: '4', where: 'body' });
    expect(json.findings[0].fix.some((step: { destructive: boolean }) => step.destructive)).toBe(true);
    expect(json.findings[1]).toMatchObject({ causedBy: 'spn-missing', first: '1970-01-01T00:00:00.000Z' });
    expect(json.tokens[0]).toMatchObject({ claims: { exp: 1714550400 }, expiresAt: 1714550400 });
  });

  it('differs between the languages in words only', () => {
    const words = new Set(['lang', 'summary', 'meaning', 'say', 'next']);
    const bare = (lang: 'en' | 'ja') =>
      JSON.parse(renderJson(report({ findings: [finding()] }), lang), (name, value) =>
        words.has(name) ? undefined : value,
      );
    expect(bare('ja')).toEqual(bare('en'));
    expect(renderJson(report({ findings: [finding()] }), 'ja')).not.toBe(
      renderJson(report({ findings: [finding()] }), 'en'),
    );
  });

  it('gives hostile text back whole and shows none of it raw', () => {
    const dirty = finding({ evidence: hostileValues.map((quote) => ({ transaction: '1', where: 'body', quote })) });
    const text = renderJson(report({ findings: [dirty] }), 'en');
    expect(text).not.toMatch(unsafe);
    expect(JSON.parse(text).findings[0].evidence.map(({ quote }: { quote: string }) => quote)).toEqual(
      hostileValues.map((quote) => quote.replace(/\p{Cs}/gu, '\ufffd')),
    );
  });

  it('survives claims nested deeper than JSON.stringify can follow', () => {
    const claims = JSON.parse(`{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(() => JSON.parse(renderJson(report({ tokens: [{ ...token, claims }] }), 'en'))).not.toThrow();
  });
});
