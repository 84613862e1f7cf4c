import rule from '../../../src/rules/transport/proxy-authentication-required.js';
import { accepted, emptyBearer, ewsUrl, ntlm, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import { accessToken, type Exchange, tokenIssued, tokenRequest } from '../../support/traffic.js';

const demand: Exchange = {
  status: 407,
  headers: [
    ['Proxy-Authenticate', 'Negotiate'],
    ['Proxy-Authenticate', 'Basic realm="proxy"'],
  ],
};
const tunnel: Exchange = { method: 'CONNECT', url: 'https://mail.contoso.com/', watched: true, ...demand };
const pictures: Exchange = { ...tunnel, url: 'https://img.example.net/' };
const onlineAutodiscoverUrl = 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.xml';
const outage: Exchange = { status: 503, headers: [['Server', 'Microsoft-HTTPAPI/2.0']] };
const broken = (code: string, message: string): Exchange => ({ failure: { stage: 'proxy', code, message } });

testRule(rule, {
  fails: [
    [
      'a tunnel that is never opened',
      [tunnel, tunnel],
      {
        confidence: 'high',
        values: { host: 'mail.contoso.com', offered: 'Negotiate, Basic' },
        where: 'Proxy-Authenticate',
        quote: 'Negotiate',
      },
    ],
    [
      'a request that a proxy kept',
      [{ url: ewsUrl, ...demand }],
      { values: { offered: 'Negotiate, Basic' }, where: 'status', quote: '407' },
    ],
    [
      'in the words of Chromium',
      [broken('net::ERR_PROXY_AUTH_UNSUPPORTED', 'net::ERR_PROXY_AUTH_UNSUPPORTED')],
      { values: { offered: undefined }, where: 'connection', quote: 'ERR_PROXY_AUTH_UNSUPPORTED' },
    ],
    [
      'in the words of curl',
      [broken('curl (56)', 'CONNECT tunnel failed, response 407')],
      { where: 'connection', quote: 'response 407' },
    ],
    [
      'in answer to what was for Entra ID',
      [emptyBearer(), { ...tokenRequest(), ...demand }],
      { values: { host: 'login.microsoftonline.com', offered: 'Negotiate, Basic' }, where: 'status', quote: '407' },
    ],
    [
      'a tunnel to where Autodiscover may have sent its client',
      [accepted({ url: onlineAutodiscoverUrl }), tunnel],
      { values: { host: 'mail.contoso.com' }, quote: '407' },
    ],
    [
      'a tunnel to Exchange Online, where the server at home answers',
      [emptyBearer(), accepted(), { ...tunnel, url: 'https://outlook.office365.com/' }],
      { values: { host: 'outlook.office365.com' }, quote: '407' },
    ],
    [
      'a tunnel to a host that the user of a live run has named',
      [emptyBearer(), accepted(), { ...pictures, source: 'live' }],
      { values: { host: 'img.example.net' }, quote: '407' },
    ],
    [
      'after a first challenge',
      [emptyBearer(), { ...demand }],
      { values: { host: 'mail.contoso.com' }, where: 'status', quote: '407' },
    ],
    [
      'on the way to Entra ID',
      [
        emptyBearer(),
        { ...tokenRequest(), ...broken('PROXY_REFUSED', 'Upstream proxy refused: 407 Proxy Authentication Required') },
      ],
      { values: { host: 'login.microsoftonline.com' }, quote: '407' },
    ],
  ],
  passes: [
    [
      'a proxy that refuses for another reason',
      [broken('PROXY_REFUSED', 'Upstream proxy refused: 403')],
      ['connection-failed'],
    ],
    [
      'a tunnel that is opened in the end',
      [tunnel, { method: 'CONNECT', url: 'https://mail.contoso.com/', status: 200 }],
      [],
    ],
    [
      'in answer to what was for Entra ID, and then a token',
      [emptyBearer(), { ...tokenRequest(), ...demand }, tokenIssued(accessToken())],
      [],
    ],
    [
      'in answer to what was for Entra ID, and NTLM gets in all the same',
      [emptyBearer(), { ...tokenRequest(), ...demand }, ...ntlm(200)],
      [],
    ],
    ['a tunnel for a picture, and Exchange lets in', [pictures, emptyBearer(), accepted()], []],
    ['a tunnel for a picture, and Exchange refuses', [emptyBearer(), refused(noSuchUser), pictures], ['unknown-user']],
    ['a request that an outage answers at last', [demand, outage], ['front-end-unavailable']],
    ['in answer to who was refused before', [emptyBearer(), refused(noSuchUser), demand], ['unknown-user']],
    ['what flows in the tunnel proves that it was opened', [tunnel, emptyBearer(), accepted()], []],
    ['a request that gets through at last', [{ url: ewsUrl, ...demand }, accepted({ url: ewsUrl })], []],
  ],
  skips: [['a good sign-in', [emptyBearer(), accepted()], []]],
  unknown: [['the answers were not recorded', [emptyBearer(), { absent: ['response'] }], 'response']],
});
