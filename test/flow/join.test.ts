import { describe, expect, it } from 'vitest';
import {
  accepted,
  authorizeDenied,
  emptyBearer,
  ewsUrl,
  ntlm,
  prompt,
  refused,
  silentAuthorize,
} from '../support/dance.js';
import { grantRevoked, mfaNeeded, noSuchUser, principalMissing } from '../support/sentences.js';
import {
  accessToken,
  authorizeUrl,
  type Exchange,
  flows,
  tokenDenied,
  tokenIssued,
  tokenRequest,
  tokenUrl,
} from '../support/traffic.js';

/** Ids of the Exchange side, ids of the sign-in side, outcome. */
const shape = (...exchanges: readonly Exchange[]) =>
  flows(...exchanges).map(({ observations, signIn, outcome }) => [ids(observations), ids(signIn), outcome]);
const ids = (list: readonly { transaction: { id: string } }[]) =>
  list.map(({ transaction }) => transaction.id).join(' ');
const as = (user: string): Exchange => ({ requestHeaders: [['X-User-Identity', user]] });
const otherHost = 'https://mail.fabrikam.com/mapi/emsmdb/';
const otherResource = 'https://mail.fabrikam.com/';

describe('a sign-in leg', () => {
  it('belongs to the attempt that used its token', () => {
    const token = accessToken({ aud: '00000002-0000-0ff1-ce00-000000000000' });
    expect(
      shape(emptyBearer(), tokenIssued(token, '00000002-0000-0ff1-ce00-000000000000'), accepted({}, token)),
    ).toEqual([['1 3', '2', 'bearer']]);
  });

  it('belongs to the attempt that used its token, even where it was issued before', () => {
    const token = accessToken();
    expect(shape(tokenIssued(token), accepted({}, token))).toEqual([['2', '1', 'bearer']]);
  });

  it('that issued the same token again belongs to the attempt after it', () => {
    const token = accessToken();
    const once = [emptyBearer(), tokenIssued(token), accepted({}, token)];
    expect(shape(...once, ...once)).toEqual([
      ['1 3', '2', 'bearer'],
      ['4 6', '5', 'bearer'],
    ]);
  });

  it('belongs to the attempt that waited for its resource', () => {
    expect(shape(emptyBearer(), tokenDenied(50173, grantRevoked))).toEqual([['1', '2', 'sign-in-failed']]);
  });

  it('belongs to every attempt that waited for it', () => {
    const token = accessToken();
    expect(
      shape(
        emptyBearer(),
        emptyBearer({ url: ewsUrl }),
        tokenIssued(token),
        accepted({}, token),
        accepted({ url: ewsUrl }, token),
      ),
    ).toEqual([
      ['1 4', '3', 'bearer'],
      ['2 5', '3', 'bearer'],
    ]);
  });

  it('does not belong to an attempt at another host', () => {
    expect(shape(emptyBearer({ url: otherHost }), tokenDenied(50173, grantRevoked))).toEqual([
      ['1', '', 'open'],
      ['2', '2', 'sign-in-failed'],
    ]);
  });

  it('does not belong to an attempt that was over', () => {
    const exchanges = [emptyBearer(), accepted(), tokenDenied(50173, grantRevoked)];
    expect(shape(...exchanges)).toEqual([
      ['1 2', '', 'bearer'],
      ['3', '3', 'sign-in-failed'],
    ]);
  });

  it('does not belong to an attempt that gave up a quarter of an hour before', () => {
    expect(shape(emptyBearer(), { ...tokenDenied(50173, grantRevoked), at: 901 })).toEqual([
      ['1', '', 'open'],
      ['2', '2', 'sign-in-failed'],
    ]);
  });

  it('belongs to the attempt of the user whom it names', () => {
    const [greg, info] = [as('gregt@contoso.com'), as('info@contoso.com')];
    const leg = authorizeDenied('invalid_grant', `AADSTS50173: ${grantRevoked}`, {
      url: `${authorizeUrl()}&login_hint=Info%40contoso.com`,
    });
    expect(shape(emptyBearer(greg), emptyBearer(info), leg)).toEqual([
      ['1', '', 'open'],
      ['2', '3', 'sign-in-failed'],
    ]);
  });

  it('that names no resource is joined to nothing', () => {
    const bare: Exchange = {
      method: 'GET',
      url: 'https://login.microsoftonline.com/common/oauth2/authorize?client_id=11111111-2222-4333-8444-555555555555&response_type=code',
      status: 302,
      headers: [['Location', 'https://localhost/?error=access_denied&error_description=AADSTS65004%3A+declined']],
    };
    expect(shape(emptyBearer(), bare)).toEqual([
      ['1', '', 'open'],
      ['2', '2', 'sign-in-failed'],
    ]);
  });

  it('whose request was not seen belongs to what follows it on its connection', () => {
    const { requestBody: _none, ...denied } = tokenDenied(50173, grantRevoked);
    const unseen: Exchange = { ...denied, connection: 'c7', absent: ['request-body'] };
    expect(shape(emptyBearer(), unseen, prompt({ connection: 'c7' }))).toEqual([['1', '2 3', 'sign-in-failed']]);
    expect(shape(emptyBearer(), unseen, prompt({ connection: 'c8' }))).toEqual([
      ['1', '3', 'open'],
      ['2', '2', 'sign-in-failed'],
    ]);
  });

  it('that could be of two others stays alone', () => {
    const nameless: Exchange = {
      ...tokenRequest(),
      url: tokenUrl,
      requestBody: 'grant_type=authorization_code&client_id=d3590ed6-52b3-4102-aeff-aad2292ab01c&code=made-up',
      status: 400,
      body: '{"error":"invalid_grant","error_description":"AADSTS70000: The code is malformed."}',
    };
    const [first, second] = [prompt(), prompt({ url: authorizeUrl(otherResource) })];
    expect(shape(first, nameless)).toEqual([['1 2', '1 2', 'sign-in-failed']]);
    expect(shape(first, second, nameless)).toEqual([
      ['1', '1', 'open'],
      ['2', '2', 'open'],
      ['3', '3', 'sign-in-failed'],
    ]);
  });

  it('ends with its token: the next request is the next leg', () => {
    expect(shape(tokenIssued(accessToken()), tokenDenied(50173, grantRevoked))).toEqual([
      ['1', '1', 'open'],
      ['2', '2', 'sign-in-failed'],
    ]);
  });

  it('of two resources at once is two', () => {
    expect(
      shape(
        prompt(),
        prompt({ url: authorizeUrl(otherResource) }),
        tokenDenied(50173, grantRevoked),
        tokenIssued(accessToken({ aud: otherResource }), otherResource),
      ),
    ).toEqual([
      ['1 3', '1 3', 'sign-in-failed'],
      ['2 4', '2 4', 'open'],
    ]);
  });

  it('is found by the resource that its error names', () => {
    const { requestBody: _none, ...denied } = tokenDenied(
      500011,
      principalMissing('https://mail.contoso.com/'),
      'invalid_resource',
    );
    expect(shape(emptyBearer(), denied)).toEqual([['1', '2', 'sign-in-failed']]);
  });

  it('is found by a v2 scope', () => {
    const asked: Exchange = {
      ...tokenDenied(50173, grantRevoked),
      url: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
      requestBody:
        'grant_type=refresh_token&client_id=d3590ed6-52b3-4102-aeff-aad2292ab01c&scope=https%3A%2F%2Fmail.contoso.com%2F%2F.default',
    };
    expect(shape(emptyBearer(), asked)).toEqual([['1', '2', 'sign-in-failed']]);
  });
});

