import rule from '../../../src/rules/token/missing-permission.js';
import { accepted, easUrl, ewsUrl, onlineUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noPermissions, noSuchUser, notEnoughScope } from '../../support/sentences.js';
import { accessToken, diagnosticsHeader, exchangeHeaders } from '../../support/traffic.js';

const reader = accessToken({ scp: 'Mail.Read User.Read', appid: '11111111-2222-3333-4444-555555555555' });
const bare = accessToken({ scp: undefined });
const said = (reason: string) => [2000008, reason, 'invalid_grant'] as const;
const required = said(
  "Access to this API requires the following permissions: 'EWS.AccessAsUser.All'. However, the application only has the following permissions granted: 'Mail.Read'.",
);

testRule(rule, {
  fails: [
    [
      'a program without permissions: the match agrees',
      [refused(noPermissions, { url: ewsUrl }, bare)],
      {
        confidence: 'high',
        values: { kind: 'none', granted: undefined, virtualDirectory: '/EWS', user: 'gregt@contoso.com' },
        where: 'x-ms-diagnostics',
        quote: '2000008;reason="The token contains no permissions',
      },
    ],
    [
      'too little scope, with 403',
      [refused(notEnoughScope, { url: ewsUrl, status: 403 }, reader)],
      { values: { kind: 'scope', granted: 'Mail.Read User.Read' }, where: 'token scp', quote: 'Mail.Read' },
    ],
    [
      'too little scope, with one that was granted',
      [refused(notEnoughScope, { url: ewsUrl, status: 403 }, accessToken({ scp: 'Mail.Read' }))],
      { values: { kind: 'scope', granted: 'Mail.Read' }, where: 'token scp', quote: 'Mail.Read' },
    ],
    [
      'a scope that /mapi does not take, without a reason: the match decides',
      [refusedSilently({}, reader)],
      {
        confidence: 'medium',
        values: {
          kind: 'scope',
          required: 'user_impersonation',
          granted: 'Mail.Read User.Read',
          virtualDirectory: '/mapi',
        },
        where: 'token scp',
        quote: 'Mail.Read User.Read',
      },
    ],
    [
      'no scope at all, without a reason: the match decides',
      [refusedSilently({}, bare)],
      {
        confidence: 'medium',
        values: { kind: 'none', granted: undefined },
        where: 'token upn',
        quote: 'gregt@contoso.com',
      },
    ],
    [
      "Outlook's scope at ActiveSync, which takes others",
      [refusedSilently({ url: easUrl })],
      {
        values: { kind: 'scope', required: 'full_access_as_user, EAS.AccessAsUser.All, EWS.AccessAsUser.All' },
        quote: 'user_impersonation',
      },
    ],
    [
      'both sets, as Exchange Online prints them',
      [refused(required, { url: onlineUrl }, reader)],
      {
        values: { kind: 'required', required: 'EWS.AccessAsUser.All', granted: 'Mail.Read' },
        quote: 'requires the following',
      },
    ],
    [
      'a partner application without linked account',
      [
        refused(
          said(
            "The token should have valid permissions or linked account associated with partner application 'Exchange Online'.",
          ),
          { url: ewsUrl },
        ),
      ],
      { values: { kind: 'linked-account', application: 'Exchange Online' }, quote: 'linked account' },
    ],
    [
      "somebody else's mailbox",
      [refused(said('The call should access the mailbox specified in the oauth token.'), { url: ewsUrl })],
      { confidence: 'medium', values: { kind: 'mailbox' }, quote: 'mailbox specified' },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 403, headers: [...exchangeHeaders, diagnosticsHeader(...noPermissions)] })],
      { values: { kind: 'none' }, quote: '2000008' },
    ],
  ],
  passes: [
    ['another reason, though the scope is too small', [refused(noSuchUser, {}, reader)], ['unknown-user']],
    ['no reason, and the scope is right', [refusedSilently()], ['token-refused']],
    ['no reason at EWS, which takes any scope', [refusedSilently({ url: ewsUrl }, reader)], ['token-refused']],
    [
      'no reason, and a token of AD FS, whose scopes are its own',
      [
        refusedSilently(
          {},
          accessToken({ scp: 'openid', iss: 'http://fs.contoso.com/adfs/services/trust', tid: undefined }),
        ),
      ],
      ['token-refused'],
    ],
    [
      'no reason, from Exchange Online, whose rules are not public',
      [refusedSilently({ url: onlineUrl }, accessToken({ aud: 'https://outlook.office365.com', scp: 'Mail.Read' }))],
      ['token-refused'],
    ],
  ],
  skips: [['a scope that should not do, and does', [accepted({}, reader)], []]],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
