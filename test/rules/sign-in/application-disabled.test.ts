import rule from '../../../src/rules/sign-in/application-disabled.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  500014,
  "The service principal for resource 'https://api.contoso.com' is disabled. This indicate that a subscription within the tenant has lapsed.",
  'invalid_resource',
);

testRule(rule, {
  fails: [
    [
      'a resource that is disabled, which is not Exchange',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          500014,
          "The service principal for resource 'https://api.contoso.com' is disabled. This indicate that a subscription within the tenant has lapsed.",
          'invalid_resource',
        ),
      ],
      {
        values: { kind: 'resource', subject: 'https://api.contoso.com', code: '500014' },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      'the application of Exchange Online',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          7000112,
          "Application '00000002-0000-0ff1-ce00-000000000000'(Office 365 Exchange Online) is disabled.",
          'unauthorized_client',
        ),
      ],
      {
        values: { subject: '00000002-0000-0ff1-ce00-000000000000', subjectName: 'Office 365 Exchange Online' },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      '70001 whose text says so',
      [emptyBearer(), prompt(), tokenDenied(70001, 'The application named X is disabled.', 'unauthorized_client')],
      { values: { code: '70001', subject: undefined }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          500014,
          "The service principal for resource 'https://api.contoso.com' is disabled. This indicate that a subscription within the tenant has lapsed.",
          'invalid_resource',
        ),
        ...ntlm(200),
      ],
      { values: { code: '500014' }, quote: 'AADSTS500014' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
