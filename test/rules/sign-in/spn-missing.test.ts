import rule from '../../../src/rules/sign-in/spn-missing.js';
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
import { grantRevoked, mfaNeeded, noSuchUser, principalMissing } from '../../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  exchangeHeaders,
  tenant,
  tokenDenied,
  tokenIssued,
} from '../../support/traffic.js';

const token = accessToken();
const missing = (resource: string, tenantName?: string) =>
  tokenDenied(500011, principalMissing(resource, tenantName), 'invalid_resource', resource);

testRule(rule, {
  fails: [
    [
      '500011 at the token endpoint, for a public name',
      [emptyBearer(), prompt(), missing('https://mail.contoso.com/')],
      {
        values: {
          kind: 'public',
          resource: 'https://mail.contoso.com/',
          host: 'mail.contoso.com',
          tenant: 'Contoso',
          code: '500011',
        },
        where: 'body',
        quote: 'https://mail.contoso.com/ was not found in the tenant',
      },
    ],
    [
      '50001 in the redirect of authorize',
      [
        emptyBearer(),
        authorizeDenied(
          'invalid_resource',
          'AADSTS50001: The application named https://mail.contoso.com/ was not found in the tenant named contoso.com.',
        ),
      ],
      { values: { kind: 'public', code: '50001', tenant: 'contoso.com' }, where: 'Location', quote: 'AADSTS50001' },
    ],
    [
      'the name of a new server, which is nothing to publish',
      [emptyBearer({ url: 'https://ex01.contoso.local/mapi/emsmdb/' }), missing('https://ex01.contoso.local/')],
      { values: { kind: 'internal', host: 'ex01.contoso.local' }, quote: 'ex01.contoso.local' },
    ],
    [
      'the name of the server itself, known by X-FEServer',
      [emptyBearer({ url: 'https://ex01.contoso.com/mapi/emsmdb/' }), missing('https://ex01.contoso.com/')],
      { values: { kind: 'internal', host: 'ex01.contoso.com' }, quote: 'ex01.contoso.com' },
    ],
    [
      'the name of one server, where another answered as well',
      [
        emptyBearer({
          url: 'https://ex01.contoso.com/mapi/emsmdb/',
          headers: [bearerChallenge(), ['X-FEServer', 'EX02']],
        }),
        emptyBearer({ url: 'https://ex01.contoso.com/mapi/emsmdb/' }),
        missing('https://ex01.contoso.com/'),
      ],
      { values: { kind: 'internal', host: 'ex01.contoso.com' }, quote: 'ex01.contoso.com' },
    ],
    [
      'a tenant that Exchange does not trust',
      [emptyBearer(), missing('https://mail.contoso.com/', '11111111-2222-4333-8444-555555555555')],
      {
        values: { kind: 'foreign-tenant', tenant: '11111111-2222-4333-8444-555555555555' },
        quote: '11111111-2222-4333-8444-555555555555',
      },
    ],
    [
      'the tenant that Exchange trusts, by its id',
      [emptyBearer(), missing('https://mail.contoso.com/', tenant)],
      { values: { kind: 'public', tenant }, quote: tenant },
    ],
    [
      'no word of what was asked for: the request says it',
      [emptyBearer(), tokenDenied(500011, 'The resource principal was not found.', 'invalid_resource')],
      {
        values: { kind: 'public', resource: 'https://mail.contoso.com/', host: 'mail.contoso.com' },
        quote: 'AADSTS500011',
      },
    ],
    [
      'no word of the tenant',
      [
        emptyBearer(),
        tokenDenied(
          500011,
          'The resource principal named https://mail.contoso.com/ was not found.',
          'invalid_resource',
        ),
      ],
      { values: { kind: 'public', tenant: undefined }, quote: 'AADSTS500011' },
    ],
    [
      'a silent sign-in (prompt=none) as well',
      [
        emptyBearer(),
        silentAuthorize('invalid_resource', `AADSTS500011: ${principalMissing('https://mail.contoso.com/')}`),
      ],
      { values: { kind: 'public', code: '500011' }, quote: 'AADSTS500011' },
    ],
    [
      'NTLM that the client then falls back to',
      [emptyBearer(), missing('https://mail.contoso.com/'), ...ntlm(200)],
      { values: { kind: 'public' }, quote: 'AADSTS500011' },
    ],
    [
      'a sign-in without its Exchange side',
      [prompt(), missing('https://autodiscover.contoso.com/')],
      { values: { kind: 'public', host: 'autodiscover.contoso.com' }, quote: 'autodiscover.contoso.com' },
    ],
    [
      'an error that is echoed by a cancelled prompt',
      [
        emptyBearer(),
        missing('https://mail.contoso.com/'),
        authorizeDenied('access_denied', 'AADSTS65004: User declined to consent to access the app.'),
      ],
      { values: { kind: 'public' }, quote: 'AADSTS500011' },
    ],
  ],
  passes: [
    ['a sign-in that works', [emptyBearer(), prompt(), tokenIssued(token), accepted({}, token)], []],
    [
      'MFA that is asked for and given',
      [emptyBearer(), tokenDenied(50076, mfaNeeded, 'interaction_required'), prompt(), tokenIssued(token), accepted()],
      [],
    ],
    ['the name of Graph', [missing('https://graph.microsoft.com')], ['sign-in-error']],
    ['the name of a SharePoint site', [missing('https://contoso.sharepoint.com/')], ['sign-in-error']],
    ["an app's own API", [missing('api://11111111-2222-3333-4444-555555555555')], ['sign-in-error']],
    ['the id of Graph', [missing('00000003-0000-0000-c000-000000000000')], ['sign-in-error']],
    ['another refusal', [emptyBearer(), tokenDenied(50173, grantRevoked)], ['revoked-grant']],
    [
      'the name added meanwhile: a token at the second try',
      [emptyBearer(), missing('https://mail.contoso.com/'), tokenIssued(token), accepted()],
      [],
    ],
  ],
  skips: [
    ['no sign-in in sight', [emptyBearer(), accepted()], []],
    ['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']],
    [
      'SharePoint, which asks for another resource',
      [
        {
          url: 'https://contoso.sharepoint.com/_vti_bin/client.svc',
          authorization: 'Bearer ',
          status: 401,
          headers: [
            bearerChallenge({ client_id: '00000003-0000-0ff1-ce00-000000000000' }),
            [
              'x-ms-diagnostics',
              '3001000;reason="There has been an error authenticating the request.";category="invalid_client"',
            ],
          ],
        },
      ],
      [],
    ],
    ['Exchange alone', [{ status: 200, headers: exchangeHeaders, url: 'https://mail.contoso.com/owa/' }], []],
  ],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
