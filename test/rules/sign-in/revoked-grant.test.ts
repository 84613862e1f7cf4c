import rule from '../../../src/rules/sign-in/revoked-grant.js';
import { accepted, authorizeDenied, emptyBearer, negotiate, prompt, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { grantRevoked, mfaNeeded, principalMissing } from '../../support/sentences.js';
import { accessToken, correlation, type Exchange, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const pasted = { source: 'text', absent: ['request-body', 'time'] } as const;
/** As `curl -v` prints it: without the body of the request, which would name the resource. */
const curl = ({ requestBody: _unseen, ...exchange }: Exchange): Exchange => ({ ...exchange, ...pasted });
const user = [['X-User-Identity', 'gregt@contoso.com']] as const;

testRule(rule, {
  fails: [
    [
      '50173, and nobody signs in again (the password changed, the prompt refused)',
      [
        emptyBearer({ requestHeaders: user }),
        tokenDenied(50173, grantRevoked),
        prompt(),
        authorizeDenied('access_denied', 'AADSTS65004: User declined to consent to access the app.'),
      ],
      {
        values: {
          user: 'gregt@contoso.com',
          issuedAt: '2026-11-01T08:00:00.0000000Z',
          validFrom: '2026-11-02T08:00:00.0000000Z',
          code: '50173',
          correlation,
        },
        where: 'body',
        quote: 'AADSTS50173',
      },
    ],
    [
      '50133',
      [emptyBearer(), tokenDenied(50133, 'Session is invalid due to recent password change.')],
      { values: { code: '50133' }, quote: 'AADSTS50133' },
    ],
    [
      '50132',
      [emptyBearer(), tokenDenied(50132, 'The session is not valid.')],
      { values: { code: '50132' }, quote: 'AADSTS50132' },
    ],
    [
      '70000 which says that the grant was revoked',
      [emptyBearer(), tokenDenied(70000, 'The provided grant is invalid: it was revoked.')],
      { values: { code: '70000' }, quote: 'AADSTS70000' },
    ],
    [
      'Negotiate that the client then falls back to',
      [emptyBearer(), tokenDenied(50173, grantRevoked), negotiate(200)],
      { values: { code: '50173' }, quote: 'AADSTS50173' },
    ],
    [
      'the user that the prompt was opened for',
      [
        emptyBearer(),
        prompt({
          url: `${prompt().url}&login_hint=info%40contoso.com`,
          status: 302,
          headers: [
            ['Location', 'urn:ietf:wg:oauth:2.0:oob?error=invalid_grant&error_description=AADSTS50173%3A+revoked'],
          ],
        }),
      ],
      { values: { user: 'info@contoso.com' }, quote: 'AADSTS50173' },
    ],
    [
      'curl -v with a success further down the page: no more than information',
      [emptyBearer(pasted), curl(tokenDenied(50173, grantRevoked)), curl(tokenIssued(token)), accepted(pasted, token)],
      { severity: 'info', confidence: 'low', quote: 'AADSTS50173' },
    ],
    [
      'curl -v with the success before it: the end of the page counts',
      [emptyBearer(pasted), curl(tokenIssued(token)), accepted(pasted, token), curl(tokenDenied(50173, grantRevoked))],
      { confidence: 'high', quote: 'AADSTS50173' },
    ],
    [
      'a complaint without its request, whatever else was pasted',
      [
        { source: 'text', text: `AADSTS50173: ${grantRevoked}`, absent: ['request', 'time'] },
        curl(tokenIssued(token)),
        accepted(pasted, token),
      ],
      { confidence: 'high', quote: 'AADSTS50173' },
    ],
  ],
  passes: [
    [
      'the password changed, the prompt answered',
      [emptyBearer(), tokenDenied(50173, grantRevoked), prompt(), tokenIssued(token), accepted({}, token)],
      [],
    ],
    [
      'a token issued after it, whose use is not in the capture',
      [emptyBearer(), tokenDenied(50173, grantRevoked), prompt(), tokenIssued(token)],
      [],
    ],
    [
      'an encrypted answer after it: success, unreadable',
      [
        emptyBearer(),
        tokenDenied(50173, grantRevoked),
        { ...tokenIssued(token), body: 'eyJhbGciOiJkaXIifQ..made.up.jwe' },
      ],
      [],
    ],
    ['70000 for another reason', [emptyBearer(), tokenDenied(70000, 'The code is malformed.')], ['sign-in-error']],
    [
      'MFA wanted and not given',
      [emptyBearer(), tokenDenied(50076, mfaNeeded, 'interaction_required')],
      ['interaction-required'],
    ],
    [
      'the SPN missing',
      [emptyBearer(), tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource')],
      ['spn-missing'],
    ],
  ],
  skips: [['a cached token that is taken', [emptyBearer(), accepted()], []]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
