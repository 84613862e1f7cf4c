import rule from '../../../src/rules/capture/sign-in-not-visible.js';
import {
  accepted,
  anonymous,
  bearerIgnored,
  emptyBearer,
  ewsUrl,
  negotiate,
  prompt,
  refused,
  refusedSilently,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser, tokenExpired } from '../../support/sentences.js';
import { accessToken, bearerChallenge, type Exchange, exchangeHeaders, tokenIssued } from '../../support/traffic.js';

const acs = '00000001-0000-0000-c000-000000000000@8da56bec-0000-4000-8000-52ee2c40ea22';
const adfs = 'https://fs.contoso.com/adfs/oauth2/authorize';
const token = accessToken();
const live = (own: Exchange): Exchange => ({ ...own, source: 'live' });
/** An encrypted answer, as the broker of Windows gets it. */
const jwe: Exchange = {
  ...tokenIssued(token),
  body: 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiY3R4IjoibWFkZS11cCJ9..bWFkZS11cA.bWFkZS11cA.bWFkZS11cA',
};

testRule(rule, {
  fails: [
    [
      'a good challenge, and no token comes',
      [emptyBearer(), emptyBearer({ at: 70 })],
      {
        severity: 'info',
        confidence: 'medium',
        values: { kind: 'no-token', authority: 'entra', host: 'mail.contoso.com' },
        where: 'WWW-Authenticate',
        quote: 'authorization_uri=',
      },
    ],
    [
      'a good challenge, and Negotiate gets in',
      [emptyBearer(), negotiate(200)],
      { severity: 'info', values: { kind: 'no-token' }, causedBy: 'signed-in-without-bearer', quote: 'Bearer' },
    ],
    [
      'a token is refused without a reason',
      [emptyBearer(), refusedSilently()],
      {
        severity: 'info',
        confidence: 'high',
        values: { kind: 'refused' },
        causedBy: 'token-refused',
        quote: 'invalid_token',
      },
    ],
    [
      'live, when nothing has come for a while',
      [live(emptyBearer())],
      { severity: 'info', values: { kind: 'no-token' }, quote: 'Bearer' },
      { asOf: 120 },
    ],
    [
      'AD FS, which keeps other logs',
      [emptyBearer({ headers: [bearerChallenge({ authorization_uri: adfs }), ...exchangeHeaders] })],
      { severity: 'info', values: { authority: 'adfs' }, causedBy: 'authorization-uri-adfs', quote: adfs },
    ],
    [
      'the last token is the one that counts',
      [emptyBearer(), refused(tokenExpired), refusedSilently({ at: 9 })],
      { severity: 'info', values: { kind: 'refused' }, causedBy: 'token-refused', quote: 'Bearer' },
    ],
  ],
  passes: [
    ['a token gets in elsewhere on this host', [emptyBearer(), accepted({ url: ewsUrl }, token)], []],
    ['Exchange says why it refuses', [emptyBearer(), refused(noSuchUser)], ['unknown-user']],
    ['no word of where to sign in', [bearerIgnored()], ['bearer-challenge-missing']],
    ['live: the sign-in may be on its way', [live(emptyBearer())], [], { asOf: 119 }],
    ['nothing modern is meant', [emptyBearer(), negotiate(200)], [], { expect: 'none' }],
  ],
  skips: [
    ['a server asks for its user: nobody signs in', [emptyBearer({ userAgent: 'ASProxy/CrossForest/EXCH/15.20' })], []],
    ['a token between servers', [emptyBearer(), refused(noSuchUser, {}, accessToken({ iss: acs }))], ['unknown-user']],
    ['a token of unseen origin gets in', [emptyBearer(), accepted({}, token)], []],
    ['the sign-in is there', [emptyBearer(), prompt()], ['sign-in-abandoned']],
    ['an answer that is encrypted, and a success all the same', [emptyBearer(), jwe, accepted({}, token)], []],
    ['a paste', [emptyBearer({ source: 'text' })], []],
  ],
  unknown: [['a sanitised capture: was it asked for?', [anonymous({ absent: ['authorization'] })], 'authorization']],
});
