import { expect, it } from 'vitest';
import { parseToken } from '../../../src/parse/token.js';
import { profileOf } from '../../../src/rules/token/token-kind.js';

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const own = { aud: 'https://mail.contoso.com/', iss: 'https://sts.windows.net/x/', tid: 'x' };
const jwt = (claims: object, alg = 'RS256') => `${part({ typ: 'JWT', alg })}.${part({ ...own, ...claims })}.c2ln`;

it.each<[string, string, string | undefined]>([
  ['of a user', jwt({ upn: 'anna@contoso.com', scp: 'user_impersonation' }), 'V1AppActAs'],
  ['of a user, with one scope and no name', jwt({ scp: 'user_impersonation' }), 'V1AppActAs'],
  ['of a user, without a scope', jwt({ upn: 'anna@contoso.com' }), 'V1AppActAs'],
  ['of an application, with one role', jwt({ roles: ['full_access_as_app'] }), 'V1AppOnly'],
  ['of an application without roles', jwt({ appid: 'x' }), undefined],
  ['of another server', jwt({ iss: '00000001-0000-0000-c000-000000000000@x' }), 'S2SAppOnly'],
  ['of another server for a user', jwt({ actortoken: jwt({}) }, 'none'), 'S2SAppActAs'],
  ['of an add-in', jwt({ appctx: '{}' }), 'Callback'],
  ['printed as JSON', JSON.stringify({ ...own, roles: ['full_access_as_app'] }), 'V1AppOnly'],
  [
    'that was cut',
    jwt({ roles: ['full_access_as_app'] })
      .split('.')
      .slice(0, 2)
      .join('.'),
    undefined,
  ],
  ['that nobody can read', 'EwBwA8l6BAAU', undefined],
])('names the profile of a token %s', (_, text, expected) => {
  expect(profileOf(parseToken(text))).toBe(expected);
});
