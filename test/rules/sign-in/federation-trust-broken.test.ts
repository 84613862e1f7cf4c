import rule from '../../../src/rules/sign-in/federation-trust-broken.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50008,
  'Unable to verify token signature. The signing key identifier does not match any valid registered keys.',
  'invalid_request',
);

testRule(rule, {
  fails: [
    [
      'a certificate that was rolled',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50008,
          'Unable to verify token signature. The signing key identifier does not match any valid registered keys.',
          'invalid_request',
        ),
      ],
      { values: { kind: 'signature', code: '50008' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'the newer number of it',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          5000811,
          'Unable to verify token signature. The signing key identifier does not match any valid registered keys.',
          'invalid_request',
        ),
      ],
      { values: { kind: 'signature' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'an issuer that nobody registered',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50107,
          "The requested federation realm object 'http://fs.contoso.com/adfs/services/trust' does not exist.",
          'invalid_request',
        ),
      ],
      { values: { kind: 'realm', host: 'fs.contoso.com' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'AD FS without the trust of Entra ID',
      [
        {
          method: 'GET',
          url: 'https://fs.contoso.com/adfs/ls/?wtrealm=urn%3Afederation%3AMicrosoftOnline',
          status: 200,
          headers: [['Content-Type', 'text/html']],
          body: "<html><p>MSIS7007: The requested relying party trust 'urn:federation:MicrosoftOnline' is unspecified or unsupported.</p></html>",
        },
      ],
      { values: { kind: 'relying-party', code: 'MSIS7007', host: 'fs.contoso.com' }, quote: 'MSIS7007' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          50008,
          'Unable to verify token signature. The signing key identifier does not match any valid registered keys.',
          'invalid_request',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50008' }, quote: 'AADSTS50008' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
