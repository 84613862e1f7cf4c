import rule from '../../../src/rules/mailbox/protocol-disabled.js';
import { accepted, basic, easUrl, emptyBearer, ewsUrl, onlineUrl, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser } from '../../support/sentences.js';
import { accessToken, type Exchange, exchangeHeaders } from '../../support/traffic.js';

const forActiveSync = accessToken({ scp: 'EAS.AccessAsUser.All' });
const forbidden: Exchange = { status: 403, headers: exchangeHeaders };
const mapi = (code: number, own: Exchange = {}): Exchange =>
  accepted({ headers: [...exchangeHeaders, ['X-ResponseCode', String(code)]], ...own });

testRule(rule, {
  fails: [
    [
      'MAPI over HTTP: endpoint disabled',
      [emptyBearer(), mapi(16), mapi(16)],
      {
        confidence: 'high',
        values: { protocol: 'mapi-http', user: 'gregt@contoso.com', host: 'mail.contoso.com', server: 'EX01' },
        where: 'X-ResponseCode',
        quote: '16',
      },
    ],
    [
      'the words of the mailbox store',
      [mapi(1, { body: '<html>Store Error … Protocol disabled</html>' })],
      { values: { protocol: 'mapi' }, where: 'body', quote: 'Protocol disabled' },
    ],
    [
      'ActiveSync with a token',
      [emptyBearer({ url: easUrl }), accepted({ url: easUrl, ...forbidden }, forActiveSync)],
      { confidence: 'medium', values: { protocol: 'eas', user: 'gregt@contoso.com' }, where: 'status', quote: '403' },
    ],
    [
      'ActiveSync with Basic: the user is named',
      [basic(403, { url: easUrl, headers: exchangeHeaders })],
      { values: { protocol: 'eas', user: 'CONTOSO\\gregt' }, quote: '403' },
    ],
    [
      'EWS on-premises: one reason among several',
      [basic(403, { url: ewsUrl, headers: exchangeHeaders })],
      { severity: 'warning', confidence: 'low', values: { protocol: 'ews' }, quote: '403' },
    ],
    [
      'SMTP AUTH, pasted from a device',
      [
        {
          source: 'text',
          absent: ['request', 'time'],
          text: '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
        },
      ],
      {
        values: { protocol: 'smtp-off-mailbox', code: '535 5.7.139' },
        where: 'text',
        quote: 'disabled for the Mailbox',
      },
    ],
  ],
  passes: [
    ['a token that may not use ActiveSync', [accepted({ url: easUrl, ...forbidden })], ['missing-permission']],
    ['a mailbox that may not be opened', [mapi(11)], ['mapi-error']],
  ],
  skips: [
    ['a good mailbox', [emptyBearer(), mapi(0)], []],
    ['403 of a device', [basic(403, { url: easUrl, headers: [['Server', 'nginx']] })], ['device-answered']],
    ['403 for a user who is not known', [{ ...refused(noSuchUser, { url: easUrl }), status: 403 }], ['unknown-user']],
    ['EWS of Exchange Online', [basic(403, { url: onlineUrl, headers: exchangeHeaders })], ['basic-auth-retired']],
  ],
  unknown: [
    [
      'headers dropped: what was said besides 403 is not known',
      [{ ...basic(403, { url: easUrl }), headers: [], absent: ['response-headers'] }],
      'response-headers',
    ],
  ],
});
