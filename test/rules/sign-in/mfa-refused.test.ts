import rule from '../../../src/rules/sign-in/mfa-refused.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, mfaNeeded, noSuchUser } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(500121, 'Authentication failed during strong authentication request.', 'invalid_grant');

testRule(rule, {
  fails: [
    [
      '500121',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(500121, 'Authentication failed during strong authentication request.', 'invalid_grant'),
      ],
      { values: { code: '500121', correlation }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'and the silent request that follows it',
      [
        emptyBearer(),
        tokenDenied(500121, 'Authentication failed during strong authentication request.'),
        tokenDenied(50076, mfaNeeded, 'interaction_required'),
      ],
      { values: { code: '500121' }, quote: 'AADSTS500121' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(500121, 'Authentication failed during strong authentication request.', 'invalid_grant'),
        ...ntlm(200),
      ],
      { values: { code: '500121' }, quote: 'AADSTS500121' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
