import rule from '../../../src/rules/life-cycle/exchange-build-too-old.js';
import { accepted, anonymous, emptyBearer, ewsUrl, negotiate, ntlm, onlineUrl } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { bearerChallenge, type Exchange, exchangeHeaders, negotiateAndNtlm } from '../../support/traffic.js';

const asked = (build: string, own: Exchange = {}): Exchange =>
  emptyBearer({
    url: ewsUrl,
    headers: [
      bearerChallenge({ authorization_uri: undefined }),
      ...negotiateAndNtlm,
      ...exchangeHeaders,
      ['X-OWA-Version', build],
    ],
    ...own,
  });
const none: Exchange = { headers: [...negotiateAndNtlm, ...exchangeHeaders, ['X-OWA-Version', '15.1.1261.35']] };

testRule(rule, {
  fails: [
    [
      'a build of 2016 before the first that can do it: no setting is to blame',
      [asked('15.1.1261.35')],
      {
        confidence: 'high',
        values: {
          kind: 'hma',
          product: 'Exchange Server 2016',
          release: 'CU7',
          minimum: '15.1.1415.2',
          minimumRelease: 'CU8',
          server: 'EX01',
        },
        where: 'X-OWA-Version',
        quote: '15.1.1261.35',
      },
    ],
    ['zeros in front', [asked('15.01.1261.035')], { values: { build: '15.1.1261.35' }, quote: '15.01.1261.035' }],
    ['no Bearer at all', [emptyBearer({ url: ewsUrl, ...none })], { quote: 'Bearer' }],
    ['Exchange 2010', [asked('14.3.513.0')], { values: { minimum: undefined }, quote: '14.3.513.0' }],
    [
      'NTLM gets in: HMA may not be in use',
      [asked('15.0.1347.2'), ...ntlm(200, { url: ewsUrl })],
      { severity: 'info', quote: '15.0.1347.2' },
    ],
    [
      'the same, and HMA is meant',
      [asked('15.0.1347.2'), ...ntlm(200, { url: ewsUrl })],
      { severity: 'warning', quote: '15.0.1347.2' },
      { expect: 'hma' },
    ],
    [
      'AD FS is meant: it came later',
      [asked('15.1.2507.6')],
      { values: { kind: 'adfs', minimum: undefined }, quote: '15.1.2507.6' },
      { expect: 'adfs' },
    ],
  ],
  passes: [
    ['the client never asked for it', [anonymous({ url: ewsUrl, ...none }), negotiate(200, { url: ewsUrl })], []],
    ['nothing modern is meant', [asked('15.1.1261.35')], [], { expect: 'none' }],
  ],
  skips: [
    [
      'a server asks for its user, which older builds know, too',
      [asked('15.1.1261.35', { userAgent: 'ASProxy/CrossForest/EXCH/15.20' })],
      [],
    ],
    ['the first build that can', [asked('15.1.1415.2')], ['authorization-uri-missing']],
    ['a build newer than all that are listed', [asked('15.2.9999.1')], ['authorization-uri-missing']],
    ['Exchange Online', [asked('15.20.485.0', { url: onlineUrl })], ['authorization-uri-missing']],
    ['a token is taken all the same', [asked('15.1.1261.35'), accepted({ url: ewsUrl })], []],
  ],
  unknown: [
    [
      'a sanitised capture: was it asked for?',
      [anonymous({ url: ewsUrl, ...none, absent: ['authorization'] })],
      'authorization',
    ],
  ],
});
