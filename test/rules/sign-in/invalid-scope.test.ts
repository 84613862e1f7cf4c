import rule from '../../../src/rules/sign-in/invalid-scope.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  70011,
  "The provided request must include a 'scope' input parameter. The provided value is not valid.",
  'invalid_scope',
);

testRule(rule, {
  fails: [
    [
      'a scope that does not exist',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          70011,
          "The provided request must include a 'scope' input parameter. The provided value is not valid.",
          'invalid_scope',
        ),
      ],
      {
        values: {
          kind: 'scope',
          code: '70011',
          application: 'd3590ed6-52b3-4102-aeff-aad2292ab01c',
          applicationName: 'Microsoft Office',
        },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      'resource in place of scope',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(901002, "The 'resource' request parameter is not supported.", 'invalid_request'),
      ],
      { values: { kind: 'resource' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a body that was damaged on the way',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(900144, "The request body must contain the following parameter: 'grant_type'.", 'invalid_request'),
      ],
      { values: { kind: 'malformed' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          70011,
          "The provided request must include a 'scope' input parameter. The provided value is not valid.",
          'invalid_scope',
        ),
        ...ntlm(200),
      ],
      { values: { code: '70011' }, quote: 'AADSTS70011' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
