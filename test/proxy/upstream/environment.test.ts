import { describe, expect, it } from 'vitest';
import { readExemptions, routeByEnvironment } from '../../../src/proxy/upstream/environment.js';
import { parseProxy } from '../../../src/proxy/upstream/route.js';

const corporate = { kind: 'proxy', host: 'proxy.contoso.com', port: 8080 };
const other = { kind: 'proxy', host: 'other', port: 80 };
const direct = { kind: 'direct' };

describe('routeByEnvironment', () => {
  it.each<[what: string, env: Record<string, string>, place: [string, number, 'http' | 'https'], hop: object]>([
    ['nothing', {}, ['mail.contoso.com', 443, 'https'], direct],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy.contoso.com:8080' }, ['m', 443, 'https'], corporate],
    ['HTTPS_PROXY is not for http', { HTTPS_PROXY: 'http://proxy.contoso.com:8080' }, ['m', 80, 'http'], direct],
    [
      'lower case first',
      { https_proxy: 'proxy.contoso.com:8080', HTTPS_PROXY: 'other' },
      ['m', 443, 'https'],
      corporate,
    ],
    ['http_proxy', { http_proxy: 'proxy.contoso.com:8080' }, ['m', 80, 'http'], corporate],
    ['HTTP_PROXY, which a header can set', { HTTP_PROXY: 'other' }, ['m', 80, 'http'], direct],
    ['ALL_PROXY', { ALL_PROXY: 'other' }, ['m', 443, 'https'], other],
    ['an empty variable', { HTTPS_PROXY: '' }, ['m', 443, 'https'], direct],
    ['NO_PROXY', { HTTPS_PROXY: 'other', NO_PROXY: 'contoso.com' }, ['mail.contoso.com', 443, 'https'], direct],
  ])('%s', async (_, env, [host, port, scheme], hop) => {
    expect(await routeByEnvironment(env)(host, port, scheme)).toEqual([hop]);
  });

  it('names the variable that it cannot read, not its value', () => {
    expect(() => routeByEnvironment({ HTTPS_PROXY: 'ftp://user:secret@proxy' })).toThrow(/^HTTPS_PROXY$/);
  });
});

describe('NO_PROXY', () => {
  it.each<[list: string, host: string, port: number, isExempt: boolean]>([
    ['contoso.com', 'contoso.com', 443, true],
    ['contoso.com', 'a.b.contoso.com', 443, true],
    ['contoso.com', 'evilcontoso.com', 443, false],
    ['.contoso.com', 'mail.contoso.com', 443, true],
    ['*.contoso.com', 'mail.contoso.com', 443, true],
    ['CONTOSO.com', 'MAIL.contoso.COM.', 443, true],
    ['contoso.com:8443', 'contoso.com', 8443, true],
    ['contoso.com:8443', 'contoso.com', 443, false],
    ['a.example, contoso.com  b.example', 'contoso.com', 443, true],
    ['*', 'anything', 1, true],
    ['', 'anything', 1, false],
    ['127.0.0.1', '127.0.0.1', 1, true],
    ['0.0.1', '127.0.0.1', 1, false],
    ['::1', '::1', 443, true],
    ['[::1]', '::1', 443, true],
    ['[::1]:443', '::1', 443, true],
    ['[::1]:443', '::1', 444, false],
    ['contoso.com.', 'mail.contoso.com', 443, true],
    ['10.0.0.0/8', '10.1.2.3', 443, true],
    ['10.0.0.0/8', '11.1.2.3', 443, false],
    ['10.0.0.0/8', '10.contoso.com', 443, false],
    ['fd00::/8', 'fd12::1', 443, true],
    ['0.0.0.0/0', '::1', 443, false],
    ['10.0.0.0/33, a/8, contoso.com', '10.0.0.1', 443, false],
    ['contoso.com;fabrikam.com', 'contoso.com', 443, false],
  ])('%j for %s port %i', (list, host, port, isExempt) => {
    expect(readExemptions(list)(host, port)).toBe(isExempt);
  });
});

describe('parseProxy', () => {
  it.each<[text: string, hop: object | undefined]>([
    ['proxy.contoso.com:8080', corporate],
    ['http://proxy.contoso.com:8080/', corporate],
    ['http://[::1]:3128', { kind: 'proxy', host: '::1', port: 3128 }],
    ['http://u:p%40ss@proxy.contoso.com:8080', { ...corporate, authorization: 'Basic dTpwQHNz' }],
    ['https://proxy.contoso.com', { ...corporate, port: 443, secure: true }],
    [
      'HTTPS://u:p@proxy.contoso.com:8080',
      { ...corporate, secure: true, authorization: `Basic ${Buffer.from('u:p').toString('base64')}` },
    ],
    ['socks5://proxy.contoso.com', { kind: 'socks', version: 5, host: 'proxy.contoso.com', port: 1080 }],
    [
      'socks5h://u:p%20q@[::1]:9',
      { kind: 'socks', version: 5, host: '::1', port: 9, user: { name: 'u', password: 'p q' } },
    ],
    ['socks4a://10.0.0.1', { kind: 'socks', version: 4, host: '10.0.0.1', port: 1080 }],
    ['socks://proxy', undefined],
    ['ftp://proxy', undefined],
    ['socks5://', undefined],
    ['socks5://a%0d%0ab', undefined],
    ['http://', undefined],
    ['', undefined],
    ['http://u:%zz@proxy', undefined],
  ])('%s', (text, hop) => {
    expect(parseProxy(text)).toEqual(hop);
  });
});
