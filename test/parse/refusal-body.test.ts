import { describe, expect, it } from 'vitest';
import { parseRefusalBody } from '../../src/parse/refusal-body.js';
import { expectLinear, nastyRuns } from './linear.js';

const body = (code: string, message: string, fragment: string): string =>
  JSON.stringify({
    error: { code, message, innerError: { errorUrl: `https://aka.ms/autherrors#${fragment}`, requestId: 'r' } },
  });

describe('parseRefusalBody', () => {
  it.each([
    ['InvalidAudienceForResource', 'error-InvalidResource', 'invalid_resource'],
    ['NoPermissionsInAccessToken', 'error-InvalidGrant', 'invalid_grant'],
    ['InvalidAuthenticationToken', 'error-TokenExpired', 'token_expired'],
  ])('reads %s', (code, fragment, category) => {
    const text = body(code, "Audience claim is 'https://outlook.office.com/'.", fragment);
    expect(parseRefusalBody(text)).toEqual({
      dialect: 'exchange-json',
      reason: "Audience claim is 'https://outlook.office.com/'.",
      error_category: category,
      raw: text,
    });
  });

  it('reads it inside a log line, and with escaped slashes', () => {
    const text = `Error 401: ${body('X', 'refused', 'error-InvalidGrant').replaceAll('/', '\\/')} at once`;
    expect(parseRefusalBody(text)).toMatchObject({ reason: 'refused', error_category: 'invalid_grant' });
    expect(text).toContain(parseRefusalBody(text)?.raw);
  });

  it('quotes of a log line the JSON alone, and of a fragment all there is', () => {
    const json = body('X', 'refused', 'error-InvalidGrant');
    expect(parseRefusalBody(`Error 401: ${json} at once`)?.raw).toBe(json);
    const fragment = '"message":"refused","errorUrl":"https://aka.ms/autherrors#error-InvalidGrant"';
    expect(parseRefusalBody(fragment)).toMatchObject({ reason: 'refused', raw: fragment });
  });

  it('reads it without a message', () => {
    const text = '{"errorUrl":"https://aka.ms/autherrors#error-InvalidGrant"}';
    expect(parseRefusalBody(text)).toEqual({ dialect: 'exchange-json', error_category: 'invalid_grant', raw: text });
  });

  it.each([
    '{"error":{"code":"InvalidAuthenticationToken","message":"CompactToken parsing failed","innerError":{}}}',
    '{"error":{"message":"x","innerError":{"errorUrl":"https://aka.ms/other#error-InvalidGrant"}}}',
    '{"error":"invalid_grant"}',
    '<html>autherrors#error-InvalidGrant</html>',
    '',
  ])('gives nothing for %s', (text) => {
    expect(parseRefusalBody(text)).toBeUndefined();
  });

  it.each(nastyRuns)('takes time in proportion on a run of %j', (run) => {
    expectLinear((n) => parseRefusalBody(`{"message":"${run.repeat(n)}","errorUrl":${run.repeat(n)}"x`));
  });
});
