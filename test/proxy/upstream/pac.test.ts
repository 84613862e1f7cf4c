import { describe, expect, it } from 'vitest';
import { readAnswer, routeByPac } from '../../../src/proxy/upstream/pac.js';

const pac = (body: string) => `function FindProxyForURL(url, host) { ${body} }`;

describe('routeByPac', () => {
  it('asks the file for each server', async () => {
    const find = await routeByPac(
      pac(`
        if (isPlainHostName(host) || dnsDomainIs(host, '.contoso.com')) return 'DIRECT';
        if (shExpMatch(url, 'http:*')) return 'PROXY plain:81';
        if (isInNet(dnsResolve('localhost'), '127.0.0.0', '255.0.0.0')) return 'PROXY proxy.contoso.com:8080; DIRECT';
        return 'DIRECT';`),
    );
    expect(await find('mail.contoso.com', 443, 'https')).toEqual([{ kind: 'direct' }]);
    expect(await find('a.example', 80, 'http')).toEqual([{ kind: 'proxy', host: 'plain', port: 81 }]);
    expect(await find('a.example', 443, 'https')).toEqual([
      { kind: 'proxy', host: 'proxy.contoso.com', port: 8080 },
      { kind: 'direct' },
    ]);
  });

  it('tells the file no path, and the port only where it is unusual', async () => {
    const find = await routeByPac(pac("return url == 'https://a.example:8443/' ? 'PROXY yes:1' : 'PROXY no:1'"));
    expect(await find('a.example', 8443, 'https')).toEqual([{ kind: 'proxy', host: 'yes', port: 1 }]);
  });

  it.each<[what: string, body: string]>([
    ['process', "return 'PROXY ' + typeof process + ':1'"],
    ['require', "return 'PROXY ' + typeof require + ':1'"],
    [
      'a constructor',
      "var make = shExpMatch.constructor; var get = make('return typeof process'); return 'PROXY ' + get() + ':1'",
    ],
  ])('shows the file nothing of this process: %s', async (_, body) => {
    const find = await routeByPac(pac(body));
    expect(await find('a', 443, 'https')).toEqual([{ kind: 'proxy', host: 'undefined', port: 1 }]);
  });

  it.each<[what: string, body: string]>([
    ['never ends', 'while (true) {}'],
    ['throws', "throw new Error('no')"],
  ])('fails for a file that %s, and lives on', async (_, body) => {
    const find = await routeByPac(pac(`if (host === 'bad') { ${body} } return 'DIRECT';`));
    await expect(find('bad', 443, 'https')).rejects.toThrow();
    expect(await find('good', 443, 'https')).toEqual([{ kind: 'direct' }]);
  });

  it.each(['', 'not JavaScript (', 'var FindProxyForURL = 1'])('refuses what is no PAC file: %j', async (text) => {
    await expect(routeByPac(text)).rejects.toThrow();
  });
});

describe('the answer of a PAC file', () => {
  const proxy = (port: number) => ({ kind: 'proxy', host: 'p', port });
  const socks = (version: number, port: number) => ({ kind: 'socks', version, host: 'p', port });

  it.each<[answer: string, hops: object[]]>([
    ['DIRECT', [{ kind: 'direct' }]],
    ['', [{ kind: 'direct' }]],
    ['null', [{ kind: 'direct' }]],
    ['PROXY p:8080', [proxy(8080)]],
    [' proxy  p:8080 ;; HTTP p:81;DIRECT;', [proxy(8080), proxy(81), { kind: 'direct' }]],
    ['HTTPS p; PROXY p:8080', [{ ...proxy(443), secure: true }, proxy(8080)]],
    ['SOCKS5 p:1; socks p', [socks(5, 1), socks(4, 1080)]],
    ['QUIC p:443; PROXY p:8080', [proxy(8080)]],
  ])('%j', (answer, hops) => {
    expect(readAnswer(answer)).toEqual(hops);
  });

  it.each(['QUIC p:443', 'SOCKS', 'PROXY'])('%j is an error: it would be wrong to go straight', (answer) => {
    expect(() => readAnswer(answer)).toThrow(/names no proxy that can be used/);
  });
});
