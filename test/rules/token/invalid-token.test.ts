import rule from '../../../src/rules/token/invalid-token.js';
import { accepted, easUrl, ewsUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { noSuchUser, noUserContext, wrongProfile } from '../../support/sentences.js';
import { serverToken } from '../../support/server-token.js';
import { accessToken, bearerChallenge, diagnosticsHeader, exchangeHeaders, tenant } from '../../support/traffic.js';

const appOnly = accessToken({ scp: undefined, upn: undefined, onprem_sid: undefined, roles: ['full_access_as_app'] });
const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${accessToken().split('.')[1]}.`;
const said = (reason: string) => [2000001, reason, 'invalid_token'] as const;

testRule(rule, {
  fails: [
    [
      'a guest, whose token names nobody here',
      [refused(noUserContext, {}, accessToken({ onprem_sid: undefined, upn: undefined }))],
      {
        confidence: 'high',
        values: { kind: 'no-user', virtualDirectory: '/mapi', host: 'mail.contoso.com' },
        where: 'x-ms-diagnostics',
        quote: 'No applicable user context claims found',
      },
    ],
    [
      'a token between servers at a directory for users: the match agrees',
      [refused(wrongProfile, {}, serverToken())],
      {
        confidence: 'high',
        values: { kind: 'wrong-profile', profile: 'S2SAppActAs', virtualDirectory: '/mapi' },
        where: 'token iss',
        quote: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
      },
    ],
    [
      'an application alone at ActiveSync, without a reason: the match decides',
      [refusedSilently({ url: easUrl }, appOnly)],
      {
        confidence: 'medium',
        values: { kind: 'wrong-profile', profile: 'V1AppOnly' },
        where: 'token roles',
        quote: 'full_access_as_app',
      },
    ],
    [
      'a role that does not exist here',
      [refused(said("The token has invalid value 'roles' for the claim type 'roles'."), { url: ewsUrl }, appOnly)],
      { values: { kind: 'claim-value', claim: 'roles' }, where: 'token roles', quote: 'full_access_as_app' },
    ],
    [
      'two organisations in one token',
      [
        refused(
          said("The audience contains a realm that is different than the issuer's realm."),
          { url: ewsUrl },
          serverToken(),
        ),
      ],
      { confidence: 'medium', values: { kind: 'realms' }, quote: 'different than' },
    ],
    [
      'a signed outer token',
      [refused(said('The user context must be unsigned.'), { url: ewsUrl })],
      { values: { kind: 'server-form' }, quote: 'unsigned' },
    ],
    [
      'a damaged token',
      [refused(said("Unable to read or process token, additional details: 'x'."))],
      { values: { kind: 'damaged' }, quote: 'Unable to read' },
    ],
    [
      'an unsigned token with no signed one in it, without a reason: the match decides',
      [refusedSilently({ url: ewsUrl }, unsigned)],
      { confidence: 'medium', values: { kind: 'unsigned' }, where: 'token alg', quote: 'none' },
    ],
    [
      'the category without a reason',
      [
        refusedSilently({
          headers: [
            bearerChallenge({ error: 'invalid_token' }),
            ['x-ms-diagnostics', '2000001;error_category="invalid_token"'],
            ...exchangeHeaders,
          ],
        }),
      ],
      { values: { kind: 'other', reason: undefined }, quote: '2000001' },
    ],
    [
      'a number that means something else under this category',
      [refused([2000003, 'The token has an odd shape.', 'invalid_token'])],
      { values: { kind: 'other', reason: 'The token has an odd shape.' }, quote: 'odd shape' },
    ],
    [
      'a pasted head',
      [pastedHead({ status: 401, headers: [...exchangeHeaders, diagnosticsHeader(...wrongProfile)] })],
      { values: { kind: 'wrong-profile', profile: undefined }, quote: '2000001' },
    ],
  ],
  passes: [
    ['another reason', [refused(noSuchUser, {}, serverToken())], ['unknown-user']],
    ['no reason, and a token of the right kind', [refusedSilently()], ['token-refused']],
    [
      'a token between servers at EWS, where it belongs, refused without a reason',
      [refusedSilently({ url: ewsUrl }, serverToken())],
      ['token-refused'],
    ],
  ],
  skips: [
    [
      'a token between servers, taken, unsigned outside as it has to be',
      [accepted({ url: ewsUrl }, serverToken())],
      [],
    ],
    ['an application alone at EWS, taken', [accepted({ url: ewsUrl }, appOnly)], []],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
