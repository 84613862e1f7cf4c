import rule from '../../../src/rules/sign-in/passthrough-agent-failed.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  80001,
  'The Authentication Agent is unable to connect to Active Directory.',
  'invalid_request',
);

testRule(rule, {
  fails: [
    [
      'no domain controller',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(80001, 'The Authentication Agent is unable to connect to Active Directory.', 'invalid_request'),
      ],
      { values: { kind: 'directory' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'other logon hours, with which no agent has to do',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(80012, 'The user attempted to sign in outside of the allowed hours.', 'invalid_request'),
      ],
      { values: { kind: 'hours' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a clock that is wrong',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(80013, "The Authentication Agent's clock is not in sync.", 'invalid_request'),
      ],
      { values: { kind: 'clock' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(80001, 'The Authentication Agent is unable to connect to Active Directory.', 'invalid_request'),
        ...ntlm(200),
      ],
      { values: { code: '80001' }, quote: 'AADSTS80001' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
