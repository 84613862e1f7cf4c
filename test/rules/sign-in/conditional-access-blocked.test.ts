import rule from '../../../src/rules/sign-in/conditional-access-blocked.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, mfaNeeded, noSuchUser } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  53003,
  'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  'invalid_grant',
);

/** Of a recording which opens no connection. */
const unopened = { source: 'netlog' } as const;

testRule(rule, {
  fails: [
    [
      '53003, which does not name the policy',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          53003,
          'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'policy', correlation, applicationName: 'Microsoft Office' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a device that is not compliant',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(53000, 'Your device is required to be managed to access this resource.', 'invalid_grant'),
      ],
      { values: { kind: 'device' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'security defaults',
      [emptyBearer(), prompt(), tokenDenied(530035, 'Access has been blocked by security defaults.', 'access_denied')],
      { values: { kind: 'defaults' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'a device that could not prove itself, perhaps for our capture: no more than a warning',
      [emptyBearer(), tokenDenied(50155, 'Device authentication failed for this user.')],
      { severity: 'warning', confidence: 'low', values: { kind: 'device-proof' }, quote: 'AADSTS50155' },
    ],
    [
      'a device that could not prove itself, seen by the client itself: nothing stood in between',
      [emptyBearer(unopened), { ...tokenDenied(50155, 'Device authentication failed for this user.'), ...unopened }],
      { severity: 'error', confidence: 'high', values: { kind: 'device-proof' }, quote: 'AADSTS50155' },
    ],
    [
      'a device that is not compliant, of which the capture may have hidden the proof',
      [emptyBearer(), tokenDenied(53000, 'Your device is required to be managed to access this resource.')],
      { confidence: 'medium', values: { kind: 'device' }, quote: 'AADSTS53000' },
    ],
    [
      'the same, seen by the client itself',
      [
        emptyBearer(unopened),
        { ...tokenDenied(53000, 'Your device is required to be managed to access this resource.'), ...unopened },
      ],
      { confidence: 'high', values: { kind: 'device' }, quote: 'AADSTS53000' },
    ],
    [
      'the second factor given, then a policy that blocks: what ended it counts',
      [
        emptyBearer(),
        tokenDenied(50076, mfaNeeded, 'interaction_required'),
        prompt(),
        tokenDenied(53003, blockedByPolicy),
      ],
      { values: { code: '53003' }, quote: 'AADSTS53003' },
    ],
    [
      'what was asked for on behalf of Graph keeps nobody from the mail',
      [tokenDenied(53003, blockedByPolicy, 'invalid_grant', 'https://graph.microsoft.com')],
      { severity: 'warning', confidence: 'low', quote: 'AADSTS53003' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          53003,
          'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
          'invalid_grant',
        ),
        ...ntlm(200),
      ],
      { values: { code: '53003' }, quote: 'AADSTS53003' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(50076, mfaNeeded, 'interaction_required')], ['interaction-required']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
