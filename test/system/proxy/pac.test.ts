import { request } from 'node:http';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from 'vitest';
import {
  fetchScript,
  isServed,
  openScriptServer,
  type ServedScript,
  writeScript,
} from '../../../src/system/proxy/pac.js';

const proxy = '127.0.0.1:8877';
const hosts = ['mail.contoso.com', '*.fabrikam.com'];

/** What a program would do: the script is our own, so that it may run here. */
function wayOf(script: string, host: string): string {
  const world: Record<string, unknown> = { shExpMatch: () => true };
  runInNewContext(script, world);
  return runInNewContext(`FindProxyForURL("https://${host}/", "${host}")`, world) as string;
}

describe('the script', () => {
  const plain = writeScript({ hosts, proxy });
  const ours = `PROXY ${proxy}; DIRECT`;

  it.each([
    ['mail.contoso.com', ours],
    ['MAIL.Contoso.com', ours],
    ['ews.fabrikam.com', ours],
    ['a.b.fabrikam.com', ours],
    ['fabrikam.com', 'DIRECT'],
    ['.fabrikam.com', 'DIRECT'],
    ['evilfabrikam.com', 'DIRECT'],
    ['contoso.com', 'DIRECT'],
    ['mail.contoso.com.evil.example', 'DIRECT'],
    ['constructor', 'DIRECT'],
  ])('sends %s to %s', (host, way) => {
    expect(wayOf(plain, host)).toBe(way);
  });

  it('keeps the way of before, behind ours', () => {
    const script = writeScript({ hosts, proxy, theirs: { proxy: 'proxy.contoso.com:8080' } });
    expect(wayOf(script, 'www.example.com')).toBe('PROXY proxy.contoso.com:8080; DIRECT');
    expect(wayOf(script, 'mail.contoso.com')).toBe(`PROXY ${proxy}; PROXY proxy.contoso.com:8080; DIRECT`);
  });

  it.each([
    ['a declaration', 'function FindProxyForURL(url, host) { return "PROXY theirs:1"; } // end'],
    ['an assignment', 'FindProxyForURL = function (url, host) { return "PROXY theirs:1"; };'],
    [
      'names that ours has',
      'var hosts = 1, below = 2, theirs = 3; function isOurs() { return true; } function FindProxyForURL() { return "PROXY theirs:1"; }',
    ],
    [
      'a function of the browser',
      'function FindProxyForURL(url, host) { return shExpMatch(host, "*") ? "PROXY theirs:1" : ""; }',
    ],
  ])('asks the script of before, made with %s', (_what, theirs) => {
    const script = writeScript({ hosts, proxy, theirs: { script: theirs } });
    expect(wayOf(script, 'www.example.com')).toBe('PROXY theirs:1');
    expect(wayOf(script, 'mail.contoso.com')).toBe(`PROXY ${proxy}; PROXY theirs:1`);
  });
});

describe('the server of the script', () => {
  let served: ServedScript;
  afterEach(() => served.close());

  const ask = (url: string, method: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(url, { method }, (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end();
    });

  it('gives the script to whom knows its name, and nothing else', async () => {
    served = await openScriptServer();
    served.serve(writeScript({ hosts, proxy }));
    const response = await fetch(served.url);
    expect(response.headers.get('content-type')).toBe('application/x-ns-proxy-autoconfig');
    expect(await response.text()).toContain('mail.contoso.com');
    expect(await fetchScript(served.url)).toContain('FindProxyForURL');
    const root = new URL('/', served.url).href;
    expect(await Promise.all([ask(root, 'GET'), ask(`${served.url}x`, 'GET'), ask(served.url, 'POST')])).toEqual([
      404, 404, 404,
    ]);
  });

  it('is alive until it is closed', async () => {
    served = await openScriptServer();
    expect(await isServed(served.url)).toBe(true);
    expect(await isServed(new URL('/', served.url).href)).toBe(false);
    await served.close();
    expect(await isServed(served.url)).toBe(false);
    expect(await fetchScript(served.url)).toBeUndefined();
  });
});
