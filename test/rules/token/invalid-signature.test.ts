import rule from '../../../src/rules/token/invalid-signature.js';
import { accepted, emptyBearer, ewsUrl, onlineUrl, pastedHead, refused, refusedSilently } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { badSignature, noSuchUser } from '../../support/sentences.js';
import { serverToken } from '../../support/server-token.js';
import { accessToken, diagnosticsHeader, exchangeHeaders, tenant, tokenIssued } from '../../support/traffic.js';

const free = { url: ewsUrl, userAgent: 'ASProxy/CrossForest/EXCH' };

testRule(rule, {
  fails: [
    [
      "a user's token whose key Exchange does not know",
      [emptyBearer(), tokenIssued(accessToken()), refused(badSignature)],
      {
        confidence: 'high',
        values: {
          kind: 'user',
          issuer: `https://sts.windows.net/${tenant}/`,
          host: 'mail.contoso.com',
          server: 'EX01',
        },
        where: 'x-ms-diagnostics',
        quote: '2000000;reason="The token has an invalid signature."',
      },
    ],
    [
      'a token between servers: the issuer is the one that vouches for the server',
      [refused(badSignature, free, serverToken())],
      { values: { kind: 's2s', issuer: `00000001-0000-0000-c000-000000000000@${tenant}` }, quote: '2000000' },
    ],
    [
      'a token of AD FS',
      [refused(badSignature, {}, accessToken({ iss: 'http://fs.contoso.com/adfs/services/trust', tid: undefined }))],
      { values: { kind: 'adfs' }, quote: '2000000' },
    ],
    [
      'Exchange Online, which does not know the key of a caller',
      [refused(badSignature, { url: onlineUrl })],
      { values: { kind: 'online', host: 'outlook.office365.com' }, quote: '2000000' },
    ],
    [
      'the certificate of the organisation, missing on one server: an old build numbers it as the issuer',
      [
        refused([
          2000009,
          'The certificate referenced by token with key bW9kZQ could not be located on server EX02.',
          'invalid_certificate',
        ]),
      ],
      { confidence: 'medium', values: { kind: 'certificate' }, quote: 'could not be located' },
    ],
    [
      'a server that has nothing to sign with, as its log says it',
      [
        {
          source: 'text',
          text: 'Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.\r\n   at Microsoft.Exchange.Security.OAuth.OAuthTokenBuilder.GetAppToken()',
          absent: ['request', 'response', 'time'],
        },
      ],
      { values: { kind: 'no-certificate' }, where: 'text', quote: 'Missing signing certificate' },
    ],
    [
      "a server's own request for a token, which Entra ID does not take: another rule leads",
      [
        {
          source: 'text',
          text: "Error: Unable to get token from Auth Server. Error code: 'invalid_client'. Description: 'AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found.]'",
          absent: ['request', 'response', 'time'],
        },
      ],
      {
        severity: 'info',
        causedBy: 'client-credential-invalid',
        values: { kind: 'assertion', code: '50012' },
        where: 'text',
        quote: 'Client assertion contains an invalid signature',
      },
    ],
    [
      'a number alone, pasted',
      [pastedHead({ status: 401, headers: [...exchangeHeaders, ['x-ms-diagnostics', '2000000']] })],
      { confidence: 'medium', values: { kind: 'unknown', issuer: undefined }, quote: '2000000' },
    ],
  ],
  passes: [
    ['a missing user', [refused(noSuchUser)], ['unknown-user']],
    ['no reason at all: we check no signature ourselves', [refusedSilently()], ['token-refused']],
    [
      'the number under another word',
      [
        refusedSilently({
          headers: [...exchangeHeaders, diagnosticsHeader(2000000, 'The thing is odd.', 'odd_thing')],
        }),
      ],
      ['token-refused'],
    ],
  ],
  skips: [
    [
      'the same words of another product',
      [
        {
          source: 'text',
          text: 'SAML: Missing signing certificate in metadata',
          absent: ['request', 'response', 'time'],
        },
      ],
      [],
    ],
    ['keys that were read in time', [refused(badSignature), accepted()], []],
    ['free/busy: the outer token is unsigned, as it has to be', [accepted(free, serverToken())], []],
  ],
  unknown: [
    ['headers dropped', [{ ...refusedSilently(), headers: [], absent: ['response-headers'] }], 'response-headers'],
  ],
});
