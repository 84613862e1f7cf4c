import rule from '../../../src/rules/transport/client-certificate-required.js';
import { accepted, emptyBearer, prompt } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import type { Exchange } from '../../support/traffic.js';

const required = 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED';
const ended = (code: string, own: Exchange = {}): Exchange => ({ failure: { stage: 'tls', code }, ...own });

testRule(rule, {
  fails: [
    [
      'a client at the end of its connection, by Chrome',
      [ended('net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', { source: 'netlog' })],
      {
        severity: 'error',
        confidence: 'high',
        values: { kind: 'required', host: 'mail.contoso.com', port: '443', tool: undefined },
        where: 'connection',
        quote: 'tls: net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED',
      },
    ],
    [
      'live: what we decrypt can show none, and nobody is accused',
      [ended(required, { source: 'live', method: 'CONNECT', url: 'https://mail.contoso.com/', watched: true })],
      { severity: 'warning', confidence: 'medium', values: { tool: 'hma-doctor' }, quote: required },
    ],
    [
      'a handshake that fails when versions and ciphers are agreed',
      [ended('SERVER_REFUSED_AFTER_CERTIFICATE', { source: 'live' })],
      { severity: 'warning', quote: 'SERVER_REFUSED_AFTER_CERTIFICATE' },
    ],
    [
      'a certificate that the server refuses: a device on the way says the same',
      [ended('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', { recorder: 'browser' })],
      { severity: 'error', confidence: 'medium', values: { kind: 'refused' }, quote: 'UNKNOWN_CA' },
    ],
    [
      "curl's reading of the alert, after the handshake",
      [
        {
          source: 'text',
          failure: { stage: 'response', code: 'curl (56)', message: 'OpenSSL: tlsv13 alert certificate required' },
        },
      ],
      { severity: 'error', quote: 'certificate required' },
    ],
    [
      'Entra ID behind a device that wants one',
      [emptyBearer(), ended(required, { method: 'GET', url: prompt().url ?? '', source: 'netlog' })],
      { severity: 'error', values: { host: 'login.microsoftonline.com' }, quote: required },
    ],
  ],
  passes: [
    [
      'our certificate',
      [{ failure: { stage: 'client-tls', code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' } }],
      ['interception-refused'],
    ],
    ["the server's certificate", [ended('CERT_HAS_EXPIRED')], ['certificate-untrusted']],
    ['no version in common', [ended('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')], ['connection-failed']],
    ['a proxy on the way that wants one', [{ failure: { stage: 'proxy', code: required } }], ['connection-failed']],
    ['a client that comes again and gets in', [ended(required), emptyBearer(), accepted()], []],
  ],
  skips: [['a challenge that waits for its client', [emptyBearer()], []]],
  unknown: [
    ['the response was not recorded', [emptyBearer(), { authorization: 'Bearer ', absent: ['response'] }], 'response'],
  ],
});
