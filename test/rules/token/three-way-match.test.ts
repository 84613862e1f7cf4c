import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../src/rules/token/refusal.js';
import { misfitsOf, ruleByMatch } from '../../../src/rules/token/three-way-match.js';
import type { Flow } from '../../../src/types.js';
import { accepted, easUrl, emptyBearer, ewsUrl, onlineUrl, refused, refusedSilently } from '../../support/dance.js';
import { troubles } from '../../support/rule-test.js';
import {
  badSignature,
  hostNameInvalid,
  noPermissions,
  noSuchUser,
  notEnoughScope,
  tokenExpired,
  userIssuerUnknown,
  wrongProfile,
} from '../../support/sentences.js';
import { serverToken } from '../../support/server-token.js';
import {
  accessToken,
  bearerChallenge,
  diagnose,
  type Exchange,
  exchangeHeaders,
  flows,
  start,
  tenant,
} from '../../support/traffic.js';

const stranger = '11111111-2222-3333-4444-555555555555';
const otherName = accessToken({ aud: 'https://autodiscover.contoso.com/' });
const otherTenant = accessToken({ iss: `https://sts.windows.net/${stranger}/`, tid: stranger });
const otherScope = accessToken({ scp: 'Mail.Read' });
const stale = accessToken({ nbf: start / 1000 - 7200, exp: start / 1000 - 3600 });
const american = (iss: string): Exchange[] => [
  refusedSilently(
    {
      headers: [
        bearerChallenge({
          authorization_uri: 'https://login.microsoftonline.us/common/oauth2/authorize',
          error: 'invalid_token',
        }),
        ...exchangeHeaders,
      ],
    },
    accessToken({ iss }),
  ),
];

function cellsOf(exchanges: readonly Exchange[]): string[] {
  const [flow] = flows(...exchanges) as [Flow];
  const refusal = refusalOf(flow);
  return refusal ? misfitsOf(flow, refusal).map(({ cell, rule }) => `${cell}: ${rule}`) : [];
}

