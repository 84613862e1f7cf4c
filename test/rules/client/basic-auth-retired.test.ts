import rule from '../../../src/rules/client/basic-auth-retired.js';
import { accepted, anonymous, basic, easUrl, emptyBearer, onlineUrl, pastedHead } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { type Exchange, exchangeHeaders, start } from '../../support/traffic.js';

const emptyRealm = ['WWW-Authenticate', 'Basic Realm="",Basic Realm=""'] as const;
const backEnd = ['X-CalculatedBETarget', 'AM6PR01MB0001.eurprd01.prod.outlook.com'] as const;
const online: Exchange = { url: onlineUrl, headers: [emptyRealm, ...exchangeHeaders] };
const seconds = (day: string) => (Date.parse(day) - start) / 1000;
const pasted = (text: string): Exchange => ({ source: 'text', text, absent: ['request', 'time'] });

testRule(rule, {
  fails: [
    [
      'Basic to Exchange Online',
      [basic(401, online)],
      {
        confidence: 'high',
        values: {
          kind: 'retired',
          protocol: 'ews',
          host: 'outlook.office365.com',
          user: 'CONTOSO\\gregt',
          since: '2022-10-01',
        },
        where: 'Authorization',
        quote: 'Basic …',
      },
    ],
    [
      'years before, by a policy',
      [basic(401, { ...online, at: seconds('2019-03-12') })],
      {
        values: { kind: 'policy', switch: 'AllowBasicAuthWebServices', since: undefined },
        where: 'WWW-Authenticate',
        quote: 'Realm=""',
      },
    ],
    [
      'a pasted answer of the back end',
      [pastedHead({ status: 401, headers: [emptyRealm, backEnd, ['X-FEServer', 'AM6P193CA0001']] })],
      { confidence: 'medium', values: { kind: 'retired' }, quote: 'Basic Realm=""' },
    ],
    [
      'SMTP AUTH, pasted',
      [pasted('535 5.7.139 Authentication unsuccessful, basic authentication is disabled. [AM6P193CA0003]')],
      {
        confidence: 'high',
        values: { kind: 'mail', protocol: 'smtp', code: '535 5.7.139' },
        where: 'text',
        quote: '535 5.7.139',
      },
    ],
    [
      'client submission, pasted',
      [pasted('550 5.7.30 Basic authentication is not supported for Client Submission.')],
      { values: { kind: 'mail', code: '550 5.7.30' }, quote: 'not supported for Client Submission' },
    ],
  ],
  passes: [
    [
      'a wrong password in the days of Basic',
      [
        basic(401, {
          url: onlineUrl,
          at: seconds('2021-03-12'),
          headers: [['WWW-Authenticate', 'Basic realm="outlook.office365.com"']],
        }),
      ],
      [],
    ],
    [
      'a wrong password in those days, where one realm of two is empty',
      [
        basic(401, {
          url: onlineUrl,
          at: seconds('2021-03-12'),
          headers: [['WWW-Authenticate', 'Basic Realm="",Basic Realm="outlook.office365.com"']],
        }),
      ],
      [],
    ],
    ['Basic first, then a token', [basic(401, online), accepted({ url: onlineUrl })], []],
    [
      'a first answer, pasted, that nobody sent a password for',
      [pastedHead({ status: 401, headers: [emptyRealm, ['X-FEServer', 'A']] })],
      [],
    ],
    [
      'SMTP AUTH is off, which is something else',
      [pasted('535 5.7.139 SmtpClientAuthentication is disabled for the Tenant.')],
      ['protocol-disabled'],
    ],
    ['an anonymous question to Exchange Online', [anonymous(online)], []],
  ],
  skips: [
    ['Basic on-premises', [basic(200, { url: easUrl })], []],
    ['a wrong password on-premises', [basic(401, { url: easUrl })], []],
    ['a good challenge of Exchange Online', [emptyBearer({ url: onlineUrl })], []],
    ['a wrong password for another mail server', [pasted('535 Incorrect authentication data')], []],
  ],
  unknown: [['credentials were removed', [{ ...anonymous(online), absent: ['authorization'] }], 'authorization']],
});
