import rule from '../../../src/rules/token/audience-mismatch.js';
import { accepted, emptyBearer, ewsUrl, onlineUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import {
  audienceInvalid,
  badSignature,
  hostNameInvalid,
  namesDiffer,
  noSuchUser,
  schemesDiffer,
} from '../../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  exchangeHeaders,
  start,
  tenant,
} from '../../support/traffic.js';

const otherName = accessToken({ aud: 'https://autodiscover.contoso.com/' });
const actor = accessToken({ aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@${tenant}` });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const betweenServers = `${part({ alg: 'none', typ: 'JWT' })}.${part({
  aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@${tenant}`,
  iss: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
  nbf: start / 1000 - 60,
  exp: start / 1000 + 3600,
  actortoken: actor,
})}.`;

testRule(rule, {
  fails: [
    [
      'a name that the server does not own',
      [emptyBearer(), refused(hostNameInvalid, {}, otherName)],
      {
        confidence: 'high',
        values: { kind: 'host', audience: 'https://autodiscover.contoso.com/', host: 'mail.contoso.com' },
        where: 'x-ms-diagnostics',
        quote: "audience claim value 'https://autodiscover.contoso.com' is invalid",
      },
    ],
    [
      'a name rewritten on the way, with both names in the reason',
      [emptyBearer(), refused(namesDiffer)],
      {
        values: { kind: 'host', expected: 'https://mail.contoso.com', actual: 'https://ex01.contoso.com' },
        quote: "Actual 'https://ex01.contoso.com'",
      },
    ],
    [
      'a token for something else',
      [
        refused(
          [2000003, "The audience claim value is invalid '00000002-0000-0000-c000-000000000000'.", 'invalid_resource'],
          { url: onlineUrl },
          accessToken({ aud: '00000002-0000-0000-c000-000000000000' }),
        ),
      ],
      { values: { kind: 'resource', audience: '00000002-0000-0000-c000-000000000000' }, quote: '2000003' },
    ],
    [
      'the token quoted, where the reason names only the claim',
      [refused(audienceInvalid, { url: onlineUrl }, accessToken({ aud: 'https://graph.microsoft.com' }))],
      {
        values: { kind: 'resource', audience: 'https://graph.microsoft.com' },
        where: 'token aud',
        quote: 'https://graph.microsoft.com',
      },
    ],
    [
      'the token quoted, where its audience is the host that was asked, and a device asks another',
      [refused(namesDiffer)],
      { values: { kind: 'host' }, where: 'token aud', quote: 'https://mail.contoso.com/' },
    ],
    [
      'a token for Graph: another resource, though Exchange speaks of the host name',
      [refused(hostNameInvalid, {}, accessToken({ aud: 'https://graph.microsoft.com' }))],
      { values: { kind: 'resource', audience: 'https://graph.microsoft.com' }, quote: '2000003' },
    ],
    [
      'a token for an application by its id, though Exchange speaks of the host name',
      [refused(hostNameInvalid, {}, accessToken({ aud: '00000002-0000-0000-c000-000000000000' }))],
      { values: { kind: 'resource', audience: '00000002-0000-0000-c000-000000000000' }, quote: '2000003' },
    ],
    [
      'the category alone, where the names fit',
      [refused([2000003, '', 'invalid_resource'])],
      { values: { kind: 'host', audience: 'https://mail.contoso.com/' }, quote: '2000003' },
    ],
    [
      "Exchange Online's JSON form",
      [
        {
          url: 'https://outlook.office365.com/api/v2.0/me/messages',
          method: 'GET',
          authorization: `Bearer ${accessToken({ aud: 'https://graph.microsoft.com' })}`,
          status: 401,
          body: JSON.stringify({
            error: {
              code: 'InvalidAudience',
              message:
                "Audience claim is 'https://graph.microsoft.com', request url is 'https://outlook.office365.com/api/v2.0/me/messages'.",
              innerError: { errorUrl: 'https://aka.ms/autherrors#error-InvalidResource' },
            },
          }),
        },
      ],
      {
        values: { kind: 'resource', audience: 'https://graph.microsoft.com' },
        where: 'body',
        quote: 'Audience claim is',
      },
    ],
    [
      'a token between servers',
      [refused(hostNameInvalid, { url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH' }, betweenServers)],
      { values: { kind: 's2s' }, quote: '2000003' },
    ],
    [
      'a refusal without a reason, where the names differ',
      [emptyBearer(), refusedSilently({}, otherName)],
      {
        confidence: 'medium',
        values: { kind: 'host', audience: 'https://autodiscover.contoso.com/', host: 'mail.contoso.com' },
        where: 'token aud',
        quote: 'https://autodiscover.contoso.com/',
      },
    ],
    [
      'a refusal without a reason of a token for Graph: another resource, no name to rewrite',
      [emptyBearer(), refusedSilently({}, accessToken({ aud: 'https://graph.microsoft.com' }))],
      { confidence: 'medium', values: { kind: 'resource', audience: 'https://graph.microsoft.com' }, quote: 'graph' },
    ],
    [
      'a pasted head, request unseen',
      [
        pastedHead({
          status: 401,
          headers: [
            ...exchangeHeaders,
            bearerChallenge({ error: 'invalid_token' }),
            diagnosticsHeader(...hostNameInvalid),
          ],
        }),
      ],
      { values: { kind: 'host', audience: 'https://autodiscover.contoso.com' }, quote: '2000003' },
    ],
    [
      'a pasted head, which names the audience alone',
      [
        pastedHead({
          status: 401,
          headers: [
            ...exchangeHeaders,
            bearerChallenge({ error: 'invalid_token' }),
            diagnosticsHeader(
              2000003,
              "The audience claim value is invalid 'https://graph.microsoft.com'.",
              'invalid_resource',
            ),
          ],
        }),
      ],
      { values: { kind: 'resource', audience: 'https://graph.microsoft.com' }, quote: '2000003' },
    ],
    [
      'the category, whatever the number',
      [refused([2000099, hostNameInvalid[1], 'invalid_resource'], {}, otherName)],
      { values: { kind: 'host' }, quote: '2000099' },
    ],
  ],
  passes: [
    ['http against https: that is SSL offload', [emptyBearer(), refused(schemesDiffer)], ['ssl-offload']],
    ['another reason, though the names differ', [refused(noSuchUser, {}, otherName)], ['unknown-user']],
    ['no reason, and the names fit', [refusedSilently()], ['token-refused']],
    [
      'no reason, from Exchange Online, where the audience differs by design',
      [refusedSilently({ url: onlineUrl }, accessToken({ aud: 'https://outlook.office.com/' }))],
      ['token-refused'],
    ],
    [
      'no reason, and no sign of Exchange in the answer',
      [{ authorization: `Bearer ${otherName}`, status: 401, headers: [['WWW-Authenticate', 'Negotiate']] }],
      [],
    ],
    [
      'another category with the same number',
      [refused([2000003, badSignature[1], 'invalid_signature'])],
      ['invalid-signature'],
    ],
  ],
  skips: [
    ['a mismatch that Exchange accepts', [emptyBearer(), accepted({}, otherName)], []],
    [
      'Exchange Online: one audience, many hosts',
      [accepted({ url: onlineUrl }, accessToken({ aud: 'https://outlook.office.com/' }))],
      [],
    ],
    ['refused, then taken with another token', [refused(hostNameInvalid, {}, otherName), accepted()], []],
    [
      'free/busy between servers, outer token without signature',
      [accepted({ url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH' }, betweenServers)],
      [],
    ],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
