import { describe, expect, it } from 'vitest';
import {
  applicationNamed,
  grantIssuedAt,
  grantValidFrom,
  realmNamed,
  replyUrlNamed,
  tenantNamed,
  thumbprintNamed,
  userNamed,
} from '../../src/knowledge/aadsts/names.js';
import { aadsts, quietAadsts } from '../../src/knowledge/aadsts.js';
import { msisErrors } from '../../src/knowledge/msis.js';
import { rules } from '../../src/rules/index.js';
import { expectLinear } from '../parse/linear.js';

const names = {
  applicationNamed,
  grantIssuedAt,
  grantValidFrom,
  realmNamed,
  replyUrlNamed,
  tenantNamed,
  thumbprintNamed,
  userNamed,
};
const rows = [...aadsts, ...msisErrors];
const ids = new Set(rules.map(({ id }) => id));

describe('the errors of Entra ID and AD FS', () => {
  it('stand there once for each text', () => {
    const keys = rows.map((row) => `${'code' in row ? row.code : row.msis} ${row.text?.source ?? ''}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('are not hidden by an earlier row of the same number that takes every text', () => {
    const hidden = aadsts.filter(({ code }, index) =>
      aadsts.slice(0, index).some((earlier) => earlier.code === code && earlier.text === undefined),
    );
    expect(hidden).toEqual([]);
  });

  it('say where every row comes from, how sure it is, and what it is called', () => {
    const bare = rows.filter(({ source, status, name }) => {
      return source === '' || name === '' || !/^(verified(-2)?|unverified)$/.test(status);
    });
    expect(bare).toEqual([]);
  });

  it('belong to rules that exist', () => {
    expect(rows.filter(({ rule }) => !ids.has(rule))).toEqual([]);
  });

  it('know the steps of a healthy sign-in', () => {
    expect([50058, 50140, 50199, 81004, 81012].filter((code) => !quietAadsts.has(code))).toEqual([]);
  });

  it.each(Object.entries(names))('read %s in linear time', (_name, pattern) => {
    for (const text of ["user 'a", "tenant '", "application '0", 'user account a@', "realm object '", 'x']) {
      expectLinear((size) => pattern.test(text.repeat(size)));
    }
  });
});

describe('the names in the texts', () => {
  it.each([
    ['userNamed', "User account 'kaz@fabrikam.com' from identity provider 'x'", 'kaz@fabrikam.com'],
    ['userNamed', "The signed in user 'kaz@contoso.com' is not assigned", 'kaz@contoso.com'],
    ['userNamed', 'The user account kaz@contoso.com does not exist in the Contoso directory', 'kaz@contoso.com'],
    ['userNamed', 'The user account is disabled.', undefined],
    ['tenantNamed', "Access to 'Fabrikam' tenant is denied.", 'Fabrikam'],
    ['tenantNamed', "Tenant 'contoso.local' not found.", 'contoso.local'],
    ['tenantNamed', 'No tenant was named.', undefined],
    ['replyUrlNamed', "The redirect URI 'https://mail.contoso.com/owa/' specified", 'https://mail.contoso.com/owa/'],
    [
      'realmNamed',
      "The requested federation realm object 'http://fs.contoso.com/adfs' does",
      'http://fs.contoso.com/adfs',
    ],
  ] as const)('%s: %s', (name, text, expected) => {
    const found = names[name]
      .exec(text)
      ?.slice(1)
      .find((group) => group !== undefined);
    expect(found).toBe(expected);
  });
});
