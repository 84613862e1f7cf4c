import rule from '../../../src/rules/sign-in/sign-in-error.js';
import {
  accepted,
  authorizeDenied,
  emptyBearer,
  prompt,
  refused,
  silentAuthorize,
  tokenAnswerLost,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { badSignature, grantRevoked, mfaNeeded } from '../../support/sentences.js';
import { accessToken, correlation, tokenDenied, tokenIssued, tokenRequest } from '../../support/traffic.js';

const token = accessToken();
const noSession = 'AADSTS50058: A silent sign-in request was sent but no user is signed in.';
const noReplyAddress = 'No reply address provided.';
const adfs = 'https://fs.contoso.com/adfs/oauth2/token';

testRule(rule, {
  fails: [
    [
      'an unknown number, raw and with what the sign-in log needs',
      [emptyBearer(), prompt(), tokenDenied(900971, noReplyAddress, 'invalid_grant')],
      {
        confidence: 'medium',
        values: {
          code: 'AADSTS900971',
          error: 'invalid_grant',
          correlation,
          host: 'login.microsoftonline.com',
        },
        where: 'body',
        quote: noReplyAddress,
      },
    ],
    [
      'a client that asks in a loop',
      [emptyBearer(), tokenDenied(50196, 'The server terminated an operation because it encountered a loop.')],
      { values: { code: 'AADSTS50196', kind: 'loop' }, quote: 'AADSTS50196' },
    ],
    [
      'a service that is disturbed',
      [emptyBearer(), tokenDenied(90033, 'A transient error has occurred. Please try again.')],
      { values: { code: 'AADSTS90033', kind: 'transient' }, quote: 'AADSTS90033' },
    ],
    [
      'a code that was redeemed before, as when a capture is replayed: it accuses nobody',
      [emptyBearer(), tokenDenied(54005, 'OAuth2 Authorization code was already redeemed.')],
      { severity: 'info', confidence: 'low', values: { kind: 'replayed' }, quote: 'AADSTS54005' },
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
          body: '{"error":"invalid_grant","error_description":"MSIS9605: The client is not allowed to access the requested resource."}',
        },
      ],
      { values: { code: 'MSIS9605', host: 'fs.contoso.com' }, quote: 'MSIS9605' },
    ],
    [
      'the last of several unknown errors',
      [
        emptyBearer(),
        tokenDenied(50076, mfaNeeded, 'interaction_required'),
        authorizeDenied('access_denied', `AADSTS900971: ${noReplyAddress}`),
      ],
      { values: { code: 'AADSTS900971' }, quote: 'AADSTS900971' },
    ],
    [
      'a silent sign-in (prompt=none) as well',
      [emptyBearer(), silentAuthorize('access_denied', `AADSTS900971: ${noReplyAddress}`)],
      { values: { code: 'AADSTS900971' }, quote: 'AADSTS900971' },
    ],
    [
      'an unknown error after a refusal whose reason was not recorded: which broke it cannot be known',
      [emptyBearer(), tokenAnswerLost(), prompt(), authorizeDenied('access_denied', `AADSTS900971: ${noReplyAddress}`)],
      { severity: 'warning', confidence: 'low', values: { code: 'AADSTS900971' }, quote: 'AADSTS900971' },
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
