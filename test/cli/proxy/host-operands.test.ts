import { describe, expect, it } from 'vitest';
import { autodiscoverHosts, readHosts } from '../../../src/cli/proxy/host-operands.js';

describe('hosts on the command line', () => {
  const rows: readonly [what: string, operand: string, host: string][] = [
    ['a name', 'mail.contoso.com', 'mail.contoso.com'],
    ['capitals', 'Mail.Contoso.COM', 'mail.contoso.com'],
    ['a final dot', 'mail.contoso.com.', 'mail.contoso.com'],
    ['a URL', 'https://mail.contoso.com/owa/?x=1', 'mail.contoso.com'],
    ['a port', 'mail.contoso.com:443', 'mail.contoso.com'],
    ['everything below a domain', '*.contoso.com', '*.contoso.com'],
    ['other letters than those of a wire', 'https://Mail.München.example/', 'mail.xn--mnchen-3ya.example'],
    ['everything below such a domain', '*.日本語.example', '*.xn--wgv71a119e.example'],
    ['a name as it is on the wire', 'mail.xn--mnchen-3ya.example', 'mail.xn--mnchen-3ya.example'],
  ];
  it.each(rows)('takes %s', (_what, operand, host) => {
    expect(readHosts([operand])).toEqual([host]);
  });

  it.each([
    '',
    'mail contoso',
    'mail..com',
    '192.0.2.1',
    '[::1]',
    'autodiscover.*',
    '*',
    'mail.contoso.com\r\nX: y',
    "a';rm",
    '0x7f.1',
    '２１３０７０６４３３',
  ])('refuses %j', (operand) => {
    expect(() => readHosts([operand])).toThrow(expect.objectContaining({ code: 'ERR_USAGE' }));
  });

  it('takes each name once', () => {
    expect(readHosts(['mail.contoso.com', 'https://MAIL.contoso.com/'])).toEqual(['mail.contoso.com']);
  });

  it('adds the Autodiscover name of the domain, once, and none for a top-level domain', () => {
    expect(autodiscoverHosts(['mail.contoso.com', 'owa.contoso.com', '*.fabrikam.com', 'contoso.com'])).toEqual([
      'autodiscover.contoso.com',
    ]);
    expect(autodiscoverHosts(['autodiscover.contoso.com'])).toEqual([]);
  });
});
