import rule from '../../../src/rules/sign-in/expired-grant.js';
import { accepted, authorizeDenied, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(70008, 'The refresh token has expired due to inactivity.', 'invalid_grant');

testRule(rule, {
  fails: [
    [
      '70008 of an old refresh token',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(70008, 'The refresh token has expired due to inactivity.', 'invalid_grant'),
      ],
      { values: { kind: 'expired' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      '700082, unused for ninety days',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          700082,
          'The refresh token has expired due to inactivity. The token was issued on 2026-06-01T08:00:00.0000000Z and was inactive for 90.00:00:00.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'inactive' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      '700084',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          700084,
          'The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited lifetime.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'expired' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      '70043, a policy of sign-in frequency',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          70043,
          'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'frequency' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a prompt that is cancelled',
      [
        emptyBearer(),
        tokenDenied(70043, 'The refresh token has expired or is invalid due to sign-in frequency checks.'),
        prompt(),
        authorizeDenied('access_denied', 'AADSTS65004: User declined to consent to access the app.'),
      ],
      { values: { kind: 'frequency' }, quote: 'AADSTS70043' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(70008, 'The refresh token has expired due to inactivity.', 'invalid_grant'),
        ...ntlm(200),
      ],
      { values: { code: '70008' }, quote: 'AADSTS70008' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
