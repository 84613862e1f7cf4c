import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClientResponse } from '../../src/lab/client-connection.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { ask, lines } from './ask.js';

// Tokens and grants live by it; certificates by the real clock.
const time = Date.UTC(2026, 2, 1, 12);
let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ now: () => time });
});
afterAll(() => lab.close());

const host = 'login.microsoftonline.com';
const resource = 'https://mail.contoso.com/';

const post = async (path: string, form: Record<string, string>) =>
  await ask(lab, host, {
    ...{ method: 'POST', path, body: new URLSearchParams(form).toString() },
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Content-Length', String(new URLSearchParams(form).toString().length)],
      ['client-request-id', 'cccccccc-4444-5555-6666-dddddddddddd'],
    ],
  });
const redeem = async (form: Record<string, string>) => await post('/common/oauth2/token', form);
const authorize = async (query: Record<string, string>, cookie = '') =>
  await ask(lab, host, {
    path: `/common/oauth2/authorize?${new URLSearchParams(query)}`,
    headers: [['Cookie', cookie]],
  });
const parsed = (response: ClientResponse) => JSON.parse(String(response.body)) as Record<string, unknown>;
const flowToken = (response: ClientResponse) => /"sFT":"([^"]+)"/.exec(String(response.body))?.[1] ?? '';

describe('metadata', () => {
  it.each(['/common/.well-known/openid-configuration', '/contoso.com/.well-known/openid-configuration'])(
    'is at %s',
    async (path) => {
      expect(parsed(await ask(lab, host, { path }))).toMatchObject({
        issuer: 'https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/',
        jwks_uri: 'https://login.microsoftonline.com/common/discovery/keys',
      });
    },
  );

  it('publishes keys without their private parts', async () => {
    const { keys } = parsed(await ask(lab, host, { path: '/common/discovery/keys' })) as { keys: object[] };
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([['alg', 'e', 'kid', 'kty', 'n', 'use', 'x5t']]);
  });
});

describe('authorize', () => {
  it('gives a code to a live session, and the page to who has none or must sign in', async () => {
    const { session } = lab.issueGrant(lab.now());
    const cookie = `ESTSAUTHPERSISTENT=${session}`;
    const silent = await authorize({ resource }, cookie);
    expect(silent.status).toBe(302);
    expect(lines(silent, 'Location')[0]).toMatch(/^urn:ietf:wg:oauth:2\.0:oob\?code=[\w.-]+&session_state=/);
    const page = await authorize({ resource });
    expect([page.status, lines(page, 'Content-Type')]).toEqual([200, ['text/html; charset=utf-8']]);
    expect((await authorize({ resource, prompt: 'login' }, cookie)).status).toBe(200);
  });

  it('marks its answers as Entra’s', async () => {
    const response = await authorize({ resource });
    const cookies = lines(response, 'Set-Cookie').map((value) => value.split('=')[0]);
    expect(cookies).toEqual(['esctx', 'x-ms-gateway-slice', 'stsservicecookie']);
    expect(lines(response, 'x-ms-request-id')).toHaveLength(1);
  });

  it('shows the page again, with AADSTS50126, after a wrong password', async () => {
    const login = { login: 'megan@contoso.com', passwd: 'wrong', flowToken: flowToken(await authorize({ resource })) };
    const again = await post('/common/login', login);
    expect(String(again.body)).toContain('"sErrorCode":"50126"');
    const right = await post('/common/login', { ...login, passwd: 'lab-Only-pass-1', flowToken: flowToken(again) });
    expect(lines(right, 'Location')[0]).toContain('?code=');
    expect(lines(right, 'Set-Cookie').some((value) => value.startsWith('ESTSAUTHPERSISTENT='))).toBe(true);
  });

  it('does not take a second factor before the password', async () => {
    lab.setFault('password-changed');
    const started = flowToken(await authorize({ resource }));
    const skipped = await post('/common/SAS/ProcessAuth', { flowToken: started });
    lab.setFault('healthy');
    expect(lines(skipped, 'Location')[0]).toContain('error=access_denied');
  });
});

describe('token', () => {
  it('takes a code once', async () => {
    const { session } = lab.issueGrant(lab.now());
    const redirect = await authorize({ resource }, `ESTSAUTHPERSISTENT=${session}`);
    const code = /code=([^&]+)/.exec(lines(redirect, 'Location')[0] ?? '')?.[1] ?? '';
    const first = await redeem({ grant_type: 'authorization_code', code, resource });
    const second = await redeem({ grant_type: 'authorization_code', code, resource });
    expect([first.status, second.status]).toEqual([200, 400]);
    expect(parsed(first)).toMatchObject({ token_type: 'Bearer', resource, expires_in: '4200' });
  });

  it('takes a refresh token for any resource that the tenant knows', async () => {
    const refresh_token = lab.issueGrant(lab.now()).refreshToken;
    const refresh = async (name: string) =>
      await redeem({ grant_type: 'refresh_token', refresh_token, resource: name });
    expect((await refresh(resource)).status).toBe(200);
    expect((await refresh('https://autodiscover.contoso.com')).status).toBe(200);
    const unknown = await refresh('https://ex01.contoso.local/');
    expect(parsed(unknown)).toMatchObject({
      error: 'invalid_resource',
      error_codes: [500011],
      correlation_id: 'cccccccc-4444-5555-6666-dddddddddddd',
    });
  });

  it('names both times when it refuses a revoked grant', async () => {
    const own = await startLab({ now: () => time, fault: 'revoked-grant' });
    try {
      const refresh_token = own.issueGrant(time - 86_400_000).refreshToken;
      const body = new URLSearchParams({ grant_type: 'refresh_token', refresh_token, resource }).toString();
      const request = { method: 'POST', path: '/common/oauth2/token', body };
      const response = await ask(own, host, { ...request, headers: [['Content-Length', String(body.length)]] });
      const text = String(parsed(response).error_description);
      expect(text).toContain("issued on '2026-02-28T12:00:00.0000000Z'");
      expect(text).toContain("for this user is '2026-03-01T09:00:00.0000000Z'");
      expect(text).toContain('Timestamp: 2026-03-01 12:00:00Z');
    } finally {
      await own.close();
    }
  });

  it.each([
    ['an unknown code', { grant_type: 'authorization_code', code: 'x' }, 9002313],
    ['an unknown refresh token', { grant_type: 'refresh_token', refresh_token: 'x' }, 9002313],
    ['another grant type', { grant_type: 'password' }, 70003],
    ['nothing', {}, 70003],
  ])('refuses %s', async (_what, form, code) => {
    const response = await redeem(form);
    expect([response.status, parsed(response).error_codes]).toEqual([400, [code]]);
  });
});
