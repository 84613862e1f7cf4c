import rule from '../../../src/rules/challenge/servers-disagree.js';
import { accepted, anonymous, bearerIgnored, emptyBearer, ewsUrl, ntlm, pastedHead } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { bearerChallenge, type Exchange, exchangeHeaders, negotiateAndNtlm } from '../../support/traffic.js';

const on = (server: string): Exchange['headers'] => [...negotiateAndNtlm, ['X-FEServer', server]];
const without = (server: string, own: Exchange = {}): Exchange => bearerIgnored({ headers: on(server) ?? [], ...own });
/** What is left when a balancer takes the names of servers out. */
const unnamed = bearerIgnored({ headers: negotiateAndNtlm });

testRule(rule, {
  fails: [
    [
      'EX01 offers Bearer, EX02 does not',
      [emptyBearer(), without('EX02')],
      {
        confidence: 'high',
        values: { kind: 'named', server: 'EX02', other: 'EX01', host: 'mail.contoso.com', virtualDirectory: '/mapi' },
        where: 'WWW-Authenticate',
        quote: 'client_id',
      },
    ],
    [
      'the servers are of two builds',
      [
        emptyBearer({ headers: [['X-OWA-Version', '15.2.1544.11'], ...(emptyBearer().headers ?? [])] }),
        bearerIgnored({ headers: [['X-OWA-Version', '15.2.1118.7'], ...(on('EX02') ?? [])] }),
      ],
      { values: { builds: '15.2.1118.7, 15.2.1544.11' }, quote: 'client_id' },
    ],
    [
      'the good server was seen in another sign-in',
      [emptyBearer(), accepted(), without('EX02', { at: 2000 })],
      { confidence: 'high', values: { kind: 'named', server: 'EX02', other: 'EX01' }, quote: 'Negotiate' },
    ],
    [
      'a balancer that takes X-FEServer out',
      [emptyBearer({ headers: [bearerChallenge(), ...negotiateAndNtlm] }), unnamed],
      { confidence: 'medium', values: { kind: 'unnamed', server: undefined, other: undefined }, quote: 'Negotiate' },
    ],
    [
      'NTLM gets in: HMA may not be in use',
      [emptyBearer(), without('EX02'), ...ntlm(200)],
      { severity: 'info', quote: 'Negotiate' },
    ],
    [
      'NTLM refused: interception itself does that',
      [emptyBearer(), without('EX02'), ...ntlm(401)],
      { severity: 'warning', confidence: 'low', quote: 'Negotiate' },
    ],
  ],
  passes: [
    ['one server seen, and it offers none', [without('EX02')], ['bearer-challenge-missing']],
    ['the same server, set up in between', [without('EX01'), emptyBearer()], []],
    [
      'the same server, in another sign-in',
      [without('EX01'), emptyBearer({ at: 2000 }), accepted({ at: 2001 })],
      ['bearer-challenge-missing'],
    ],
    ['the same server takes it back', [emptyBearer(), without('EX01')], ['bearer-challenge-missing']],
    ['anonymous requests get no Bearer anywhere', [anonymous({ headers: on('EX02') ?? [] }), emptyBearer()], []],
    ['the next server is the right one', [without('EX02'), emptyBearer(), accepted()], []],
    [
      'a device answers in between',
      [emptyBearer(), bearerIgnored({ headers: [['WWW-Authenticate', 'Basic realm="Restricted"']] })],
      [],
    ],
  ],
  skips: [
    ['Bearer everywhere', [emptyBearer(), emptyBearer({ url: ewsUrl })], []],
    ['no 401', [accepted()], []],
  ],
  unknown: [
    [
      'was it an empty Bearer?',
      [emptyBearer(), { status: 401, headers: on('EX02') ?? [], absent: ['authorization'] }],
      'authorization',
    ],
    [
      'a pasted head',
      [pastedHead({ url: ewsUrl, status: 401, headers: exchangeHeaders, absent: ['authorization'] })],
      'authorization',
    ],
  ],
});
