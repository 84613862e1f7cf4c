import rule from '../../../src/rules/token/exchange-internal-error.js';
import { accepted, ewsUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { directoryFailed, noSuchUser } from '../../support/sentences.js';
import { accessToken, diagnosticsHeader, exchangeHeaders } from '../../support/traffic.js';

testRule(rule, {
  fails: [
    [
      'Active Directory did not answer',
      [refused(directoryFailed, { status: 500 })],
      {
        confidence: 'medium',
        values: { kind: 'directory', host: 'mail.contoso.com', server: 'EX01' },
        where: 'status',
        quote: 'HTTP/1.1 500',
      },
    ],
    [
      'a server without its configuration',
      [refused([2000007, 'OAuth configuration not loaded.', 'internal_error'], { status: 500, url: ewsUrl })],
      { values: { kind: 'configuration' }, quote: 'not loaded' },
    ],
    [
      'no word of what it was',
      [refused([2000007, 'An unexpected error occurred.', 'internal_error'], { status: 500 })],
      { values: { kind: 'other' }, quote: '2000007' },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 500, headers: [...exchangeHeaders, diagnosticsHeader(...directoryFailed)] })],
      { values: { kind: 'directory' }, quote: 'internal_error' },
    ],
  ],
  passes: [['another reason', [refused(noSuchUser)], ['unknown-user']]],
  skips: [
    ['once, and then it works', [refused(directoryFailed, { status: 500 }), accepted()], []],
    [
      '500 without a word: the mailbox, or anything else',
      [{ authorization: `Bearer ${accessToken()}`, status: 500, headers: exchangeHeaders }, accepted()],
      [],
    ],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
