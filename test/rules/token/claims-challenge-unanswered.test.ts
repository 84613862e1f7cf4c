import rule from '../../../src/rules/token/claims-challenge-unanswered.js';
import { accepted, onlineUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  start,
} from '../../support/traffic.js';

const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1793671200"}}}').toString('base64');
const challenge = bearerChallenge({ realm: '', trusted_issuers: undefined, error: 'insufficient_claims', claims });
const online = accessToken({ aud: 'https://outlook.office365.com' });
const capable = (iat: number) => accessToken({ aud: 'https://outlook.office365.com', xms_cc: ['CP1', 'other'], iat });
const asked = (token = online, own: Exchange = {}) =>
  refusedSilently({ url: onlineUrl, headers: [challenge, ...exchangeHeaders], ...own }, token);

testRule(rule, {
  fails: [
    [
      'the same token again and again, by a client that cannot answer',
      [asked(), asked(), asked()],
      {
        confidence: 'high',
        values: { kind: 'incapable', times: '3', user: 'gregt@contoso.com', host: 'outlook.office365.com' },
        where: 'WWW-Authenticate',
        quote: 'error="insufficient_claims"',
      },
    ],
    [
      'another token each time, and never the right one',
      [asked(capable(start / 1000)), asked(capable(start / 1000 + 1)), asked(capable(start / 1000 + 2))],
      { confidence: 'medium', values: { kind: 'unanswered' }, where: 'token xms_cc', quote: 'CP1' },
    ],
    [
      'two tokens in turn, each after the other was turned down',
      [asked(capable(start / 1000)), asked(capable(start / 1000 + 1)), asked(capable(start / 1000))],
      { confidence: 'medium', values: { kind: 'unanswered' }, where: 'token xms_cc', quote: 'CP1' },
    ],
  ],
  passes: [
    [
      'asked thrice, and then refused without a word',
      [asked(), asked(), asked(), refusedSilently({ url: onlineUrl }, online)],
      ['token-refused'],
    ],
    [
      'asked thrice, the third time beside a reason',
      [asked(), asked(), asked(online, { headers: [challenge, diagnosticsHeader(...noSuchUser), ...exchangeHeaders] })],
      ['unknown-user'],
    ],
    ['asked twice', [asked(), asked()], []],
    ['asked once, and the capture ends', [asked()], []],
    [
      'three requests side by side, before the first answer',
      [asked(online, { at: 1 }), asked(online, { at: 1 }), asked(online, { at: 1 })],
      [],
    ],
    [
      'asked thrice, and then refused for a reason',
      [asked(), asked(), asked(), refused(noSuchUser, { url: onlineUrl }, online)],
      ['unknown-user'],
    ],
    [
      'the question, pasted thrice',
      [1, 2, 3].map(() => pastedHead({ status: 401, headers: [challenge, ...exchangeHeaders] })),
      [],
    ],
  ],
  skips: [
    ['asked, and answered', [asked(), accepted({ url: onlineUrl }, capable(start / 1000))], []],
    ['asked often, and answered at last', [asked(), asked(), asked(), accepted({ url: onlineUrl }, capable(0))], []],
  ],
  unknown: [
    [
      'headers dropped',
      [{ ...refusedSilently({ url: onlineUrl }), headers: [], absent: ['response-headers'] }],
      'response-headers',
    ],
  ],
});
