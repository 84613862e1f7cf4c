import rule from '../../../src/rules/token/unknown-application.js';
import { accepted, ewsUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { applicationUnknown, noSuchUser } from '../../support/sentences.js';
import { serverToken } from '../../support/server-token.js';
import { accessToken, diagnosticsHeader, exchangeHeaders } from '../../support/traffic.js';

const davMail = 'facd6cff-a294-4415-b59f-c5b01937d7bd';

testRule(rule, {
  fails: [
    [
      'an application that is no partner; known only from old builds, and the token names the same',
      [refused(applicationUnknown, { url: ewsUrl }, accessToken({ appid: davMail }))],
      {
        confidence: 'medium',
        values: { kind: 'application', application: davMail, name: 'DavMail', host: 'mail.contoso.com' },
        where: 'token appid',
        quote: davMail,
      },
    ],
    [
      'a server that is no partner',
      [
        refused(
          [2000006, "The Application Identifier 'contoso-sfb' is unknown.", 'invalid_client'],
          { url: ewsUrl },
          serverToken(),
        ),
      ],
      { values: { kind: 's2s', application: 'contoso-sfb', name: undefined }, quote: 'contoso-sfb' },
    ],
    [
      'another application than was expected',
      [
        refused([
          2000006,
          "The application identifier in the nameid claim value is invalid.  Expected 'a'. Actual 'b'.",
          'invalid_client',
        ]),
      ],
      { values: { application: 'b' }, quote: "Actual 'b'" },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 401, headers: [...exchangeHeaders, diagnosticsHeader(...applicationUnknown)] })],
      { values: { application: davMail }, quote: '2000006' },
    ],
  ],
  passes: [
    ['another reason', [refused(noSuchUser)], ['unknown-user']],
    [
      'an application that nobody here knows, and no word of it: an unknown one is no error',
      [refusedSilently({ url: ewsUrl }, accessToken({ appid: '11111111-2222-3333-4444-555555555555' }))],
      ['token-refused'],
    ],
  ],
  skips: [
    [
      'an application that nobody here knows, taken',
      [accepted({ url: ewsUrl }, accessToken({ appid: '11111111-2222-3333-4444-555555555555' }))],
      [],
    ],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
