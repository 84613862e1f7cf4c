import { describe, expect, it } from 'vitest';
import { diagnosticsInProse } from '../../src/parse/prose-diagnostics.js';

/** What Exchange says of a token, word for word, and the category it says it in. */
const ownWords: readonly (readonly [sentence: string, error_category: string])[] = [
  ["Flighting is not enabled for domain 'anna@contoso.com'.", 'oauth_not_available'],
  ['The hostname component of the audience claim value is invalid.', 'invalid_resource'],
  ["The audience claim value is invalid 'aud'.", 'invalid_resource'],
  ['The user specified by the user-context in the token is ambiguous.', 'invalid_user'],
  ["The MasterAccountSid doesn't match the SID claim.", 'invalid_user'],
  ["The tenant for tenant guid '11111111-2222-3333-4444-555555555555' does not exist.", 'invalid_tenant'],
  ["The tenant for context-id '11111111-2222-3333-4444-555555555555' does not exist.", 'invalid_tenant'],
  ["The tenant for realm 'contoso.com' does not exist.", 'invalid_tenant'],
  ['The issuer of the token is unknown. Issuer was 00000001-0000-0000-c000-000000000000@x.', 'invalid_issuer'],
  ['no locally configured issuer was in the trusted_issuer list, realm in challenge was x.', 'invalid_issuer'],
  ['OAuthTokenRequestFailedException: Missing signing certificate.', 'invalid_certificate'],
  ['No applicable user context claims found.', 'invalid_token'],
  ['The token contains no permissions, or permissions can not be understood.', 'invalid_grant'],
  ['The token contains no scope information, or scope can not be understood.', 'invalid_grant'],
  ["The token contains not enough scope to make this call. Required scopes: 'x'.", 'invalid_grant'],
  ['The token should have valid permissions or linked account associated.', 'invalid_grant'],
  ['Access to this API requires the following permissions: x.', 'invalid_grant'],
  ["The application is missing a linked account for RBAC roles, or the linked account is wrong: 'x'.", 'invalid_grant'],
  ['The call should access the mailbox specified in the oauth token.', 'invalid_grant'],
];

/** What other products say, too. */
const sharedWords: readonly (readonly [sentence: string, error_category: string])[] = [
  ["The audience of the token 'https://mail.contoso.com/' is wrong.", 'invalid_resource'],
  ['This token profile is not applicable.', 'invalid_token'],
  ["The token profile 'S2SAppOnly' is not applicable.", 'invalid_token'],
  ["The token has invalid value 'x' for the claim type 'y'.", 'invalid_token'],
  ['The token has an invalid signature.', 'invalid_signature'],
  ['The token has expired.', 'token_expired'],
  ["The Application Identifier 'x' is unknown.", 'invalid_client'],
];

describe('a sentence of Exchange', () => {
  it.each(ownWords)('is known where it stands alone: %s', (sentence, error_category) => {
    expect(diagnosticsInProse(`Today: ${sentence}`)).toMatchObject([{ dialect: 'exchange', error_category }]);
    expect(diagnosticsInProse(sentence.toUpperCase())).toMatchObject([{ error_category }]);
  });

  it.each(sharedWords)('that others say, too, is nothing where it stands alone: %s', (sentence) => {
    expect(diagnosticsInProse(`Today: ${sentence}`)).toEqual([]);
  });

  it.each(sharedWords)('that others say, too, counts beside a category: %s', (sentence, error_category) => {
    expect(diagnosticsInProse(`${sentence} error_category="${error_category}"`)).toMatchObject([
      { dialect: 'exchange', error_category },
    ]);
  });

  it('about the resource is of the back end’s JSON, and is known by the type of the resource', () => {
    const sentence = 'The audience claim value is invalid for current resource. Audience claim is x, ';
    expect(diagnosticsInProse(`${sentence}Request url is y and resource type is 'Exchange'.`)).toMatchObject([
      { dialect: 'exchange-json', error_category: 'invalid_resource' },
    ]);
    expect(diagnosticsInProse(`${sentence}Request url is y and resource type is 'Graph'.`)).toEqual([]);
  });
});
