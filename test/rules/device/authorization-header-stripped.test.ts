import rule from '../../../src/rules/device/authorization-header-stripped.js';
import {
  accepted,
  anonymous,
  bearerIgnored,
  emptyBearer,
  ewsUrl,
  ntlm,
  refused,
  refusedSilently,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, bearerChallenge, type Exchange, exchangeHeaders } from '../../support/traffic.js';

/** A whole token, and the answer to a first question. */
const stripped = (own: Exchange = {}): Exchange => emptyBearer({ authorization: `Bearer ${accessToken()}`, ...own });

testRule(rule, {
  fails: [
    [
      'the first challenge comes back',
      [emptyBearer(), stripped()],
      {
        confidence: 'high',
        values: { host: 'mail.contoso.com', virtualDirectory: '/mapi', server: 'EX01' },
        where: 'Authorization',
        quote: 'Bearer …',
      },
    ],
    [
      'a cached token, and a device that names itself',
      [stripped({ url: ewsUrl, headers: [['Via', 'NS-CACHE-10.0'], bearerChallenge(), ...exchangeHeaders] })],
      { values: { device: 'Citrix NetScaler', virtualDirectory: '/EWS' }, quote: 'authorization_uri' },
    ],
    ['NTLM gets in', [emptyBearer(), stripped(), ...ntlm(200)], { severity: 'info', quote: 'client_id' }],
    ['NTLM is refused as well', [emptyBearer(), stripped(), ...ntlm(401)], { quote: 'client_id' }],
    ['again and again', [stripped(), emptyBearer(), stripped()], { quote: 'client_id' }],
  ],
  passes: [
    ['a token that Exchange turns down in silence', [refusedSilently()], ['token-refused']],
    [
      'a token that Exchange turns down with a reason',
      [refused([2000005, 'The user specified by the user-context in the token does not exist.', 'invalid_user'])],
      ['unknown-user'],
    ],
    [
      'an answer without authorization_uri: an old server leaves out the error',
      [stripped({ headers: [bearerChallenge({ authorization_uri: undefined }), ...exchangeHeaders] })],
      ['token-refused'],
    ],
    [
      'SharePoint',
      [stripped({ headers: [bearerChallenge({ client_id: '00000003-0000-0ff1-ce00-000000000000' })] })],
      [],
    ],
    ['no Bearer at all: OAuth is off there', [stripped({ headers: bearerIgnored().headers ?? [] })], ['token-refused']],
  ],
  skips: [
    ['a first challenge', [anonymous(), emptyBearer()], []],
    ['lost once, and taken then', [emptyBearer(), stripped(), accepted()], []],
  ],
  unknown: [
    ['a sanitised capture: was there a token?', [{ ...emptyBearer(), absent: ['authorization'] }], 'authorization'],
    [
      'one of two requests was sanitised: was there a token in it?',
      [emptyBearer(), { ...emptyBearer(), absent: ['authorization'] }],
      'authorization',
    ],
    ['headers dropped', [stripped({ headers: [], absent: ['response-headers'] })], 'response-headers'],
  ],
});
