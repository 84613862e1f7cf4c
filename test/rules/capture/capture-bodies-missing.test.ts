import rule from '../../../src/rules/capture/capture-bodies-missing.js';
import { accepted, emptyBearer, pastedHead, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { principalMissing } from '../../support/sentences.js';
import { accessToken, authorizeUrl, tokenDenied, tokenIssued, tokenUrl } from '../../support/traffic.js';

const token = accessToken();

testRule(rule, {
  fails: [
    [
      'Entra ID refused, and why stood in the body',
      [emptyBearer(), tokenAnswerLost()],
      {
        severity: 'info',
        confidence: 'high',
        values: { kind: 'other', host: 'login.microsoftonline.com', flows: '1' },
        where: 'url',
        quote: tokenUrl,
      },
    ],
    [
      'the refusal is quoted, and not a page before it',
      [
        emptyBearer(),
        { method: 'GET', url: authorizeUrl(), status: 200, absent: ['response-body'] },
        tokenAnswerLost(),
      ],
      { severity: 'info', where: 'status', quote: '400' },
    ],
    [
      'a NetLog',
      [emptyBearer({ source: 'netlog' }), tokenAnswerLost({ source: 'netlog' })],
      { severity: 'info', values: { kind: 'netlog' }, quote: '400' },
    ],
  ],
  passes: [
    [
      'bodies that nobody misses: the token got in',
      [emptyBearer(), tokenIssued(token), accepted({ absent: ['response-body'] }, token)],
      [],
    ],
    [
      'bodies that nobody misses: the cause is known',
      [
        emptyBearer({ absent: ['response-body'] }),
        tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource'),
      ],
      ['spn-missing'],
    ],
  ],
  skips: [
    ['all bodies are there', [emptyBearer()], []],
    ['a pasted head', [pastedHead({ status: 401, headers: [['X-FEServer', 'EX01']] })], []],
  ],
  unknown: [
    [
      'beside a pasted head, of which not even the request is known',
      [accepted({ absent: ['response-body'] }, token), pastedHead({ status: 401, headers: [['X-FEServer', 'EX01']] })],
      'request',
    ],
  ],
});
