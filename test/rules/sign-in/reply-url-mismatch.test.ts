import rule from '../../../src/rules/sign-in/reply-url-mismatch.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50011,
  "The redirect URI 'https://mail.contoso.com/owa/' specified in the request does not match the redirect URIs configured for the application '00000002-0000-0ff1-ce00-000000000000'.",
  'invalid_request',
);

testRule(rule, {
  fails: [
    [
      'OWA whose address is not registered',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50011,
          "The redirect URI 'https://mail.contoso.com/owa/' specified in the request does not match the redirect URIs configured for the application '00000002-0000-0ff1-ce00-000000000000'.",
          'invalid_request',
        ),
      ],
      {
        values: {
          replyUrl: 'https://mail.contoso.com/owa/',
          host: 'mail.contoso.com',
          applicationName: 'Office 365 Exchange Online',
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
          50011,
          "The redirect URI 'https://mail.contoso.com/owa/' specified in the request does not match the redirect URIs configured for the application '00000002-0000-0ff1-ce00-000000000000'.",
          'invalid_request',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50011' }, quote: 'AADSTS50011' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
