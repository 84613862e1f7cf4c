import rule from '../../../src/rules/sign-in/client-credential-invalid.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50012,
  "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '0123456789ABCDEF0123456789ABCDEF01234567']",
  'invalid_client',
);

testRule(rule, {
  fails: [
    [
      'the certificate of the server, which Entra ID does not have',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50012,
          "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '0123456789ABCDEF0123456789ABCDEF01234567']",
          'invalid_client',
        ),
      ],
      {
        values: { kind: 'certificate', thumbprint: '0123456789ABCDEF0123456789ABCDEF01234567' },
        where: 'body',
        quote: 'AADSTS',
      },
    ],
    [
      'the same with an outer code',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          70002,
          'Error validating credentials. AADSTS700027: Client assertion failed signature validation.',
          'invalid_client',
        ),
      ],
      { values: { kind: 'certificate', code: '700027' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a secret that has ended',
      [emptyBearer(), prompt(), tokenDenied(7000222, 'The provided client secret keys are expired.', 'invalid_client')],
      { values: { kind: 'expired-secret' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a public client in a registration that wants a secret',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          7000218,
          "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
          'invalid_client',
        ),
      ],
      { values: { kind: 'public' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          50012,
          "Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '0123456789ABCDEF0123456789ABCDEF01234567']",
          'invalid_client',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50012' }, quote: 'AADSTS50012' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
