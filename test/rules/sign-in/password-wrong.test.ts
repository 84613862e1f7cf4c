import rule from '../../../src/rules/sign-in/password-wrong.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued, tokenRequest } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(50126, 'Error validating credentials due to invalid username or password.', 'invalid_grant');

testRule(rule, {
  fails: [
    [
      '50126, and no second attempt',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(50126, 'Error validating credentials due to invalid username or password.', 'invalid_grant'),
      ],
      { values: { kind: 'wrong' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'no password in the cloud',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50056,
          'Invalid or null password: password does not exist in the directory for this user.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'none' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'AD FS by name and password',
      [
        {
          ...tokenRequest(),
          url: 'https://fs.contoso.com/adfs/oauth2/token',
          status: 400,
          body: '{"error":"invalid_grant","error_description":"MSIS9659: Invalid \'username\' or \'password\'."}',
        },
      ],
      { values: { code: 'MSIS9659' }, quote: 'MSIS9659' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(50126, 'Error validating credentials due to invalid username or password.', 'invalid_grant'),
        ...ntlm(200),
      ],
      { values: { code: '50126' }, quote: 'AADSTS50126' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
