import rule from '../../../src/rules/transport/connection-failed.js';
import type { Failure } from '../../../src/types.js';
import { accepted, autodiscoverUrl, basic, emptyBearer, ewsUrl, ntlm, prompt, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { hostNameInvalid } from '../../support/sentences.js';
import type { Exchange } from '../../support/traffic.js';

const broken = (stage: Failure['stage'], code: string, own: Exchange = {}): Exchange => ({
  failure: { stage, code },
  ...own,
});
const miss = broken('dns', 'ENOTFOUND', { url: 'https://autodiscover.contoso.com/autodiscover/autodiscover.xml' });
const values = { host: 'mail.contoso.com', port: '443' };

testRule(rule, {
  fails: [
    [
      'a name that does not resolve',
      [broken('dns', 'ENOTFOUND')],
      {
        confidence: 'high',
        values: { ...values, stage: 'dns', code: 'ENOTFOUND' },
        where: 'connection',
        quote: 'dns: ENOTFOUND',
      },
    ],
    [
      'nothing listens',
      [broken('connect', 'ECONNREFUSED')],
      { values: { ...values, stage: 'connect', code: 'ECONNREFUSED' }, quote: 'connect: ECONNREFUSED' },
    ],
    [
      'a computer without a descriptor for another connection',
      [broken('connect', 'EMFILE')],
      { values: { ...values, kind: 'shortage', code: 'EMFILE' }, quote: 'connect: EMFILE' },
    ],
    [
      'a name that leads back to us, as where it was led here for clients',
      [broken('connect', 'ERR_PROXY_LOOP')],
      { values: { ...values, kind: 'loop' }, quote: 'connect: ERR_PROXY_LOOP' },
    ],
    [
      'TLS that cannot be agreed',
      [broken('tls', 'ERR_SSL_UNSUPPORTED_PROTOCOL')],
      { values: { stage: 'tls' }, quote: 'UNSUPPORTED_PROTOCOL' },
    ],
    [
      'an upstream proxy in the way',
      [broken('proxy', 'ECONNRESET')],
      { values: { kind: 'proxy-unreachable', stage: 'proxy' }, quote: 'proxy: ECONNRESET' },
    ],
    [
      'a proxy on the way that refuses, in its own words',
      [
        {
          failure: { stage: 'proxy', code: 'PROXY_STATUS_403', message: 'answered: HTTP/1.1 403 Forbidden by policy' },
        },
      ],
      { values: { ...values, kind: 'proxy-refused' }, quote: 'HTTP/1.1 403 Forbidden by policy' },
    ],
    [
      'the same as curl has it',
      [{ failure: { stage: 'proxy', code: 'curl (56)', message: 'CONNECT tunnel failed, response 403' } }],
      { values: { kind: 'proxy-refused' }, quote: 'response 403' },
    ],
    [
      'a reset in place of an answer',
      [emptyBearer(), broken('response', 'ECONNRESET')],
      { values: { stage: 'response' }, quote: 'ECONNRESET' },
    ],
    [
      'Autodiscover, and nothing else works either',
      [miss],
      { values: { host: 'autodiscover.contoso.com' }, quote: 'ENOTFOUND' },
    ],
    [
      'Autodiscover on the name of the server, and nothing else works either',
      [broken('connect', 'ECONNREFUSED', { url: autodiscoverUrl })],
      { values: { ...values }, quote: 'ECONNREFUSED' },
    ],
    [
      'Autodiscover, and who was answered elsewhere did not get in',
      [miss, basic(401)],
      { values: { host: 'autodiscover.contoso.com' }, quote: 'ENOTFOUND' },
    ],
    [
      'a virtual directory out of reach, where another one let people in',
      [emptyBearer(), accepted(), broken('connect', 'ECONNREFUSED', { url: ewsUrl })],
      { severity: 'error', confidence: 'high', quote: 'ECONNREFUSED' },
    ],
    [
      'a server out of reach, where another one let people in',
      [accepted({ url: 'https://mail.fabrikam.com/mapi/emsmdb/' }), broken('connect', 'ECONNREFUSED')],
      { severity: 'error', confidence: 'high', quote: 'ECONNREFUSED' },
    ],
    [
      'a server that is gone after it let people in',
      [emptyBearer(), accepted(), broken('connect', 'ECONNREFUSED')],
      { severity: 'warning', confidence: 'medium', quote: 'ECONNREFUSED' },
    ],
    [
      'one of many connections to a server that let people in, as the live proxy sees it',
      [
        emptyBearer(),
        accepted(),
        broken('connect', 'ETIMEDOUT', { method: 'CONNECT', url: 'https://mail.contoso.com/', watched: true }),
      ],
      { severity: 'warning', confidence: 'medium', quote: 'ETIMEDOUT' },
    ],
    [
      'a host that the user named',
      [broken('connect', 'EHOSTUNREACH', { url: 'https://mail.contoso.com/', watched: true })],
      { values: { code: 'EHOSTUNREACH' }, quote: 'EHOSTUNREACH' },
    ],
  ],
  passes: [
    [
      'the sign-in host out of reach, which has a rule of its own',
      [emptyBearer(), broken('connect', 'ETIMEDOUT', { method: 'GET', url: prompt().url ?? '' })],
      ['entra-unreachable'],
    ],
    [
      'Autodiscover on the name of the server, beside a success',
      [broken('connect', 'ECONNREFUSED', { url: autodiscoverUrl }), accepted()],
      [],
    ],
    [
      'a host of that name which is asked for something else, beside a success',
      [broken('dns', 'ENOTFOUND', { url: 'https://autodiscover.contoso.com/', watched: true }), accepted()],
      [],
    ],
    ['a reset, then a new connection', [broken('response', 'ECONNRESET'), accepted()], []],
    ['a reset, then NTLM on a new connection', [broken('response', 'ECONNRESET'), ...ntlm(200)], []],
    [
      'a client that goes away after a refusal',
      [refused(hostNameInvalid), broken('client', 'ECONNRESET')],
      ['audience-mismatch'],
    ],
    [
      'an Autodiscover name that nobody published, beside a success',
      [miss, emptyBearer({ url: autodiscoverUrl }), accepted({ url: autodiscoverUrl })],
      [],
    ],
    [
      'a long poll that breaks off, the sign-in being good',
      [emptyBearer(), accepted(), broken('response', 'ECONNRESET')],
      [],
    ],
    [
      'a beacon of the sign-in page that breaks off',
      [prompt(), broken('response', 'ECONNRESET', { url: 'https://login.microsoftonline.com/common/instrumentation' })],
      [],
    ],
    ['the certificate of the server', [broken('tls', 'CERT_HAS_EXPIRED')], ['certificate-untrusted']],
    ['our certificate', [broken('client-tls', 'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA')], ['interception-refused']],
  ],
  skips: [
    ['a client that goes away after its success', [accepted(), broken('client', 'ECONNRESET')], []],
    ['the client that broke off alone', [broken('client', 'ECONNRESET', { url: ewsUrl })], []],
    ['a challenge that waits for its client', [emptyBearer()], []],
    ['a website that nobody asked about', [broken('dns', 'ENOTFOUND', { url: 'https://www.fabrikam.com/' })], []],
  ],
  unknown: [
    ['the response was not recorded', [emptyBearer(), { authorization: 'Bearer ', absent: ['response'] }], 'response'],
  ],
});
