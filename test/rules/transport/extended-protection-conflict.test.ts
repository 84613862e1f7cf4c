import rule from '../../../src/rules/transport/extended-protection-conflict.js';
import { bound, refusedWith, unbound } from '../../support/bound-ntlm.js';
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
import { type Exchange, tokenDenied } from '../../support/traffic.js';

const fiddler: Exchange = { recorder: 'fiddler' };

testRule(rule, {
  fails: [
    [
      'NTLM that is bound to the certificate of Fiddler',
      [anonymous(fiddler), refusedWith(bound, fiddler)],
      {
        severity: 'warning',
        confidence: 'high',
        values: {
          scheme: 'NTLM',
          tool: 'Fiddler',
          host: 'mail.contoso.com',
          virtualDirectory: '/mapi',
          binding: 'present',
        },
        where: 'Authorization',
        quote: 'NTLM …',
      },
    ],
    [
      'EWS, which allows to be unbound, but Windows binds',
      [refusedWith(bound, { ...fiddler, url: ewsUrl })],
      { severity: 'warning', values: { virtualDirectory: '/EWS' }, where: 'NTLM channel binding', quote: 'MsvAv' },
    ],
    [
      'live: ours',
      [refusedWith(bound, { source: 'live' })],
      { severity: 'warning', values: { tool: 'hma-doctor' }, quote: 'NTLM …' },
    ],
    [
      'NTLM in a redacted capture, of which the binding is not told',
      [refusedWith('NTLM REDACTED-ntlm-3-472-type3-cb.unknown', fiddler)],
      { severity: 'warning', confidence: 'low', values: { scheme: 'NTLM', binding: 'unknown' }, quote: 'NTLM …' },
    ],
    [
      'Kerberos, of which the binding cannot be read',
      [negotiate(401, { source: 'saz' })],
      {
        severity: 'warning',
        confidence: 'medium',
        values: { scheme: 'Negotiate', tool: 'Fiddler' },
        quote: 'Negotiate …',
      },
    ],
    [
      'what was fallen back to: the missing SPN leads',
      [
        emptyBearer(fiddler),
        tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource'),
        refusedWith(bound, fiddler),
      ],
      { severity: 'warning', causedBy: 'spn-missing', quote: 'NTLM …' },
    ],
  ],
  passes: [
    ['a browser, which stands at the end', [refusedWith(bound, { recorder: 'browser' })], []],
    ['a HAR of nobody knows whom', [refusedWith(bound)], []],
    ["live, with the server's own certificate", [refusedWith(bound, { source: 'live', sameCertificate: true })], []],
    ['NTLM that is bound to nothing: refused or not, it is not us', [refusedWith(unbound, fiddler)], []],
    ['Autodiscover, which asks for nothing', [refusedWith(bound, { ...fiddler, url: autodiscoverUrl })], []],
    [
      'without TLS there is nothing to bind to',
      [refusedWith(bound, { ...fiddler, url: 'http://mail.contoso.com/EWS/Exchange.asmx' })],
      [],
    ],
  ],
  skips: [
    ['NTLM that gets in', [anonymous(fiddler), ...ntlm(200, fiddler)], []],
    ['refused once, then in', [refusedWith(bound, fiddler), ...ntlm(200, fiddler)], []],
    [
      'credentials were removed, and a token gets in',
      [{ ...anonymous({ source: 'saz' }), absent: ['authorization'] }, accepted({ source: 'saz' })],
      [],
    ],
    ['a wrong password in Basic', [basic(401, fiddler)], []],
    ['a token', [emptyBearer(fiddler), accepted(fiddler)], []],
  ],
  unknown: [
    ['credentials were removed', [{ ...anonymous({ source: 'saz' }), absent: ['authorization'] }], 'authorization'],
  ],
});
