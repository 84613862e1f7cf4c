import rule from '../../../src/rules/transport/certificate-untrusted.js';
import { accepted, emptyBearer, prompt } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import type { Exchange } from '../../support/traffic.js';

const broken = (code: string, own: Exchange = {}): Exchange => ({
  watched: true,
  failure: {
    stage: 'tls',
    code,
    message: 'the server certificate was refused',
    certificate: {
      subject: 'CN=mail.contoso.com',
      issuer: 'CN=Contoso Issuing CA',
      names: ['mail.contoso.com', 'autodiscover.contoso.com'],
      validTo: '2026-10-01T00:00:00.000Z',
    },
  },
  ...own,
});

testRule(rule, {
  fails: [
    [
      'an issuer that is not known',
      [broken('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', { source: 'live' })],
      {
        confidence: 'high',
        values: {
          host: 'mail.contoso.com',
          code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
          subject: 'CN=mail.contoso.com',
          issuer: 'CN=Contoso Issuing CA',
          names: 'mail.contoso.com, autodiscover.contoso.com',
          store: 'node',
        },
        where: 'certificate issuer',
        quote: 'CN=Contoso Issuing CA',
      },
    ],
    [
      'an end that has passed',
      [broken('CERT_HAS_EXPIRED')],
      {
        values: { code: 'CERT_HAS_EXPIRED', validTo: '2026-10-01T00:00:00.000Z', store: 'client' },
        where: 'connection',
        quote: 'tls: CERT_HAS_EXPIRED',
      },
    ],
    ['another name', [broken('ERR_TLS_CERT_ALTNAME_INVALID')], { quote: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
    [
      "the browser's word for it in a HAR",
      [{ watched: true, failure: { stage: 'tls', code: 'net::ERR_CERT_AUTHORITY_INVALID' } }],
      { values: { issuer: undefined }, quote: 'net::ERR_CERT_AUTHORITY_INVALID' },
    ],
    [
      'the certificate of the sign-in host, in the middle of a sign-in',
      [emptyBearer(), broken('SELF_SIGNED_CERT_IN_CHAIN', { method: 'GET', url: prompt().url ?? '' })],
      { values: { host: 'login.microsoftonline.com' }, quote: 'SELF_SIGNED_CERT_IN_CHAIN' },
    ],
  ],
  passes: [
    ['renewed meanwhile', [broken('CERT_HAS_EXPIRED'), accepted()], []],
    [
      'a reset in the handshake',
      [{ watched: true, failure: { stage: 'tls', code: 'ECONNRESET' } }],
      ['connection-failed'],
    ],
    [
      'our certificate, which the client refused',
      [{ watched: true, failure: { stage: 'client-tls', code: 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA' } }],
      ['interception-refused'],
    ],
  ],
  skips: [
    ['a challenge that waits for its client', [emptyBearer()], []],
    [
      'a website that nobody asked about',
      [broken('CERT_HAS_EXPIRED', { url: 'https://www.fabrikam.com/', watched: false })],
      [],
    ],
  ],
  unknown: [
    ['the response was not recorded', [emptyBearer(), { authorization: 'Bearer ', absent: ['response'] }], 'response'],
  ],
});
