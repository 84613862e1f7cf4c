import rule from '../../../src/rules/sign-in/user-not-assigned.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50105,
  "The signed in user 'kaz@contoso.com' is not assigned to a role for the application '9199bf20-a13f-4107-85dc-02114787ef48'(One Outlook Web).",
  'access_denied',
);

testRule(rule, {
  fails: [
    [
      '50105',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50105,
          "The signed in user 'kaz@contoso.com' is not assigned to a role for the application '9199bf20-a13f-4107-85dc-02114787ef48'(One Outlook Web).",
          'access_denied',
        ),
      ],
      {
        values: {
          user: 'kaz@contoso.com',
          application: '9199bf20-a13f-4107-85dc-02114787ef48',
          applicationName: 'One Outlook Web',
        },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          50105,
          "The signed in user 'kaz@contoso.com' is not assigned to a role for the application '9199bf20-a13f-4107-85dc-02114787ef48'(One Outlook Web).",
          'access_denied',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50105' }, quote: 'AADSTS50105' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