describe('the outcome of both sides', () => {
  it.each<[string, readonly Exchange[], string]>([
    ['a refused sign-in after the challenge', [emptyBearer(), tokenDenied(50076, mfaNeeded)], 'sign-in-failed'],
    [
      'a token after a refused sign-in, not used yet',
      [emptyBearer(), tokenDenied(50076, mfaNeeded), tokenIssued(accessToken())],
      'open',
    ],
    ['a refused token after the sign-in', [emptyBearer(), tokenIssued(accessToken()), refused(noSuchUser)], 'refused'],
    ['NTLM after a refused sign-in', [emptyBearer(), tokenDenied(50173, grantRevoked), ...ntlm(200)], 'other-scheme'],
    ['a page that waits for a person', [emptyBearer(), prompt()], 'open'],
    [
      'nobody signed in, and nothing after',
      [emptyBearer(), silentAuthorize('login_required', 'AADSTS50058: none')],
      'sign-in-failed',
    ],
  ])('%s', (_what, exchanges, outcome) => {
    expect(flows(...exchanges).map((flow) => flow.outcome)).toEqual([outcome]);
  });

  it('a sign-in host out of reach, no answer at all', () => {
    const gone: Exchange = { method: 'GET', url: authorizeUrl(), failure: { stage: 'dns', code: 'ENOTFOUND' } };
    expect(flows(emptyBearer(), gone).map(({ outcome }) => outcome)).toEqual(['failed']);
  });
});
