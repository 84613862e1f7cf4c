import rule from '../../../src/rules/challenge/authorization-uri-adfs.js';
import { accepted, anonymous, emptyBearer, negotiate, ntlm, pastedHead, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import {
  accessToken,
  bearerChallenge,
  type Exchange,
  exchangeHeaders,
  negotiateAndNtlm,
  tokenIssued,
} from '../../support/traffic.js';

const uri = 'https://fs.contoso.com/adfs/oauth2/authorize';
const headers = [bearerChallenge({ authorization_uri: uri }), ...negotiateAndNtlm, ...exchangeHeaders];
const toAdfs = (own: Exchange = {}) => emptyBearer({ headers, ...own });
const token = accessToken({ iss: 'http://fs.contoso.com/adfs/services/trust', tid: undefined });
const values = { uri, host: 'mail.contoso.com' };

testRule(rule, {
  fails: [
    [
      'HMA is meant',
      [toAdfs()],
      { severity: 'error', values, where: 'WWW-Authenticate', quote: uri },
      { expect: 'hma' },
    ],
    [
      'HMA is meant, though AD FS works',
      [toAdfs(), tokenIssued(token), accepted({}, token)],
      { severity: 'error', values, quote: uri },
      { expect: 'hma' },
    ],
    [
      'nothing is said of what is meant, and nothing came of it yet',
      [toAdfs()],
      { severity: 'info', values, quote: uri },
    ],
    ['nothing is said, and NTLM gets in', [toAdfs(), ...ntlm(200)], { severity: 'info', values, quote: uri }],
    [
      'nothing is said, and the client stays out',
      [toAdfs(), negotiate(401)],
      { severity: 'warning', confidence: 'low', values, quote: uri },
    ],
    [
      'said by issuer_kind',
      [
        emptyBearer({
          headers: [
            bearerChallenge({ authorization_uri: 'https://sso.contoso.com/oauth2/authorize', issuer_kind: 'ADFS' }),
            ...exchangeHeaders,
          ],
        }),
      ],
      { severity: 'error', values: { uri: 'https://sso.contoso.com/oauth2/authorize' }, quote: 'issuer_kind="ADFS"' },
      { expect: 'hma' },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 401, headers })],
      { severity: 'info', confidence: 'low', values: { uri, host: undefined }, quote: uri },
    ],
  ],
  passes: [
    ['AD FS is meant', [toAdfs(), negotiate(401)], [], { expect: 'adfs' }],
    ['nothing modern is meant', [toAdfs(), ...ntlm(200)], [], { expect: 'none' }],
    ['CU13 and later: AD FS signs in with Bearer', [toAdfs(), tokenIssued(token), accepted({}, token)], []],
    ['Entra ID', [emptyBearer()], []],
    [
      'Entra ID, by its kind',
      [emptyBearer({ headers: [bearerChallenge({ issuer_kind: 'AzureAD' }), ...exchangeHeaders] })],
      [],
      { expect: 'hma' },
    ],
    [
      'an imitation: not the challenge of Exchange',
      [
        toAdfs({
          headers: [bearerChallenge({ client_id: 'coremail', authorization_uri: uri }), ['Server', 'Coremail']],
        }),
      ],
      [],
      { expect: 'hma' },
    ],
    ['an anonymous 401', [anonymous()], []],
  ],
  skips: [
    ['no 401 at all', [accepted({}, token)], []],
    [
      'AD FS itself, asked to sign in',
      [{ method: 'GET', url: `${uri}?resource=https%3A%2F%2Fmail.contoso.com%2F`, status: 200 }],
      [],
    ],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
