import rule from '../../../src/rules/sign-in/account-locked.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50053,
  "You've tried to sign in too many times with an incorrect user ID or password.",
  'invalid_grant',
);

testRule(rule, {
  fails: [
    [
      '50053, which does not say why',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50053,
          "You've tried to sign in too many times with an incorrect user ID or password.",
          'invalid_grant',
        ),
      ],
      { values: { code: '50053', correlation }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'wrong passwords before it',
      [
        emptyBearer(),
        tokenDenied(50126, 'Error validating credentials due to invalid username or password.'),
        tokenDenied(50053, 'The account is locked.'),
      ],
      { values: { code: '50053' }, quote: 'AADSTS50053' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          50053,
          "You've tried to sign in too many times with an incorrect user ID or password.",
          'invalid_grant',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50053' }, quote: 'AADSTS50053' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
