import rule from '../../../src/rules/transport/ntlm-loop.js';
import { avPair, ntlmType3 } from '../../parse/ntlm-messages.js';
import {
  accepted,
  anonymous,
  autodiscoverUrl,
  basic,
  emptyBearer,
  ewsUrl,
  negotiate,
  ntlm,
} from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { principalMissing } from '../../support/sentences.js';
import { type Exchange, exchangeHeaders, negotiateAndNtlm, tokenDenied } from '../../support/traffic.js';

const end = avPair(0, Buffer.alloc(0));
const answer = (pairs: Buffer) => `NTLM ${ntlmType3(Buffer.concat([pairs, end])).toString('base64')}`;
const bound = answer(avPair(10, Buffer.alloc(16, 7)));
const zero = answer(avPair(10, Buffer.alloc(16)));
const refusedWith = (authorization: string, own: Exchange = {}): Exchange => ({
  authorization,
  status: 401,
  headers: [...negotiateAndNtlm, ...exchangeHeaders],
  ...own,
});
const twice = (authorization: string, own: Exchange = {}) => [
  refusedWith(authorization, own),
  refusedWith(authorization, own),
];
const browser: Exchange = { recorder: 'browser' };

testRule(rule, {
  fails: [
    [
      'NTLM in a browser, twice',
      [anonymous(browser), ...twice(bound, browser)],
      {
        values: {
          reason: 'credentials',
          scheme: 'NTLM',
          host: 'mail.contoso.com',
          virtualDirectory: '/mapi',
          server: 'EX01',
        },
        where: 'Authorization',
        quote: 'NTLM …',
      },
    ],
    [
      'Kerberos alone',
      [negotiate(401, browser), negotiate(401, browser)],
      { values: { reason: 'kerberos', scheme: 'Negotiate' }, quote: 'Negotiate …' },
    ],
    [
      "live, where we show the server's own certificate",
      twice(bound, { source: 'live', sameCertificate: true }),
      { values: { reason: 'credentials', tool: 'hma-doctor' }, quote: 'NTLM …' },
    ],
    [
      'a NetLog of the client',
      twice(bound, { source: 'netlog', url: ewsUrl }),
      { values: { reason: 'credentials', virtualDirectory: '/EWS' }, quote: 'NTLM …' },
    ],
    [
      'through Fiddler, but bound to nothing where a binding is required',
      twice(zero, { recorder: 'fiddler' }),
      { values: { reason: 'unbound' }, quote: 'NTLM …' },
    ],
    [
      'through Fiddler, on Autodiscover, which asks for no binding',
      twice(bound, { recorder: 'fiddler', url: autodiscoverUrl }),
      { values: { reason: 'credentials', virtualDirectory: '/Autodiscover' }, quote: 'NTLM …' },
    ],
    [
      'what was fallen back to: the missing SPN leads',
      [
        emptyBearer(browser),
        tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource'),
        ...twice(bound, browser),
      ],
      { causedBy: 'spn-missing', quote: 'NTLM …' },
    ],
  ],
  passes: [
    ['the doing of the capture', twice(bound, { source: 'live' }), ['extended-protection-conflict']],
    [
      'one of two that may be the doing of the capture',
      [refusedWith(bound, { source: 'live' }), refusedWith(zero, { source: 'live' })],
      ['extended-protection-conflict'],
    ],
  ],
  skips: [
    ['refused once: a mistyped password', [anonymous(browser), refusedWith(bound, browser)], []],
    ['refused twice, then in', [...twice(bound, browser), ...ntlm(200, browser)], []],
    [
      'a website that refuses NTLM',
      twice(bound, { ...browser, url: 'https://www.contoso.com/', headers: negotiateAndNtlm }),
      [],
    ],
    ['a wrong password in Basic', [basic(401, browser), basic(401, browser)], []],
    ['a handshake that is not over', [anonymous(browser), anonymous(browser), anonymous(browser)], []],
    [
      'credentials removed from a website',
      [1, 2, 3].map(() => ({
        ...anonymous(browser),
        url: 'https://www.contoso.com/',
        headers: negotiateAndNtlm,
        absent: ['authorization'] as const,
      })),
      [],
    ],
    ['a token', [emptyBearer(browser), accepted(browser)], []],
  ],
  unknown: [
    ['a HAR of nobody knows whom', twice(bound), 'interception'],
    [
      'one refusal is seen, and then credentials were removed',
      [
        refusedWith(bound, browser),
        ...[1, 2, 3].map(() => ({ ...anonymous(browser), absent: ['authorization'] as const })),
      ],
      'authorization',
    ],
    [
      'credentials were removed',
      [1, 2, 3].map(() => ({ ...anonymous(browser), absent: ['authorization'] as const })),
      'authorization',
    ],
  ],
});
