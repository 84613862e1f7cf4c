import rule from '../../../src/rules/token/ssl-offload.js';
import { accepted, emptyBearer, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { hostNameInvalid, namesDiffer, schemesDiffer } from '../../support/sentences.js';
import { accessToken, bearerChallenge, diagnosticsHeader, tokenIssued } from '../../support/traffic.js';

const token = accessToken();

testRule(rule, {
  fails: [
    [
      'https in the token, http at the server',
      [emptyBearer(), tokenIssued(token), refused(schemesDiffer, {}, token)],
      {
        confidence: 'high',
        values: {
          expected: 'https://mail.contoso.com',
          actual: 'http://mail.contoso.com',
          host: 'mail.contoso.com',
          server: 'EX01',
        },
        where: 'x-ms-diagnostics',
        quote: "Actual 'http://mail.contoso.com'",
      },
    ],
    [
      'a free/busy error that prints one name alone: it may be the scheme',
      [
        {
          source: 'text',
          text: `The hostname component of the audience claim value 'https://mail.contoso.com' is invalid; error_category="invalid_resource"`,
          absent: ['request', 'response', 'time'],
        },
      ],
      {
        severity: 'info',
        confidence: 'low',
        causedBy: 'audience-mismatch',
        values: { kind: 'possible', expected: 'https://mail.contoso.com', host: 'mail.contoso.com' },
        where: 'text',
        quote: 'hostname component',
      },
    ],
    [
      'the same, where the token is for the host that was asked',
      [
        refused([
          2000003,
          "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid",
          'invalid_resource',
        ]),
      ],
      { severity: 'info', causedBy: 'audience-mismatch', values: { kind: 'possible' }, quote: '2000003' },
    ],
    [
      'a pasted head',
      [
        pastedHead({
          status: 401,
          headers: [bearerChallenge({ error: 'invalid_token' }), diagnosticsHeader(...schemesDiffer)],
        }),
      ],
      { values: { host: 'mail.contoso.com', server: undefined }, quote: '2000003' },
    ],
    [
      'hosts that differ in case only',
      [
        refused([
          2000003,
          "The hostname component of the audience claim value 'https://Mail.Contoso.com' is invalid. Expected 'https://Mail.Contoso.com'. Actual 'http://mail.contoso.com'.",
          'invalid_resource',
        ]),
      ],
      { values: { host: 'mail.contoso.com' }, quote: 'Mail.Contoso.com' },
    ],
  ],
  passes: [
    ['hosts that differ', [refused(namesDiffer)], ['audience-mismatch']],
    ['no expectation in the reason', [refused(hostNameInvalid)], ['audience-mismatch']],
    [
      'both https: nothing that offload could explain',
      [
        refused([
          2000003,
          "The hostname component of the audience claim value 'https://mail.contoso.com' is invalid. Expected 'https://mail.contoso.com'. Actual 'https://mail.contoso.com'.",
          'invalid_resource',
        ]),
      ],
      ['audience-mismatch'],
    ],
    ['no reason at all', [refusedSilently()], ['token-refused']],
  ],
  skips: [
    ['a sign-in that works', [emptyBearer(), tokenIssued(token), accepted({}, token)], []],
    ['refused by one server, taken by the next', [refused(schemesDiffer), accepted()], []],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
