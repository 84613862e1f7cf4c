import rule from '../../../src/rules/sign-in/account-disabled.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(50057, 'The user account is disabled.', 'invalid_grant');

testRule(rule, {
  fails: [
    [
      '50057',
      [emptyBearer(), prompt(), tokenDenied(50057, 'The user account is disabled.', 'invalid_grant')],
      { values: { code: '50057', correlation }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [emptyBearer(), tokenDenied(50057, 'The user account is disabled.', 'invalid_grant'), ...ntlm(200)],
      { values: { code: '50057' }, quote: 'AADSTS50057' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
