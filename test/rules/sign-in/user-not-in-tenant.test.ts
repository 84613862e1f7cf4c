import rule from '../../../src/rules/sign-in/user-not-in-tenant.js';
import { accepted, emptyBearer, ntlm, prompt, refused, tokenAnswerLost } from '../../support/dance.js';
import { testRule } from '../../support/rule-test.js';
import { blockedByPolicy, noSuchUser } from '../../support/sentences.js';
import { accessToken, tokenDenied, tokenIssued } from '../../support/traffic.js';

const token = accessToken();
const denied = tokenDenied(
  50034,
  'The user account kaz@contoso.com does not exist in the contoso.com directory. To sign into this application, the account must be added to the directory.',
  'invalid_grant',
);

testRule(rule, {
  fails: [
    [
      'a name that the directory does not have',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50034,
          'The user account kaz@contoso.com does not exist in the contoso.com directory. To sign into this application, the account must be added to the directory.',
          'invalid_grant',
        ),
      ],
      { values: { kind: 'missing', user: 'kaz@contoso.com', tenant: 'contoso.com' }, where: 'body', quote: 'AADSTS' },
    ],
    ...(
      [
        ['kaz@contoso.com', undefined],
        ['info@contoso.com', 'info@contoso.com'],
      ] as const
    ).map(
      ([user, mailbox]) =>
        [
          `a name that the directory does not have, for the mailbox of ${user}`,
          [
            emptyBearer({ requestHeaders: [['X-User-Identity', user]] }),
            tokenDenied(50034, 'The user account Kaz@contoso.com does not exist in the contoso.com directory.'),
          ],
          { values: { user: 'Kaz@contoso.com', mailbox }, quote: 'AADSTS50034' },
        ] as const,
    ),
    [
      'the account of another tenant',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          50020,
          "User account 'kaz@fabrikam.com' from identity provider 'https://sts.windows.net/99999999-1111-4222-8333-444444444444/' does not exist in tenant 'Contoso' and cannot access the application.",
          'interaction_required',
        ),
      ],
      { values: { kind: 'foreign', user: 'kaz@fabrikam.com', tenant: 'Contoso' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'an ImmutableID that does not match',
      [
        emptyBearer(),
        prompt(),
        tokenDenied(
          90072,
          "User account 'kaz@contoso.com' from identity provider 'http://fs.contoso.com/adfs/services/trust' does not exist in tenant 'Contoso'.",
          'invalid_grant',
        ),
      ],
      { values: { kind: 'immutable-id' }, where: 'body', quote: 'AADSTS' },
    ],
    [
      'NTLM that the client then falls back to',
      [
        emptyBearer(),
        tokenDenied(
          50034,
          'The user account kaz@contoso.com does not exist in the contoso.com directory. To sign into this application, the account must be added to the directory.',
          'invalid_grant',
        ),
        ...ntlm(200),
      ],
      { values: { code: '50034' }, quote: 'AADSTS50034' },
    ],
  ],
  passes: [
    ['the same, and a token after it', [emptyBearer(), denied, prompt(), tokenIssued(token), accepted({}, token)], []],
    ['another error', [emptyBearer(), tokenDenied(53003, blockedByPolicy)], ['conditional-access-blocked']],
  ],
  skips: [['a refusal by Exchange', [emptyBearer(), refused(noSuchUser)], ['unknown-user']]],
  unknown: [['the body of the answer dropped', [emptyBearer(), tokenAnswerLost()], 'response-body']],
});
