import rule from '../../../src/rules/sign-in/tenant-restricted.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import {
  accessToken,
  diagnosticsHeader,
  exchangeHeaders,
  tenant,
  tokenDenied,
  tokenIssued,
} from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(500021, "Access to 'Fabrikam' tenant is denied.", 'access_denied');

testRule(rule, {
  fails: [
    [
      'a proxy that allows other tenants only',
      [emptyBearer(), prompt(), tokenDenied(500021, "Access to 'Fabrikam' tenant is denied.", 'access_denied')],
      { values: { kind: 'network', tenant: 'Fabrikam', code: '500021' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'tenant restrictions of the second version',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          5000211,
          'A tenant restrictions policy added by your network administrator does not allow access.',
          'access_denied',
        ),
      ],
      { values: { kind: 'network', code: '5000211' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a policy of the home tenant',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          500212,
          "The user's administrator has set an outbound access policy that does not allow access to the resource tenant.",
          'access_denied',
        ),
      ],
      { values: { kind: 'cross-tenant' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [emptyBearer(), tokenDenied(500021, "Access to 'Fabrikam' tenant is denied.", 'access_denied'), ...ntlm(200)],
      { values: { code: '500021' }, quote: 'AADSTS500021' },
    ],
    [
      'the service that refuses the token for the headers of the network',
      [
        refused([2000020, 'xms_trpid claim was not present', 'insufficiant_claims'], {
          headers: [
            ['Restrict-Access-Confirm', '1'],
            diagnosticsHeader(2000020, 'xms_trpid claim was not present', 'insufficiant_claims'),
            ...exchangeHeaders,
          ],
        }),
      ],
      { confidence: 'high', values: { kind: 'network', code: 'x-ms-diagnostics 2000020', tenant }, quote: '2000020' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
