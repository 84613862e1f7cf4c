import rule from '../../../src/rules/sign-in/consent-missing.js';
import { accepted, authorizeDenied, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  65001,
  "The user or administrator has not consented to use the application with ID 'facd6cff-a294-4415-b59f-c5b01937d7bd' named 'DavMail'. Send an interactive authorization request for this user and resource.",
  'invalid_grant',
);

testRule(rule, {
  fails: [
    [
      'nobody agreed',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          65001,
          "The user or administrator has not consented to use the application with ID 'facd6cff-a294-4415-b59f-c5b01937d7bd' named 'DavMail'. Send an interactive authorization request for this user and resource.",
          'invalid_grant',
        ),
      ],
      {
        values: { kind: 'consent', application: 'facd6cff-a294-4415-b59f-c5b01937d7bd', applicationName: 'DavMail' },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      'an application that the tenant does not know',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          700016,
          "Application with identifier '99999999-1111-4222-8333-444444444444' was not found in the directory 'Contoso'. This can happen if the application has not been installed.",
          'unauthorized_client',
        ),
      ],
      {
        values: { kind: 'unknown-application', application: '99999999-1111-4222-8333-444444444444', tenant: 'Contoso' },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      '70000 whose text says so',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          70000,
          'The request was denied because one or more scopes requested are unauthorized or expired.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'consent', code: '70000' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      '70001 whose text says the same',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          70001,
          "Application with identifier '99999999-1111-4222-8333-444444444444' was not found in the directory contoso.com",
          'unauthorized_client',
        ),
      ],
      { values: { kind: 'unknown-application', code: '70001' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'an administrator has to agree',
      [emptyBearer(), prompt(), tokenDenied(90094, 'The grant requires admin permission.', 'access_denied')],
      { values: { kind: 'admin' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'an id of Microsoft in a script',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          65002,
          "Consent between first party application 'd3590ed6-52b3-4102-aeff-aad2292ab01c' and first party resource must be configured via preauthorization.",
          'invalid_grant',
        ),
      ],
      { values: { kind: 'first-party' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          65001,
          "The user or administrator has not consented to use the application with ID 'facd6cff-a294-4415-b59f-c5b01937d7bd' named 'DavMail'. Send an interactive authorization request for this user and resource.",
          'invalid_grant',
        ),
        ...ntlm(200),
      ],
      { values: { code: '65001' }, quote: 'AADSTS65001' },
    ],
    [
      'a cancelled prompt after a refusal whose reason was not recorded: which broke it cannot be known',
      [emptyBearer(), tokenAnswerLost(), prompt(), authorizeDenied('access_denied', 'AADSTS65004: User declined.')],
      { severity: 'warning', confidence: 'low', values: { code: '65004', kind: 'declined' }, quote: 'AADSTS65004' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
