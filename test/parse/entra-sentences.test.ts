import { describe, expect, it } from 'vitest';
import { errorsBySentence } from '../../src/parse/entra-sentences.js';
import { readProse } from '../../src/parse/prose.js';
import { expectLinear, nastyRuns } from './linear.js';

const rows: readonly [what: string, text: string, code: number, raw: string][] = [
  [
    'the page of Conditional Access',
    'You cannot access this right now\nYour sign-in was successful but does not meet the criteria to access this resource. For example, you might',
    53003,
    'Your sign-in was successful but does not meet the criteria to access this resource.',
  ],
  [
    'the page that asks for an administrator',
    'Mail needs permission to access resources in your\n  organization that only an admin can grant.',
    90094,
    'needs permission to access resources in your\n  organization that only an admin can grant.',
  ],
  [
    'a description without its number',
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    7000218,
    "request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ],
  [
    "MSAL's print on an iPhone",
    `UserInfo={MSALErrorDescriptionKey=The provided resource value for the input parameter 'scope' is not valid., MSALOAuthErrorKey=invalid_scope}`,
    70011,
    `The provided resource value for the input parameter 'scope' is not valid., MSALOAuthErrorKey=invalid_scope}`,
  ],
  [
    'a description whose beginning was cut off',
    "[Reason - The key used is expired., Thumbprint of key used by client: 'AB12'. Done",
    700027,
    "Thumbprint of key used by client: 'AB12'.",
  ],
  [
    'an account of somewhere else',
    "User account 'ana@contoso.com' from identity provider 'live.com' does not exist in tenant 'Contoso'.",
    50020,
    "User account 'ana@contoso.com' from identity provider 'live.com' does not exist in tenant 'Contoso'.",
  ],
];

describe('an error of Entra ID without its number', () => {
  it.each(rows)('is known by its sentence: %s', (_what, text, code, raw) => {
    expect(errorsBySentence(text)).toMatchObject([{ form: 'text', codes: [], code, raw }]);
    expect(text).toContain(raw);
  });

  it.each<[number, string]>([
    [700016, "Application with identifier 'x' was not found in the directory 'Contoso'. This can happen if"],
    [65001, "The user or administrator has not consented to use the application with ID 'x' named 'Mail'."],
    [
      50011,
      "The reply URL specified in the request does not match the reply URLs configured for the application: 'x'.",
    ],
    [50011, "The redirect URI 'https://x/' specified in the request does not match the redirect URIs configured"],
    [50053, "The account is locked, you've tried to sign in too many times with an incorrect user ID or password."],
    [50126, 'Error validating credentials due to invalid username or password.'],
    [50173, 'The provided grant has expired due to it being revoked, a fresh auth token is needed.'],
    [700082, 'The refresh token has expired due to inactivity. The token was issued on x.'],
    [50076, "Due to a configuration change, you must use multi-factor authentication to access 'x'."],
    [50079, "Due to a configuration change, you must enroll in multi-factor authentication to access 'x'."],
    [50105, "The signed in user 'x' is not assigned to a role for the application 'y'."],
    [53003, 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.'],
    [53003, "Your sign-in was successful but doesn't meet the criteria to access this resource."],
  ])('has the number that Entra ID gives it: %i', (code, said) => {
    expect(errorsBySentence(`It failed: ${said}`).map((error) => error.code)).toEqual([code]);
  });

  it('names the resource and the tenant of its sentence', () => {
    const said =
      'The resource principal named https://mail.contoso.com/ was not found in the tenant named Contoso Ltd. This can happen if';
    expect(errorsBySentence(said)).toMatchObject([
      { code: 500011, resource: 'https://mail.contoso.com/', tenant: 'Contoso Ltd' },
    ]);
  });

  it('counts only where the text names no number', () => {
    const text = `AADSTS53000: The device is not compliant.\n\n${rows[0]?.[1]}`;
    expect(readProse(text).entraErrors.map(({ code }) => code)).toEqual([53000]);
  });

  it.each([
    ['an article that lists them', rows.map(([, text]) => text).join('\n\n')],
    ['words that are like it', 'The account is locked. The scope is not valid. Your sign-in was successful.'],
    ['nothing', ''],
  ])('is not read out of %s', (_what, text) => {
    expect(errorsBySentence(text)).toEqual([]);
  });

  it.each([...nastyRuns, 'User account ', "The resource principal named 'x", 'The redirect URI '])(
    'takes time in proportion on a run of %j',
    (run) => {
      expectLinear((n) => errorsBySentence(run.repeat(n / run.length)));
    },
  );
});
