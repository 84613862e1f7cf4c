import rule from '../../../src/rules/token/unknown-user.js';
import { accepted, emptyBearer, ewsUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { ambiguousUser, hostNameInvalid, noSuchUser } from '../../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  exchangeHeaders,
  start,
  tenant,
  tokenIssued,
} from '../../support/traffic.js';

const token = accessToken();
const identity = (user: string) => ({ requestHeaders: [['X-User-Identity', user]] as const });
const cloudOnly = accessToken({ onprem_sid: undefined, upn: 'newcomer@contoso.com' });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const betweenServers = `${part({ alg: 'none', typ: 'JWT' })}.${part({
  aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@${tenant}`,
  iss: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
  smtp: 'kaz@contoso.com',
  nii: 'urn:federation:MicrosoftOnline',
  exp: start / 1000 + 3600,
  actortoken: token,
})}.`;

testRule(rule, {
  fails: [
    [
      'a synchronised user whom this forest does not know',
      [
        emptyBearer(identity('gregt@contoso.com')),
        tokenIssued(token),
        refused(noSuchUser, identity('gregt@contoso.com')),
      ],
      {
        confidence: 'high',
        values: { kind: 'missing', user: 'gregt@contoso.com', identity: 'gregt@contoso.com', server: 'EX01' },
        where: 'x-ms-diagnostics',
        quote: 'user-context in the token does not exist',
      },
    ],
    [
      'two objects that fit',
      [refused(ambiguousUser)],
      { values: { kind: 'ambiguous', user: 'gregt@contoso.com' }, quote: 'ambiguous' },
    ],
    [
      'a cloud-only account: no onprem_sid',
      [refused(noSuchUser, identity('newcomer@contoso.com'), cloudOnly)],
      {
        values: { kind: 'cloud-only', user: 'newcomer@contoso.com' },
        where: 'token upn',
        quote: 'newcomer@contoso.com',
      },
    ],
    [
      "an account that is not the mailbox's, picked silently",
      [refused(noSuchUser, identity('info@contoso.com'))],
      { values: { kind: 'wrong-account', user: 'gregt@contoso.com', identity: 'info@contoso.com' }, quote: '2000005' },
    ],
    [
      'the same user in another case is the same user',
      [refused(noSuchUser, identity('GregT@Contoso.com'))],
      { values: { kind: 'missing' }, quote: '2000005' },
    ],
    [
      'the receiving side of free/busy',
      [refused(noSuchUser, { url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH' }, betweenServers)],
      { values: { kind: 's2s', user: 'kaz@contoso.com' }, quote: '2000005' },
    ],
    [
      'the back end says it in X-CasErrorCode',
      [
        {
          ...refusedSilently(),
          status: 403,
          headers: [...exchangeHeaders, ['X-CasErrorCode', 'UserNotFound']],
        },
      ],
      { values: { kind: 'missing' }, where: 'X-CasErrorCode', quote: 'UserNotFound' },
    ],
    [
      'a linked mailbox whose owner has another SID',
      [refused([2000005, "The MasterAccountSid doesn't match the SID claim.", 'invalid_user'])],
      { confidence: 'medium', values: { kind: 'linked', user: 'gregt@contoso.com' }, quote: 'MasterAccountSid' },
    ],
    [
      'a pasted head',
      [
        pastedHead({
          status: 401,
          headers: [bearerChallenge({ authorization_uri: undefined }), diagnosticsHeader(...noSuchUser)],
        }),
      ],
      { values: { kind: 'missing', user: undefined }, quote: '2000005' },
    ],
  ],
  passes: [
    ['a wrong name in the token', [refused(hostNameInvalid)], ['audience-mismatch']],
    ['no reason at all', [refusedSilently(identity('info@contoso.com'))], ['token-refused', 'wrong-account']],
    [
      'the same category for a mailbox that is too old',
      [refused([2000005, 'The mailbox version is not supported.', 'invalid_user'])],
      ['token-refused'],
    ],
  ],
  skips: [
    [
      "a shared mailbox: another's name, and it is taken",
      [emptyBearer(identity('info@contoso.com')), accepted(identity('info@contoso.com'))],
      [],
    ],
    ['refused at first, then replicated', [refused(noSuchUser), accepted()], []],
    [
      'Skype, whose numbers are others',
      [
        {
          url: 'https://lync.contoso.com/Autodiscover/AutodiscoverService.svc/root',
          status: 401,
          headers: [['X-Ms-diagnostics', '28020;source="fe1.contoso.com";reason="No valid security token."']],
        },
      ],
      [],
    ],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
