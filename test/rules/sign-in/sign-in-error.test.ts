import rule from '../../../src/rules/sign-in/sign-in-error.js';
import {
  accepted,
  authorizeDenied,
  emptyBearer,
  ntlm,
  prompt,
  refused,
  silentAuthorize,
  tokenAnswerLost,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { badSignature, blockedByPolicy, grantRevoked, mfaNeeded } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued, tokenRequest } from '../../support/traffic.js';

const token = accessToken();
const noSession = 'AADSTS50058: A silent sign-in request was sent but no user is signed in.';
const adfs = 'https://fs.contoso.com/adfs/oauth2/token';

testRule(rule, {
  fails: [
    [
      'a policy that blocks, raw and with what the sign-in log needs',
      [emptyBearer(), prompt(), tokenDenied(53003, blockedByPolicy, 'invalid_grant')],
      {
        confidence: 'medium',
        values: {
          code: 'AADSTS53003',
          error: 'invalid_grant',
          correlation,
          host: 'login.microsoftonline.com',
        },
        where: 'body',
        quote: blockedByPolicy,
      },
    ],
    [
      'MFA wanted and never given',
      [emptyBearer(), tokenDenied(50076, mfaNeeded, 'interaction_required')],
      { values: { code: 'AADSTS50076', error: 'interaction_required' }, quote: 'AADSTS50076' },
    ],
    [
      'MFA wanted, then NTLM',
      [emptyBearer(), tokenDenied(50076, mfaNeeded, 'interaction_required'), ...ntlm(200)],
      { values: { code: 'AADSTS50076' }, quote: 'AADSTS50076' },
    ],
    [
      'the joke of the article, nothing invented',
      [
        {
          ...tokenRequest(),
          status: 400,
          body: '{"error":"unicorn_rampage","error_description":"The Unicorns are on a rampage. It’s time go home” \\r\\nTrace ID: f840b3e7-0000-4000-8000-d759825e0300","error_codes":[50173]}',
        },
      ],
      {
        values: { error: 'unicorn_rampage', code: undefined },
        quote: 'The Unicorns are on a rampage',
      },
    ],
    [
      'an error of AD FS',
      [
        {
          ...tokenRequest(),
          url: adfs,
          status: 400,
          body: '{"error":"invalid_grant","error_description":"MSIS9659: Invalid \'username\' or \'password\'."}',
        },
      ],
      { values: { code: 'MSIS9659', host: 'fs.contoso.com' }, quote: 'MSIS9659' },
    ],
    [
      'the last of several unknown errors',
      [
        emptyBearer(),
        tokenDenied(50076, mfaNeeded, 'interaction_required'),
        authorizeDenied('access_denied', `AADSTS53003: ${blockedByPolicy}`),
      ],
      { values: { code: 'AADSTS53003' }, quote: 'AADSTS53003' },
    ],
    [
      'a silent sign-in (prompt=none) that a policy blocks',
      [emptyBearer(), silentAuthorize('access_denied', `AADSTS53003: ${blockedByPolicy}`)],
      { values: { code: 'AADSTS53003' }, quote: 'AADSTS53003' },
    ],
    [
      'a cancelled prompt after a refusal whose reason was not recorded: which broke it cannot be known',
      [emptyBearer(), tokenAnswerLost(), prompt(), authorizeDenied('access_denied', 'AADSTS65004: User declined.')],
      { severity: 'warning', confidence: 'low', values: { code: 'AADSTS65004' }, quote: 'AADSTS65004' },
    ],
  ],
  passes: [
    ['prompt=none, and nobody is signed in', [emptyBearer(), silentAuthorize('login_required', noSession)], []],
    [
      'prompt=none that wants a person (50076)',
      [emptyBearer(), silentAuthorize('interaction_required', `AADSTS50076: ${mfaNeeded}`)],
      [],
    ],
    [
      'MFA asked for and given',
      [emptyBearer(), tokenDenied(50076, mfaNeeded, 'interaction_required'), prompt(), tokenIssued(token), accepted()],
      [],
    ],
    [
      'an interrupt: stay signed in?',
      [
        emptyBearer(),
        authorizeDenied(
          'interaction_required',
          'AADSTS50140: This error occurred due to "Keep me signed in" interrupt.',
        ),
      ],
      [],
    ],
    ['an error with a rule of its own', [emptyBearer(), tokenDenied(50173, grantRevoked)], ['revoked-grant']],
    ['a sign-in that works', [emptyBearer(), prompt(), tokenIssued(token), accepted()], []],
  ],
  skips: [
    ['a refusal by Exchange', [emptyBearer(), refused(badSignature)], ['invalid-signature']],
    [
      "OAuth's JSON from a stranger",
      [
        {
          url: 'https://api.fabrikam.com/token',
          status: 400,
          headers: [['Content-Type', 'application/json']],
          body: '{"error":"invalid_grant","error_description":"Bad credentials."}',
        },
      ],
      [],
    ],
  ],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
