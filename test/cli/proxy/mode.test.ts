import { describe, expect, it } from 'vitest';
import { type Options, resolveOptions } from '../../../src/cli/options.js';
import { readMode } from '../../../src/cli/proxy/mode.js';

const read = (given: Partial<Options>, named: readonly string[] = [], env = {}) =>
  readMode(resolveOptions({ ...given }), named, env);
const server = 'reverse:https://mail.contoso.com';

describe('--mode', () => {
  it.each([
    ['regular', {}],
    [server, { reverse: { scheme: 'https', host: 'mail.contoso.com', port: 443, rewriteHost: false } }],
    ['REVERSE:HTTPS://Mail.Contoso.com/', { reverse: { scheme: 'https', host: 'mail.contoso.com', port: 443 } }],
    ['reverse:https://mail.münchen.example', { reverse: { host: 'mail.xn--mnchen-3ya.example' } }],
    [`${server}@443`, { reverse: { port: 443 }, listenPort: 443 }],
    [`${server}@0`, { listenPort: 0 }],
    [`${server}:8443/@443`, { reverse: { port: 8443 }, listenPort: 443 }],
    ['reverse:http://mail.contoso.com', { reverse: { scheme: 'http', port: 80 } }],
  ])('reads %s', (mode, expected) => {
    expect(read({ mode })).toMatchObject(expected);
  });

  it.each([
    'transparent',
    'reverse:mail.contoso.com',
    'reverse:https://',
    'reverse:https://192.0.2.1',
    'reverse:https://*.contoso.com',
    'reverse:https://user:password@mail.contoso.com',
    `${server}/ews`,
    `${server}:0`,
    `${server}:65536`,
    `${server}@65536`,
    `${server}@0.0.0.0:443`,
    'reverse:ftp://mail.contoso.com',
  ])('refuses %s', (mode) => {
    expect(() => read({ mode })).toThrow(expect.objectContaining({ code: 'ERR_USAGE' }));
  });

  it('refuses what only the clients of a proxy can follow, wherever it is said', () => {
    const proxyAuth = 'name:secret';
    expect(() => read({ mode: server, proxyAuth })).toThrow(/^--proxy-auth is for/);
    expect(() => read({ mode: server }, [], { HMA_DOCTOR_PROXY_AUTH: proxyAuth })).toThrow(/^HMA_DOCTOR_PROXY_AUTH is/);
    expect(() => read({ mode: server, systemProxy: 'pac' })).toThrow(/^--system-proxy is for/);
    expect(read({ proxyAuth, systemProxy: 'pac' })).toEqual({});
  });
});

describe('--rewrite-host', () => {
  const rewriteHost = true;

  it('takes the name by which clients come', () => {
    const { reverse } = read({ mode: server, rewriteHost }, ['test.contoso.com']);
    expect(reverse).toMatchObject({ host: 'mail.contoso.com', rewriteHost: true });
  });

  it('takes --x-forwarded along, which is refused without it', () => {
    const { reverse } = read({ mode: server, rewriteHost, xForwarded: true }, ['test.contoso.com']);
    expect(reverse).toMatchObject({ xForwarded: true });
    for (const mode of [server, 'regular']) {
      expect(() => read({ mode, xForwarded: true })).toThrow(/^--x-forwarded needs --rewrite-host/);
    }
  });

  it.each<[what: string, mode: string, named: string[]]>([
    ['without a server', 'regular', ['test.contoso.com']],
    ['without another name', server, []],
    ['where there is no TLS', 'reverse:http://mail.contoso.com', ['test.contoso.com']],
  ])('is refused %s', (_what, mode, named) => {
    expect(() => read({ mode, rewriteHost }, named)).toThrow(/^--rewrite-host needs/);
  });
});
