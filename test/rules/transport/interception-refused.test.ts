import rule from '../../../src/rules/transport/interception-refused.js';
import { accepted, emptyBearer } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import type { Exchange } from '../../support/traffic.js';

const refusedUs = (code: string, own: Exchange = {}): Exchange => ({
  source: 'live',
  watched: true,
  method: 'CONNECT',
  url: 'https://mail.contoso.com/',
  failure: { stage: 'client-tls', code },
  ...own,
});

testRule(rule, {
  fails: [
    [
      'an alert that names the reason: ours, never an error',
      [refusedUs('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')],
      {
        severity: 'warning',
        confidence: 'high',
        values: { host: 'mail.contoso.com', code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' },
        where: 'connection',
        quote: 'client-tls: ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      },
    ],
    [
      'silence after the handshake: a spare connection looks the same',
      [refusedUs('CLIENT_SILENT_AFTER_HANDSHAKE')],
      { severity: 'info', confidence: 'low', values: { kind: 'silent' }, quote: 'CLIENT_SILENT_AFTER_HANDSHAKE' },
    ],
    [
      'an alert among the probes of a balancer, which say nothing',
      [
        refusedUs('CLIENT_SILENT_AFTER_HANDSHAKE'),
        refusedUs('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA'),
        refusedUs('CLIENT_SILENT_AFTER_HANDSHAKE'),
      ],
      { severity: 'warning', confidence: 'high', quote: 'UNKNOWN_CA' },
    ],
    [
      'the sign-in window, in the middle of a sign-in',
      [emptyBearer(), refusedUs('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', { url: 'https://login.microsoftonline.com/' })],
      { severity: 'warning', values: { host: 'login.microsoftonline.com' }, quote: 'UNKNOWN_CA' },
    ],
  ],
  passes: [
    [
      "the server's certificate",
      [refusedUs('x', { failure: { stage: 'tls', code: 'CERT_HAS_EXPIRED' } })],
      ['certificate-untrusted'],
    ],
    [
      'no answer at all',
      [refusedUs('x', { failure: { stage: 'connect', code: 'ECONNREFUSED' } })],
      ['connection-failed'],
    ],
  ],
  skips: [
    ['a challenge that waits for its client', [emptyBearer()], []],
    ['a client that trusts us', [emptyBearer(), accepted()], []],
    [
      'a program that nobody asked about',
      [refusedUs('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', { url: 'https://update.fabrikam.com/', watched: false })],
      [],
    ],
  ],
  unknown: [
    ['the response was not recorded', [emptyBearer(), { authorization: 'Bearer ', absent: ['response'] }], 'response'],
  ],
});
