import rule from '../../../src/rules/sign-in/interaction-required.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50076,
  "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'https://mail.contoso.com/'.",
  'interaction_required',
);

testRule(rule, {
  fails: [
    [
      'a second factor that nobody gave',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50076,
          "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'https://mail.contoso.com/'.",
          'interaction_required',
        ),
      ],
      { values: { kind: 'mfa', correlation }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a choice that nobody made',
      [emptyBearer(), prompt(), tokenDenied(16000, 'Select a user account.', 'interaction_required')],
      { values: { kind: 'account' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a second factor to be registered',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50079,
          'Due to a configuration change made by your administrator, you must enroll in multi-factor authentication.',
          'interaction_required',
        ),
      ],
      { values: { kind: 'enrolment' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          50076,
          "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access 'https://mail.contoso.com/'.",
          'interaction_required',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50076' }, quote: 'AADSTS50076' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
