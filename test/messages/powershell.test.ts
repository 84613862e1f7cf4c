import { describe, expect, it } from 'vitest';
import { bareValue, commandValue, guid, hostName, httpsUrl, serverName, upn } from '../../src/messages/powershell.js';
import { hostileValues } from '../report/hostile.js';

describe('the grammar of values in commands', () => {
  it.each([
    ['a host', hostName, 'mail.contoso.com'],
    ['an internal name', hostName, 'ex01.contoso.local'],
    ['a NetBIOS name', serverName, 'EX01'],
    ['a GUID', guid, '00000002-0000-0ff1-ce00-000000000000'],
    ['a UPN', upn, 'kaz.sato+hma@contoso.com'],
    ['a URL', httpsUrl, 'https://autodiscover.contoso.com/'],
  ])('takes %s', (_what, read, value) => {
    expect(read(value)).toBe(value);
  });

  it.each([
    ['an empty host', hostName, ''],
    ['a label that begins with a hyphen', hostName, '-Confirm.contoso.com'],
    ['a host with an empty label', hostName, 'mail..contoso.com'],
    ['a host with a port', hostName, 'mail.contoso.com:443'],
    ['a host in another script', hostName, 'mаil.contoso.com'], // the second letter is Cyrillic
    ['a host of 254 units', hostName, `${'a.'.repeat(126)}aa`],
    ['a GUID in braces', guid, '{00000002-0000-0ff1-ce00-000000000000}'],
    ['a UPN with an apostrophe', upn, "o'brien@contoso.com"],
    ['a UPN with two at signs', upn, 'a@b@contoso.com'],
    ['a UPN without a domain', upn, 'kaz@contoso'],
    ['a URL with a path', httpsUrl, 'https://mail.contoso.com/EWS'],
    ['a URL without its slash', httpsUrl, 'https://mail.contoso.com'],
    ['a URL with a user', httpsUrl, 'https://a@mail.contoso.com/'],
    ['http', httpsUrl, 'http://mail.contoso.com/'],
  ])('refuses %s', (_what, read, value) => {
    expect(read(value)).toBeUndefined();
  });

  it.each(hostileValues)('refuses a hostile value everywhere: %j', (value) => {
    for (const read of [hostName, serverName, guid, upn, httpsUrl]) expect(read(value)).toBeUndefined();
  });
});

describe('commandValue', () => {
  it('quotes what fits and leaves a bare placeholder for the rest', () => {
    expect(commandValue('host', 'mail.contoso.com')).toBe("'mail.contoso.com'");
    expect(commandValue('host', 'a b')).toBe('<host>');
    expect(commandValue('user', undefined)).toBe('<user>');
    expect(commandValue('server', '')).toBe('<server>');
    expect(commandValue('tenant', 'contoso')).toBe('<tenant-id>');
    expect(commandValue('tenant', 'contoso.onmicrosoft.com')).toBe("'contoso.onmicrosoft.com'");
    expect(commandValue('url', 'https://a b/')).toBe('https://<host>/');
    expect(bareValue('port', '65536')).toBe('<port>');
    expect(bareValue('port', '443')).toBe('443');
  });
});
