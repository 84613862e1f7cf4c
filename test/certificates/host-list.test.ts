import { describe, expect, it } from 'vitest';
import { coversHost } from '../../src/certificates/host-list.js';

describe('a list of hosts', () => {
  const hosts = ['*.fabrikam.com', 'mail.contoso.com'];

  it.each([
    ['the name itself, in capitals', 'MAIL.contoso.com', true],
    ['a host below a wildcard', 'a.b.fabrikam.com', true],
    ['the domain of a wildcard', 'fabrikam.com', false],
    ['a name with the same ending', 'evilfabrikam.com', false],
    ['a longer name', 'xmail.contoso.com', false],
    ['an IP address', '127.0.0.1', false],
    ['nothing', '', false],
  ])('names %s or not', (_what, host, named) => {
    expect(coversHost(hosts, host)).toBe(named);
  });
});
