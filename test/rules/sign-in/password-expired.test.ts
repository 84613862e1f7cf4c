import rule from '../../../src/rules/sign-in/password-expired.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(50055, 'The password is expired.', 'invalid_grant');

testRule(rule, {
  fails: [
    [
      'a password of the cloud',
      [emptyBearer(), prompt(), tokenDenied(50055, 'The password is expired.', 'invalid_grant')],
      { values: { kind: 'cloud' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a password of Active Directory',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(50144, "The user's Active Directory password has expired.", 'invalid_grant'),
      ],
      { values: { kind: 'on-premises' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [emptyBearer(), tokenDenied(50055, 'The password is expired.', 'invalid_grant'), ...ntlm(200)],
      { values: { code: '50055' }, quote: 'AADSTS50055' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
