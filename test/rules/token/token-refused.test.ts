import rule from '../../../src/rules/token/token-refused.js';
import {
  accepted,
  anonymous,
  emptyBearer,
  negotiate,
  onlineUrl,
  pastedHead,
  refused,
  refusedSilently,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { hostNameInvalid, noSuchUser, tokenExpired } from '../../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  exchangeHeaders,
  start,
  tokenIssued,
} from '../../support/traffic.js';

const token = accessToken();
const nobodyKnows = [2000019, 'The vessel of this token is not known here.', 'invalid_vessel'] as const;
const freshTokenAsked = [
  bearerChallenge({ error: 'insufficient_claims', claims: 'eyJhY2Nlc3NfdG9rZW4iOnt9fQ==' }),
  ...exchangeHeaders,
];

testRule(rule, {
  fails: [
    [
      'a reason without a rule of its own, raw',
      [emptyBearer(), tokenIssued(token), refused(nobodyKnows, {}, token)],
      {
        confidence: 'high',
        values: {
          code: '2000019',
          category: 'invalid_vessel',
          reason: 'The vessel of this token is not known here.',
          host: 'mail.contoso.com',
        },
        where: 'x-ms-diagnostics',
        quote: '2000019;reason="The vessel of this token is not known here."',
      },
    ],
    [
      'a mailbox that is too old for tokens: the user is known',
      [refused([2000005, "The user's mailbox version is not supported for access using OAuth.", 'invalid_user'])],
      { values: { category: 'invalid_user' }, quote: 'mailbox version' },
    ],
    [
      'a number that nobody knows, without a word',
      [refusedSilently({ headers: [...exchangeHeaders, ['x-ms-diagnostics', '2000015']] })],
      { values: { code: '2000015', category: undefined }, quote: '2000015' },
    ],
    [
      'no reason at all, and nothing in the token to explain it',
      [emptyBearer(), refusedSilently()],
      {
        confidence: 'low',
        values: { code: undefined, reason: undefined },
        where: 'WWW-Authenticate',
        quote: 'error="invalid_token"',
      },
    ],
    [
      'a 403 of Exchange to a token',
      [{ ...refusedSilently(), status: 403, headers: exchangeHeaders }],
      { confidence: 'low', where: 'status', quote: 'HTTP/1.1 403' },
    ],
    [
      'a reason beside the question for a fresher token: shown, and no more',
      [
        refusedSilently({
          headers: [...freshTokenAsked, diagnosticsHeader(2000099, 'The token is stale.', 'stale_token')],
        }),
      ],
      { severity: 'info', confidence: 'low', where: 'x-ms-diagnostics', quote: 'The token is stale' },
    ],
    [
      'a pasted head whose error="invalid_token" stands in for the request',
      [pastedHead({ status: 401, headers: [bearerChallenge({ error: 'invalid_token' }), ...exchangeHeaders] })],
      { confidence: 'low', quote: 'invalid_token' },
    ],
  ],
  passes: [
    ['Exchange asks for a fresher token, and no more was seen', [refusedSilently({ headers: freshTokenAsked })], []],
    ['the same, pasted alone', [pastedHead({ status: 401, headers: freshTokenAsked })], []],
    ['a reason with a rule of its own', [refused(noSuchUser)], ['unknown-user']],
    [
      'a name that does not fit, without a reason',
      [refusedSilently({}, accessToken({ aud: 'https://other.contoso.com/' }))],
      ['audience-mismatch'],
    ],
    [
      'a token past its end, without a reason',
      [refusedSilently({}, accessToken({ exp: start / 1000 - 3600 }))],
      ['expired-token'],
    ],
    [
      'no sign of Exchange: a device may have answered',
      [{ ...refusedSilently(), headers: [['Server', 'BigIP']] }],
      ['device-answered'],
    ],
    ['Negotiate refused: no token was sent', [negotiate(401)], []],
    [
      'the blog API of somebody, on a host that the user named',
      [
        {
          url: 'https://mail.contoso.com/api/values',
          watched: true,
          authorization: `Bearer ${token}`,
          status: 401,
          headers: [['WWW-Authenticate', 'Bearer error="invalid_token", error_description="The signature is invalid"']],
        },
      ],
      [],
    ],
  ],
  skips: [
    ['a sign-in that works', [emptyBearer(), tokenIssued(token), accepted({}, token)], []],
    ['an expired token that is replaced', [refused(tokenExpired), accepted()], []],
    [
      'alternating 401 and 200 behind an automatic proxy',
      [anonymous(), accepted(), anonymous(), accepted(), anonymous()],
      [],
    ],
    [
      'SharePoint',
      [
        {
          url: 'https://contoso.sharepoint.com/_api/web',
          authorization: `Bearer ${token}`,
          status: 401,
          headers: [
            [
              'WWW-Authenticate',
              'Bearer realm="x",client_id="00000003-0000-0ff1-ce00-000000000000",trusted_issuers="00000001-0000-0000-c000-000000000000@*"',
            ],
            [
              'x-ms-diagnostics',
              '3001000;reason="There has been an error authenticating the request.";category="invalid_client"',
            ],
          ],
        },
      ],
      [],
    ],
    [
      'Graph',
      [
        {
          url: 'https://graph.microsoft.com/v1.0/me',
          authorization: `Bearer ${token}`,
          status: 401,
          headers: [
            [
              'WWW-Authenticate',
              'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
            ],
          ],
          body: '{"error":{"code":"InvalidAuthenticationToken","message":"Access token has expired."}}',
        },
      ],
      [],
    ],
    [
      'Information Protection, in the dialect of Exchange',
      [
        {
          url: 'https://api.aadrm.com/my/v2/policies',
          authorization: `Bearer ${token}`,
          status: 401,
          headers: [
            [
              'x-ms-diagnostics',
              '[2000001;reason="OAuth token submitted with the request can not be parsed.";error_category="invalid_token"]',
            ],
          ],
        },
      ],
      [],
    ],
    ['a name in the way: refused, then taken elsewhere', [refused(hostNameInvalid), accepted({})], []],
    ['Exchange Online', [accepted({ url: onlineUrl }, accessToken({ aud: 'https://outlook.office365.com' }))], []],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
