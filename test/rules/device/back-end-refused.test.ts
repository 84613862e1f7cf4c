import rule from '../../../src/rules/device/back-end-refused.js';
import { accepted, emptyBearer, ewsUrl, onlineUrl, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { accessToken, type Exchange, exchangeHeaders, negotiateAndNtlm } from '../../support/traffic.js';

const context = ['X-FailureContext', 'FrontEnd;401;VW5hdXRob3JpemVk;;;;'] as const;
const behind = (own: Exchange = {}): Exchange => ({
  authorization: `Bearer ${accessToken()}`,
  status: 401,
  headers: [context, ...negotiateAndNtlm, ...exchangeHeaders],
  ...own,
});
/** The front end met an error behind it, whoever asked. */
const nobody = (authorization: string | undefined): Exchange => ({
  ...(authorization !== undefined && { authorization }),
  status: 500,
  headers: [['X-FailureContext', 'FrontEnd;500;RXJyb3I=;'], ...exchangeHeaders],
});

testRule(rule, {
  fails: [
    [
      'the back end says 401',
      [emptyBearer(), behind()],
      {
        confidence: 'high',
        values: { status: '401', server: 'EX01', backEnd: 'ex01.contoso.com', virtualDirectory: '/mapi' },
        where: 'X-FailureContext',
        quote: 'FrontEnd;401',
      },
    ],
    [
      'the back end fails',
      [
        behind({
          url: ewsUrl,
          status: 500,
          headers: [['X-FailureContext', 'FrontEnd;500;RXJyb3I=;'], ...exchangeHeaders],
        }),
      ],
      { values: { status: '500', virtualDirectory: '/EWS' }, where: 'status', quote: '500' },
    ],
    [
      'a password that the back end refuses',
      [behind({ authorization: 'Basic Z3JlZ3Q6bWFkZS11cA==' })],
      { values: { status: '401' }, where: 'X-FailureContext', quote: 'FrontEnd;401' },
    ],
    [
      'its status alone',
      [behind({ headers: [['X-BackEndHttpStatus', '401,401'], ...exchangeHeaders] })],
      { confidence: 'medium', where: 'X-BackEndHttpStatus', quote: '401,401' },
    ],
  ],
  passes: [
    [
      'Exchange gives a reason for the token',
      [refused([2000005, 'The user specified by the user-context in the token does not exist.', 'invalid_user'])],
      ['unknown-user'],
    ],
    ['no credentials yet', [behind({ authorization: 'Bearer ' })], ['bearer-challenge-missing']],
    ...['Bearer ', undefined].map(
      (authorization) =>
        [
          `the back end fails before anybody signs in (${authorization ?? 'nothing sent'})`,
          [nobody(authorization)],
          [],
        ] as const,
    ),
    ['a failover', [emptyBearer(), behind(), accepted()], []],
    ['the front end itself', [behind({ headers: [...negotiateAndNtlm, ...exchangeHeaders] })], ['token-refused']],
  ],
  skips: [
    ['Exchange Online, where every 401 has it', [behind({ url: onlineUrl })], ['token-refused']],
    ['a token that is taken', [accepted()], []],
  ],
  unknown: [['headers dropped', [behind({ headers: [], absent: ['response-headers'] })], 'response-headers']],
});
