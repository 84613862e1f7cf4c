import rule from '../../../src/rules/token/invalid-issuer.js';
import { accepted, emptyBearer, ewsUrl, onlineUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { issuerUnknown, noSuchUser, userIssuerUnknown } from '../../support/sentences.js';
import { serverToken } from '../../support/server-token.js';
import { accessToken, bearerChallenge, diagnosticsHeader, exchangeHeaders, tenant } from '../../support/traffic.js';

const free = { url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH' };
const stranger = '11111111-2222-3333-4444-555555555555';
const foreign = accessToken({ iss: `https://sts.windows.net/${stranger}/`, tid: stranger, upn: 'gregt@fabrikam.com' });
const chinese = accessToken({ iss: `https://sts.chinacloudapi.cn/${tenant}/` });
const anyTenant = [
  bearerChallenge({ trusted_issuers: '00000001-0000-0000-c000-000000000000@*', error: 'invalid_token' }),
  ...exchangeHeaders,
];

testRule(rule, {
  fails: [
    [
      "the issuer of users' tokens: EvoSTS is missing",
      [emptyBearer(), refused(userIssuerUnknown)],
      {
        confidence: 'high',
        values: { kind: 'user', issuer: `https://sts.windows.net/${tenant}/`, tenant, trusted: tenant },
        where: 'x-ms-diagnostics',
        quote: "Issuer was 'https://sts.windows.net/",
      },
    ],
    [
      'the issuer of tokens between servers: ACS is missing',
      [refused(issuerUnknown, free, serverToken())],
      { values: { kind: 's2s', issuer: `00000001-0000-0000-c000-000000000000@${tenant}`, tenant }, quote: '2000009' },
    ],
    [
      'an account of another tenant: the match says so, and Exchange agrees',
      [emptyBearer(), refused([2000009, 'The issuer of the token is unknown.', 'invalid_issuer'], {}, foreign)],
      {
        confidence: 'high',
        values: {
          kind: 'foreign-tenant',
          issuer: `https://sts.windows.net/${stranger}/`,
          tenant: stranger,
          trusted: tenant,
          user: 'gregt@fabrikam.com',
        },
        where: 'token iss',
        quote: stranger,
      },
    ],
    [
      'the same without a reason: the match decides',
      [emptyBearer(), refusedSilently({}, foreign)],
      {
        confidence: 'medium',
        values: { kind: 'foreign-tenant', tenant: stranger },
        where: 'WWW-Authenticate',
        quote: `trusted_issuers="00000001-0000-0000-c000-000000000000@${tenant}"`,
      },
    ],
    [
      'a token of the Chinese cloud where the challenge leads to the worldwide one',
      [emptyBearer(), refusedSilently({}, chinese)],
      { confidence: 'medium', values: { kind: 'cloud' }, where: 'token iss', quote: 'chinacloudapi' },
    ],
    [
      'a token of AD FS that is not trusted',
      [
        refused(
          [
            2000009,
            "The issuer of the token is unknown. Issuer was 'http://fs.contoso.com/adfs/services/trust'.",
            'invalid_issuer',
          ],
          {},
          accessToken({ iss: 'http://fs.contoso.com/adfs/services/trust', tid: undefined }),
        ),
      ],
      { values: { kind: 'adfs' }, quote: 'adfs/services/trust' },
    ],
    [
      'the category of old builds',
      [refused([2000001, userIssuerUnknown[1], 'invalid_token'])],
      { values: { kind: 'user' }, quote: 'The issuer of the token is unknown' },
    ],
    [
      'Exchange Online, whose issuers nobody sets',
      [refused(userIssuerUnknown, { url: onlineUrl }, accessToken({ aud: 'https://outlook.office365.com' }))],
      { values: { kind: 'online' }, quote: 'The issuer of the token is unknown' },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 401, headers: [...exchangeHeaders, diagnosticsHeader(...issuerUnknown)] })],
      { values: { kind: 's2s', user: undefined }, quote: '2000009' },
    ],
    [
      'Test-OAuthConnectivity before the first request: no common issuer',
      [
        {
          source: 'text',
          text: 'Error:[OAuthTokenBuilder:GetAppToken] unable to continue building token; no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty.',
          absent: ['request', 'response', 'time'],
        },
      ],
      { values: { kind: 'not-configured' }, where: 'text', quote: 'no locally configured issuer' },
    ],
  ],
  passes: [
    [
      'another reason, though the tenant is another',
      [emptyBearer(), refused(noSuchUser, {}, foreign)],
      ['unknown-user'],
    ],
    ['no reason, and the tenant is the right one', [emptyBearer(), refusedSilently()], ['token-refused']],
    ['no reason, and any tenant is trusted', [refusedSilently({ headers: anyTenant }, foreign)], ['token-refused']],
    [
      'no reason, from Exchange Online',
      [refusedSilently({ url: onlineUrl }, accessToken({ aud: 'https://outlook.office365.com', tid: stranger }))],
      ['token-refused'],
    ],
  ],
  skips: [
    ['a token of another tenant that is taken', [emptyBearer(), accepted({}, foreign)], []],
    ['a challenge which does not list EvoSTS, as none does', [emptyBearer(), accepted()], []],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
