import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResponseHead } from '../../src/parse/read-head.js';
import { parseSignInAnswer, parseSignInRequest } from '../../src/parse/sign-in.js';
import type { EntraError, Protocol } from '../../src/types.js';
import { expectLinear, nastyRuns } from './linear.js';

const authorize = 'https://login.windows.net/common/oauth2/authorize';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${part({ alg: 'RS256' })}.${part({ aud: 'https://mail.contoso.com/' })}.REDACTED-signature-1-342`;
const whole = (text: string) => ({ text, complete: true });

describe('parseSignInRequest', () => {
  it('reads the public fields of an authorize query', () => {
    const query =
      'response_type=code&client_id=f8d98a96-0999-43f5-8af3-69971c7bb423&resource=https%3A%2F%2Fmail.contoso.com%2F&login_hint=anna%40contoso.com&prompt=login&redirect_uri=urn%3Aietf%3Awg%3Aoauth%3A2.0%3Aoob&state=REDACTED-state-1-20';
    expect(parseSignInRequest(`${authorize}?${query}`, undefined)).toEqual({
      response_type: 'code',
      client_id: 'f8d98a96-0999-43f5-8af3-69971c7bb423',
      resource: 'https://mail.contoso.com/',
      login_hint: 'anna@contoso.com',
      prompt: 'login',
      redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
    });
  });

  it('reads the form of a token request', () => {
    const form = 'grant_type=refresh_token&refresh_token=REDACTED-token-1-900&resource=https%3A%2F%2Fmail.contoso.com';
    expect(parseSignInRequest('https://login.windows.net/common/oauth2/token', whole(form))).toEqual({
      grant_type: 'refresh_token',
      resource: 'https://mail.contoso.com',
    });
  });

  it.each<[string, string | undefined]>([
    ['https://mail.contoso.com/.default', 'https://mail.contoso.com'],
    ['https://mail.contoso.com//.default', 'https://mail.contoso.com/'],
    ['openid profile offline_access https://mail.contoso.com/EWS.AccessAsUser.All', 'https://mail.contoso.com'],
    ['00000002-0000-0ff1-ce00-000000000000/.default', '00000002-0000-0ff1-ce00-000000000000'],
    ['https://mail.contoso.com', 'https://mail.contoso.com'],
    ['openid profile', undefined],
  ])('finds the resource of the scope %s', (scope, resource) => {
    expect(parseSignInRequest(`${authorize}?scope=${encodeURIComponent(scope)}`, undefined)?.resource).toBe(resource);
  });

  it('lets resource win over scope', () => {
    const url = `${authorize}?scope=https://a.contoso.com/.default&resource=https://b.contoso.com`;
    expect(parseSignInRequest(url, undefined)?.resource).toBe('https://b.contoso.com');
  });

  it('fills in what a broker put into the JWT of request=', () => {
    const request = `${part({ alg: 'HS256' })}.${part({ client_id: 'x', resource: 'https://mail.contoso.com/', grant_type: 'refresh_token' })}.REDACTED-signature-1-43`;
    const form = `grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&request=${request}`;
    expect(parseSignInRequest(undefined, whole(form))).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      client_id: 'x',
      resource: 'https://mail.contoso.com/',
    });
  });

  it.each([undefined, authorize, `${authorize}?`, `${authorize}#client_id=x`])('finds nothing in %s', (url) => {
    expect(parseSignInRequest(url, undefined)).toBeUndefined();
    expect(parseSignInRequest(url, whole('{"client_id":"x"}'))).toBeUndefined();
  });

  it('never throws', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        text,
        text,
        (url, body) => void parseSignInRequest(`${authorize}?scope=${url}`, whole(`request=${body}`)),
      ),
    );
  });

  let fresh = 0;
  it.each(nastyRuns)('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const long = `${run.repeat(n)}${fresh++}`;
      parseSignInRequest(`${authorize}?scope=${long}`, whole(`request=${long}&scope=${long}`));
    });
  });
});

interface Said {
  readonly status?: number;
  readonly lines?: readonly string[];
  readonly text?: string;
  readonly complete?: boolean;
  readonly method?: string;
  readonly errors?: readonly EntraError[];
}

function answer(
  protocol: Protocol,
  { status = 200, lines = [], text, complete = true, method = 'POST', errors = [] }: Said,
) {
  const head = readResponseHead(['HTTP/1.1 200 OK', ...lines].join('\r\n'));
  const body = text === undefined ? undefined : { text, complete };
  return parseSignInAnswer({ service: { kind: 'sign-in', protocol }, method, status, head, body, errors });
}

