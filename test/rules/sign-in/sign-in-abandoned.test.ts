import rule from '../../../src/rules/sign-in/sign-in-abandoned.js';
import { accepted, emptyBearer, ewsUrl, negotiate, prompt, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();

testRule(rule, {
  fails: [
    [
      'a page that nobody came back from',
      [emptyBearer(), prompt()],
      {
        severity: 'warning',
        confidence: 'low',
        values: { host: 'mail.contoso.com', authority: 'login.microsoftonline.com' },
        where: 'WWW-Authenticate',
        quote: 'authorization_uri',
      },
    ],
    [
      'live, an hour later',
      [emptyBearer({ source: 'live' }), prompt({ source: 'live' })],
      { severity: 'warning', quote: '200' },
      { asOf: 3600 },
    ],
  ],
  passes: [
    [
      'live, while the person may still be at it',
      [emptyBearer({ source: 'live' }), prompt({ source: 'live' })],
      [],
      { asOf: 60 },
    ],
    ['a token that was issued and not yet used', [emptyBearer(), prompt(), tokenIssued(token)], []],
    ['a page left open beside a sign-in that worked', [accepted({ url: ewsUrl }, token), emptyBearer(), prompt()], []],
  ],
  skips: [
    ['a challenge that led nobody to a sign-in page', [emptyBearer()], []],
    ['a sign-in that works', [emptyBearer(), prompt(), tokenIssued(token), accepted({}, token)], []],
    ['Negotiate that gets in', [emptyBearer(), prompt(), negotiate(200)], []],
    ['an error that is told', [emptyBearer(), prompt(), tokenDenied(50057, 'Disabled.')], ['account-disabled']],
    ['a paste, which is an excerpt', [emptyBearer({ source: 'text' }), prompt({ source: 'text' })], []],
    ['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']],
  ],
  unknown: [['a page whose body was dropped', [emptyBearer(), prompt({ absent: ['response-body'] })], 'response-body']],
});
