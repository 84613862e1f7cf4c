import rule from '../../../src/rules/client/bearer-not-attempted.js';
import { bound, refusedWith } from '../../support/bound-ntlm.js';
import { accepted, anonymous, basic, emptyBearer, ewsUrl, negotiate, ntlm, refused } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { hostNameInvalid } from '../../support/sentences.js';
import { bearerChallenge, type Exchange, exchangeHeaders } from '../../support/traffic.js';

const agent = {
  outlook2010: 'Microsoft Office/14.0 (Windows NT 6.1; Microsoft Outlook 14.0.7268; Pro)',
  outlook2013: 'Microsoft Office/15.0 (Windows NT 10.0; Microsoft Outlook 15.0.5589; Pro)',
  android: 'Android-Mail/2020.11.29.345',
  mac: 'MacOutlook/16.70.23021201 (Intelx64 Mac OS X Version 13.2.1)',
};
const by = (userAgent: string, own: Exchange = {}): Exchange => ({ userAgent, ...own });
const without = { requestHeaders: [['Accept-Auth', 'badger,Wlid1.1,Basic,NTLM,Negotiate']] as const };
const live: Exchange = { source: 'live' };
const offered: Exchange = { status: 401, headers: [bearerChallenge(), ...exchangeHeaders] };
const place = { host: 'mail.contoso.com', virtualDirectory: '/mapi' };

testRule(rule, {
  fails: [
    [
      'Outlook 2010, which cannot',
      [anonymous(by(agent.outlook2010)), ...ntlm(401, by(agent.outlook2010))],
      {
        confidence: 'high',
        values: { ...place, reason: 'outlook-2010', client: agent.outlook2010 },
        where: 'User-Agent',
        quote: 'Microsoft Outlook 14.0',
      },
    ],
    [
      'Outlook 2013 without EnableADAL',
      [basic(401, by(agent.outlook2013))],
      { values: { reason: 'outlook-2013' }, where: 'User-Agent', quote: 'Microsoft Outlook 15.0' },
    ],
    [
      'Accept-Auth without Bearer: switched off in the client',
      [anonymous(without), basic(401, without)],
      { values: { reason: 'accept-auth' }, where: 'Accept-Auth', quote: 'badger,Wlid1.1,Basic,NTLM,Negotiate' },
    ],
    [
      'the same, whose NTLM is refused because of the program in between: that may be all',
      [anonymous({ ...live, ...without }), refusedWith(bound, { ...live, ...without })],
      {
        severity: 'warning',
        confidence: 'low',
        causedBy: 'extended-protection-conflict',
        values: { reason: 'accept-auth' },
        quote: 'badger,Wlid1.1,Basic',
      },
    ],
    [
      'Outlook for Mac with DisableModernAuth',
      [basic(401, by(agent.mac, { url: ewsUrl }))],
      { values: { reason: 'mac', virtualDirectory: '/EWS' }, where: 'User-Agent', quote: 'MacOutlook' },
    ],
    [
      'Outlook for Mac 2011, which cannot',
      [basic(401, by('MacOutlook/14.2.3 (Intel Mac OS X 10.8)', { url: ewsUrl }))],
      { confidence: 'high', values: { reason: 'mac-2011' }, where: 'User-Agent', quote: 'MacOutlook/14' },
    ],
    [
      'a telephone that knows only passwords, where Bearer is offered: the password may be wrong',
      [{ ...offered, ...by(agent.android) }, basic(401, by(agent.android))],
      { severity: 'warning', confidence: 'low', values: { reason: 'android-mail' }, quote: 'Android-Mail' },
    ],
    [
      'the same where HMA is meant: then the password is no way in',
      [{ ...offered, ...by(agent.android) }, basic(401, by(agent.android))],
      { severity: 'error', confidence: 'low', values: { reason: 'android-mail' }, quote: 'Android-Mail' },
      { expect: 'hma' },
    ],
    [
      'Bearer is offered here, and at another virtual directory it is not',
      [emptyBearer(by(agent.mac)), anonymous({ url: ewsUrl }), basic(401)],
      { values: { reason: 'unknown' }, quote: 'Basic …' },
    ],
    [
      'a client that could, where Bearer is offered',
      [offered, basic(401)],
      { confidence: 'medium', values: { ...place, reason: 'unknown' }, where: 'Authorization', quote: 'Basic …' },
    ],
    [
      'a client that could, refused by NTLM: interception itself does that',
      [offered, ...ntlm(401)],
      { severity: 'warning', confidence: 'low', values: { reason: 'unknown' }, quote: 'NTLM …' },
    ],
    [
      'the same where HMA is meant',
      [offered, negotiate(401)],
      { severity: 'error', values: { reason: 'unknown' }, quote: 'Negotiate …' },
      { expect: 'hma' },
    ],
    [
      'Bearer is offered to another client of the same virtual directory',
      [emptyBearer(by(agent.mac)), basic(401)],
      { values: { reason: 'unknown' }, quote: 'Basic …' },
    ],
    [
      'Bearer is offered, though not by the name of Exchange',
      [{ ...offered, headers: [bearerChallenge({ client_id: undefined }), ...exchangeHeaders] }, basic(401)],
      { values: { reason: 'unknown' }, quote: 'Basic …' },
    ],
  ],
  passes: [
    ['a telephone and a wrong password', [basic(401, by(agent.android))], []],
    ['nothing modern is meant', [basic(401, by(agent.outlook2013))], [], { expect: 'none' }],
    [
      'a client that could, where Bearer is offered at another virtual directory alone',
      [emptyBearer(by(agent.mac, { url: ewsUrl })), basic(401)],
      [],
    ],
    ['a client that could, where Bearer is not offered', [anonymous(), ...ntlm(401)], []],
    ['an empty Bearer, then a wrong password', [emptyBearer(), basic(401)], []],
    ['a token, refused', [refused(hostNameInvalid)], ['audience-mismatch']],
  ],
  skips: [
    ['Outlook 2013 that gets in by NTLM', [anonymous(by(agent.outlook2013)), ...ntlm(200, by(agent.outlook2013))], []],
    ['HMA off, Negotiate gets in', [anonymous(), negotiate(200)], []],
    ['a token that is taken', [emptyBearer(), accepted()], []],
    ['a handshake that is not over', [anonymous(by(agent.outlook2010))], []],
    [
      'a website that asks for a password',
      [
        {
          ...basic(401),
          url: 'https://www.contoso.com/intranet',
          headers: [['WWW-Authenticate', 'Basic realm="web"']],
        },
      ],
      [],
    ],
  ],
  unknown: [
    [
      'a sanitised capture: nobody knows what was sent',
      [
        {
          status: 401,
          absent: ['authorization'],
          headers: [bearerChallenge({ error: 'invalid_token' }), ...exchangeHeaders],
        },
      ],
      'authorization',
    ],
    [
      'one of several requests was sanitised: it may have been the one with Bearer',
      [{ ...offered, absent: ['authorization'] }, basic(401)],
      'authorization',
    ],
    [
      'the same, where the last answer may have been a refusal',
      [
        { ...offered, absent: ['authorization'] },
        { ...emptyBearer(without), absent: ['authorization'] },
      ],
      'authorization',
    ],
  ],
});