describe('the three-way match', () => {
  it.each<[string, readonly Exchange[], readonly string[]]>([
    ['nothing where all fits', [emptyBearer(), refusedSilently()], []],
    ['the audience, against the host', [refusedSilently({}, otherName)], ['audience: audience-mismatch']],
    [
      'nothing where one of several audiences fits',
      [refusedSilently({}, accessToken({ aud: ['https://other.contoso.com/', 'https://mail.contoso.com/'] }))],
      [],
    ],
    ['the tenant, against the challenge', [refusedSilently({}, otherTenant)], ['issuer: invalid-issuer']],
    ['the scope, against the virtual directory', [refusedSilently({}, otherScope)], ['permission: missing-permission']],
    ['the scope at ActiveSync', [refusedSilently({ url: easUrl })], ['permission: missing-permission']],
    [
      'the kind of token, against the virtual directory',
      [refusedSilently({}, serverToken())],
      ['profile: invalid-token'],
    ],
    ['the end of the token, against the clock', [refusedSilently({}, stale)], ['time: expired-token']],
    [
      'all at once, the surest first',
      [
        refusedSilently(
          {},
          accessToken({
            aud: 'https://autodiscover.contoso.com/',
            iss: `https://sts.windows.net/${stranger}/`,
            tid: stranger,
            scp: 'Mail.Read',
            nbf: start / 1000 - 7200,
            exp: start / 1000 - 3600,
          }),
        ),
      ],
      [
        'time: expired-token',
        'audience: audience-mismatch',
        'issuer: invalid-issuer',
        'permission: missing-permission',
      ],
    ],
    [
      'nothing in Exchange Online, where the audience differs by design',
      [refusedSilently({ url: onlineUrl }, accessToken({ aud: 'https://outlook.office.com/', scp: 'Mail.Read' }))],
      [],
    ],
    [
      'another product at Exchange Online',
      [refusedSilently({ url: onlineUrl }, accessToken({ aud: 'https://graph.microsoft.com' }))],
      ['audience: audience-mismatch'],
    ],
    [
      'another product by its number',
      [refusedSilently({ url: ewsUrl }, accessToken({ aud: '00000003-0000-0000-c000-000000000000' }))],
      ['audience: audience-mismatch'],
    ],
    [
      'nothing where the audience is the number of Exchange',
      [refusedSilently({ url: ewsUrl }, accessToken({ aud: '00000002-0000-0ff1-ce00-000000000000' }))],
      [],
    ],
    ['nothing between servers at EWS', [refusedSilently({ url: ewsUrl }, serverToken())], []],
    [
      'nothing where Exchange trusts any tenant',
      [
        refusedSilently(
          {
            headers: [
              bearerChallenge({ trusted_issuers: '00000001-0000-0000-c000-000000000000@*', error: 'invalid_token' }),
              ...exchangeHeaders,
            ],
          },
          otherTenant,
        ),
      ],
      [],
    ],
    [
      'the tenant, against the address of the sign-in',
      [
        refusedSilently(
          {
            headers: [
              bearerChallenge({
                trusted_issuers: '00000001-0000-0000-c000-000000000000@*',
                authorization_uri: `https://login.microsoftonline.com/${tenant}/oauth2/authorize`,
                error: 'invalid_token',
              }),
              ...exchangeHeaders,
            ],
          },
          otherTenant,
        ),
      ],
      ['issuer: invalid-issuer'],
    ],
    [
      'nothing where any tenant is trusted beside a named one',
      [
        refusedSilently(
          {
            headers: [
              bearerChallenge({
                trusted_issuers: `00000001-0000-0000-c000-000000000000@${tenant},00000001-0000-0000-c000-000000000000@*`,
                error: 'invalid_token',
              }),
              ...exchangeHeaders,
            ],
          },
          otherTenant,
        ),
      ],
      [],
    ],
    [
      'nothing where the challenge leads to AD FS, which is of no cloud',
      [
        refusedSilently({
          headers: [
            bearerChallenge({
              authorization_uri: 'https://fs.contoso.com/adfs/oauth2/authorize',
              error: 'invalid_token',
            }),
            ...exchangeHeaders,
          ],
        }),
      ],
      [],
    ],
    [
      'nothing where the challenge leads nowhere',
      [
        refusedSilently({
          headers: [bearerChallenge({ authorization_uri: undefined, error: 'invalid_token' }), ...exchangeHeaders],
        }),
      ],
      [],
    ],
    [
      'nothing where the address names the tenant by its domain',
      [
        refusedSilently(
          {
            headers: [
              bearerChallenge({
                trusted_issuers: undefined,
                authorization_uri:
                  'https://login.microsoftonline.com/subsidiary-of-contoso.onmicrosoft.co/oauth2/authorize',
                error: 'invalid_token',
              }),
              ...exchangeHeaders,
            ],
          },
          otherTenant,
        ),
      ],
      [],
    ],
    [
      'nothing where the realm is that of a SharePoint farm',
      [
        refusedSilently({
          headers: [
            bearerChallenge({
              trusted_issuers: `00000003-0000-0ff1-ce00-000000000000@${stranger}`,
              error: 'invalid_token',
            }),
            ...exchangeHeaders,
          ],
        }),
      ],
      [],
    ],
    ['nothing where the United States use the worldwide name', american(`https://sts.windows.net/${tenant}/`), []],
    ['another cloud', american(`https://sts.chinacloudapi.cn/${tenant}/`), ['issuer: invalid-issuer']],
    ['nothing in a token that cannot be read', [refusedSilently({}, 'opaque-and-made-up')], []],
  ])('names %s', (_what, exchanges, cells) => {
    expect(cellsOf(exchanges)).toEqual(cells);
  });

  it.each<[string, readonly [number, string, string], string, string]>([
    ['audience', hostNameInvalid, otherName, 'audience-mismatch'],
    ['issuer', userIssuerUnknown, otherTenant, 'invalid-issuer'],
    ['expiry', tokenExpired, stale, 'expired-token'],
    ['missing permission', noPermissions, accessToken({ scp: undefined }), 'missing-permission'],
    ['scope', notEnoughScope, otherScope, 'missing-permission'],
    ['profile', wrongProfile, serverToken(), 'invalid-token'],
  ])('names the %s before the reason is read, and the reason agrees', (_what, said, token, rule) => {
    const [silent] = flows(refusedSilently({}, token)) as [Flow];
    const refusal = refusalOf(silent);
    expect(refusal && ruleByMatch(silent, refusal)).toBe(rule);
    const [loud] = diagnose([refused(said, {}, token)]).findings;
    const [guessed] = diagnose([refusedSilently({}, token)]).findings;
    expect([loud?.rule, loud?.confidence]).toEqual([rule, 'high']);
    expect([guessed?.rule, guessed?.confidence]).toEqual([rule, 'medium']);
  });

  it.each<[string, string]>([
    ['audience', otherName],
    ['tenant', otherTenant],
    ['scope', otherScope],
    ['time', stale],
  ])('gives way to the reason, where another %s is taken for the cause', (_what, token) => {
    expect(troubles(diagnose([refused(noSuchUser, {}, token)]))).toEqual(['unknown-user']);
    expect(troubles(diagnose([refused(badSignature, {}, token)]))).toEqual(['invalid-signature']);
  });

  it.each<[string, string]>([
    ['audience', otherName],
    ['tenant', otherTenant],
    ['scope', otherScope],
    ['time', stale],
    ['kind', serverToken()],
  ])('says nothing of an odd %s that is taken', (_what, token) => {
    expect(troubles(diagnose([emptyBearer(), accepted({}, token)]))).toEqual([]);
  });
});