const error: EntraError = { form: 'json', error: 'invalid_grant', codes: [50173], code: 50173, defects: [], raw: '' };

describe('parseSignInAnswer', () => {
  it('finds the access token, whose text is the identity of later requests', () => {
    const text = JSON.stringify({
      token_type: 'Bearer',
      expires_in: '3599',
      access_token: jwt,
      refresh_token: 'REDACTED-token-2-900',
    });
    expect(answer('token', { text })).toMatchObject({
      kind: 'token',
      identity: jwt,
      token: { kind: 'jws', audience: ['https://mail.contoso.com/'], signature: 'placeholder' },
    });
  });

  it('finds the access token of a body that was cut behind it', () => {
    const text = `{"token_type":"Bearer","access_token":"${jwt}","refresh_token":"0.AAA`;
    expect(answer('token', { text, complete: false })).toMatchObject({ kind: 'token', identity: jwt });
  });

  it.each<[string, Said]>([
    ['an encrypted answer', { text: `${part({ alg: 'dir', enc: 'A256GCM' })}..aXY.Y2lw.dGFn` }],
    ['an answer whose body was not recorded', {}],
    ['an answer cut before its token', { text: '{"token_type":"Bearer"', complete: false }],
    ['an id token alone', { text: '{"id_token":"REDACTED-token-1-800"}' }],
  ])('takes %s for success, unreadable', (_, said) => {
    expect(answer('token', said)).toEqual({ kind: 'token' });
  });

  it.each<[string, Protocol, Said, string]>([
    [
      'a redirect with a code',
      'authorize',
      { status: 302, lines: ['Location: urn:ietf:wg:oauth:2.0:oob?code=REDACTED-code-1-900&session_state=x'] },
      'code',
    ],
    [
      'a redirect with a code in its fragment',
      'authorize',
      { status: 302, lines: ['Location: https://mail.contoso.com/owa/#code=x'] },
      'code',
    ],
    [
      'a redirect with a token',
      'authorize',
      { status: 302, lines: ['Location: https://mail.contoso.com/#access_token=x'] },
      'token',
    ],
    [
      'a redirect elsewhere',
      'authorize',
      { status: 302, lines: ['Location: https://sts.contoso.com/adfs/ls/?wa=wsignin1.0'] },
      'other',
    ],
    [
      'a page',
      'authorize',
      { lines: ['Content-Type: text/html; charset=utf-8'], text: '<html>Sign in</html>' },
      'page',
    ],
    [
      'a page that posts the code',
      'authorize',
      { text: '<form><input type="hidden" name="code" value="x"/></form>' },
      'code',
    ],
    ['JSON of the sign-in page', 'sign-in-page', { text: '{"apiCanary":"x"}' }, 'other'],
    ['a page instead of a token', 'token', { text: '<html></html>' }, 'page'],
    ['JSON without a token', 'token', { text: '{"device_code":"x"}' }, 'other'],
    ['a refusal which nobody could read', 'token', { status: 503 }, 'other'],
    ['the answer to OPTIONS', 'token', { method: 'OPTIONS' }, 'other'],
  ])('knows %s', (_, protocol, said, kind) => {
    expect(answer(protocol, said)).toEqual({ kind });
  });

  it('lets an error win over everything else', () => {
    expect(answer('authorize', { text: '<html></html>', errors: [error] })).toEqual({ kind: 'error', error });
  });

  it('says nothing of metadata and of other services', () => {
    expect(answer('openid-configuration', { text: '{}' })).toBeUndefined();
    const head = readResponseHead('HTTP/1.1 200 OK');
    const service = { kind: 'exchange', protocol: 'ews' } as const;
    expect(parseSignInAnswer({ service, status: 200, head, errors: [] })).toBeUndefined();
  });

  it('never throws', () => {
    const protocol = fc.constantFrom<Protocol>('token', 'authorize', 'sign-in-page');
    const status = fc.constantFrom(200, 302, 400);
    fc.assert(
      fc.property(protocol, status, fc.string({ unit: 'binary' }), (name, code, text) => {
        answer(name, { status: code, text, lines: [`Location: ${text}`] });
        answer(name, { status: code, text: `{"access_token":"${text}` });
      }),
    );
  });

  let fresh = 0;
  it.each([...nastyRuns, '<input '])('takes linear time over a run of %j', (run) => {
    expectLinear((n) => {
      const long = `${run.repeat(n)}${fresh++}`;
      answer('token', { text: `{"access_token":"${long}` });
      answer('authorize', { text: `<${long}` });
      answer('authorize', { status: 302, lines: [`Location: ?${long}`] });
    });
  });
});
