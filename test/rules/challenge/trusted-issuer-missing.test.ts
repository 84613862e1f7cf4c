import rule from '../../../src/rules/challenge/trusted-issuer-missing.js';
import { accepted, bearerIgnored, emptyBearer, ewsUrl, onlineUrl, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  tenant,
} from '../../support/traffic.js';

const otherTenant = '00000001-0000-0000-c000-000000000000@bbbbcccc-1111-dddd-2222-eeee3333ffff';
const skype = '00000004-0000-0ff1-ce00-000000000000@contoso.com';
const offering = (trusted_issuers: string | undefined, own: Exchange = {}): Exchange =>
  emptyBearer({ headers: [bearerChallenge({ trusted_issuers }), ...exchangeHeaders], ...own });
const serverToken = accessToken({
  iss: `00000001-0000-0000-c000-000000000000@${tenant}`,
  upn: undefined,
  scp: undefined,
  aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@contoso.com`,
});
const unknownIssuer = diagnosticsHeader(
  2000009,
  `The issuer of the token is unknown. Issuer was '00000001-0000-0000-c000-000000000000@${tenant}'.`,
  'invalid_issuer',
);
const refusedServer = (trusted_issuers: string | undefined): Exchange => ({
  url: ewsUrl,
  authorization: `Bearer ${serverToken}`,
  status: 401,
  headers: [bearerChallenge({ trusted_issuers, error: 'invalid_token' }), unknownIssuer, ...exchangeHeaders],
});

testRule(rule, {
  fails: [
    [
      'Skype alone is trusted, and the user gets in',
      [offering(skype), accepted()],
      {
        severity: 'info',
        confidence: 'medium',
        values: { kind: 'none', tenant, host: 'mail.contoso.com', server: 'EX01' },
        where: 'WWW-Authenticate',
        quote: skype,
      },
    ],
    ['nobody is trusted', [offering(undefined)], { severity: 'info', values: { kind: 'none' }, quote: 'client_id' }],
    [
      'the servers of another tenant, for a user',
      [offering(otherTenant), accepted()],
      { severity: 'info', values: { kind: 'other-tenant' }, quote: otherTenant },
    ],
    [
      'the servers of another tenant, and a server is refused',
      [refusedServer(otherTenant)],
      { severity: 'error', values: { kind: 'other-tenant', tenant }, where: 'token iss', quote: tenant },
    ],
    ['nobody, and a server is refused', [refusedServer(skype)], { values: { kind: 'none' }, quote: skype }],
  ],
  passes: [
    ['the tenant is there', [emptyBearer(), accepted()], []],
    ['any tenant', [offering('00000001-0000-0000-c000-000000000000@*')], []],
    ['any tenant, and a user of one', [offering('00000001-0000-0000-c000-000000000000@*'), accepted()], []],
    ['no word of the tenant, and a user of one', [offering('00000001-0000-0000-c000-000000000000@'), accepted()], []],
    ['Exchange Online', [offering(undefined, { url: onlineUrl })], []],
    [
      'AD FS, which needs no servers of the cloud',
      [
        emptyBearer({
          headers: [
            bearerChallenge({
              trusted_issuers: undefined,
              authorization_uri: 'https://fs.contoso.com/adfs/oauth2/authorize',
            }),
            ...exchangeHeaders,
          ],
        }),
      ],
      [],
      { expect: 'adfs' },
    ],
    [
      'a user who is unknown',
      [refused([2000005, 'The user specified by the user-context in the token does not exist.', 'invalid_user'])],
      ['unknown-user'],
    ],
  ],
  skips: [['no 401', [accepted()], []]],
  unknown: [['headers dropped', [bearerIgnored({ headers: [], absent: ['response-headers'] })], 'response-headers']],
});
