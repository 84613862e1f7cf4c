import rule from '../../../src/rules/sign-in/wrong-tenant-or-cloud.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  90002,
  "Tenant 'contoso.local' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  'invalid_request',
);

testRule(rule, {
  fails: [
    [
      'a tenant that this cloud does not know',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          90002,
          "Tenant 'contoso.local' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
          'invalid_request',
        ),
      ],
      {
        values: {
          kind: 'tenant',
          tenant: 'contoso.local',
          code: '90002',
          host: 'login.microsoftonline.com',
          correlation,
        },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      'a tenant of another cloud',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          90038,
          "Tenant 'contoso.us' request is being redirected to the National Cloud 'MicrosoftOnline.US'.",
          'invalid_request',
        ),
      ],
      { values: { kind: 'cloud', tenant: 'contoso.us' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a request that names no tenant',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50059,
          'No tenant-identifying information found in either the request or implied by any provided credentials.',
          'invalid_request',
        ),
      ],
      { values: { kind: 'no-tenant' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'an application of one tenant at the address for all',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(50194, 'Application is not configured as a multi-tenant application.', 'invalid_request'),
      ],
      { values: { kind: 'endpoint' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          90002,
          "Tenant 'contoso.local' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
          'invalid_request',
        ),
        ...ntlm(200),
      ],
      { values: { code: '90002' }, quote: 'AADSTS90002' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
