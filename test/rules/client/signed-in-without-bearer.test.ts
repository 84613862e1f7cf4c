import rule from '../../../src/rules/client/signed-in-without-bearer.js';
import {
  accepted,
  anonymous,
  basic,
  bearerIgnored,
  easUrl,
  emptyBearer,
  negotiate,
  ntlm,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { principalMissing } from '../../support/sentences.js';
import { accessToken, exchangeHeaders, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const place = { host: 'mail.contoso.com', virtualDirectory: '/mapi' };

testRule(rule, {
  fails: [
    [
      'an empty Bearer, then Negotiate',
      [emptyBearer(), negotiate(200)],
      {
        severity: 'info',
        confidence: 'high',
        values: { ...place, scheme: 'Negotiate' },
        where: 'Authorization',
        quote: 'Bearer\nNegotiate …',
      },
    ],
    [
      'an empty Bearer, then NTLM',
      [emptyBearer(), ...ntlm(200)],
      { severity: 'info', values: { ...place, scheme: 'NTLM' }, where: 'Authorization', quote: 'NTLM …' },
    ],
    [
      'an empty Bearer, then Basic, without the password',
      [emptyBearer({ url: easUrl }), basic(200, { url: easUrl })],
      { severity: 'info', values: { scheme: 'Basic' }, where: 'Authorization', quote: 'Bearer\nBasic …' },
    ],
    [
      'HMA is meant',
      [emptyBearer(), negotiate(200)],
      { severity: 'warning', values: { scheme: 'Negotiate' }, quote: 'HTTP/1.1 200' },
      { expect: 'hma' },
    ],
    [
      'what came of a missing SPN',
      [
        emptyBearer(),
        tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource'),
        ...ntlm(200),
      ],
      { severity: 'info', causedBy: 'spn-missing', quote: 'NTLM …' },
    ],
    [
      'what came of OAuth being off',
      [bearerIgnored(), negotiate(200)],
      { severity: 'info', causedBy: 'bearer-challenge-missing', quote: 'Negotiate …' },
    ],
  ],
  passes: [
    ['Negotiate, and Bearer was never asked for', [anonymous(), negotiate(200)], []],
    ['nothing modern is meant', [emptyBearer(), negotiate(200)], [], { expect: 'none' }],
  ],
  skips: [
    ['a token', [emptyBearer(), tokenIssued(token), accepted({}, token)], []],
    ['nobody got in', [emptyBearer()], []],
    [
      'an answer that needs no credentials',
      [{ method: 'GET', url: 'https://mail.contoso.com/autodiscover/autodiscover.json?Protocol=EWS', status: 200 }],
      [],
    ],
  ],
  unknown: [
    [
      'a sanitised capture: in, but by which scheme?',
      [
        { status: 401, headers: exchangeHeaders, absent: ['authorization'] },
        { status: 200, headers: exchangeHeaders, absent: ['authorization'] },
      ],
      'authorization',
    ],
  ],
});
