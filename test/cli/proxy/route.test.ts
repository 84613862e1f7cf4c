import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveOptions } from '../../../src/cli/options.js';
import { readRoute } from '../../../src/cli/proxy/route.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  await writeFile(join(folder, 'proxy.pac'), "function FindProxyForURL(u, h) { return 'PROXY corporate:8080' }");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const corporate = { kind: 'proxy', host: 'corporate', port: 8080 };
const env = { HTTPS_PROXY: 'http://corporate:8080', NO_PROXY: 'contoso.com' };

describe('readRoute', () => {
  it.each<[what: string, options: object, env: Record<string, string>, host: string, hop: object]>([
    ['nothing', {}, {}, 'mail.contoso.com', { kind: 'direct' }],
    ['the environment', {}, env, 'outlook.office365.com', corporate],
    ['NO_PROXY', {}, env, 'mail.contoso.com', { kind: 'direct' }],
    ['--proxy', { proxy: 'corporate:8080' }, {}, 'mail.contoso.com', corporate],
    ['--proxy with NO_PROXY', { proxy: 'corporate:8080' }, env, 'mail.contoso.com', { kind: 'direct' }],
    ['--proxy direct', { proxy: 'direct' }, env, 'outlook.office365.com', { kind: 'direct' }],
  ])('%s', async (_, options, variables, host, hop) => {
    const route = await readRoute(resolveOptions({ ...options }), variables);
    expect(await route(host, 443, 'https')).toEqual([hop]);
  });

  it('a PAC file, and its URL', async () => {
    const server = createServer((_, response) => response.end("function FindProxyForURL() { return 'DIRECT' }"));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const byFile = await readRoute(resolveOptions({ pac: join(folder, 'proxy.pac') }), env);
    const byUrl = await readRoute(resolveOptions({ pac: `http://127.0.0.1:${port}/` }), env);
    server.close();
    expect(await byFile('mail.contoso.com', 443, 'https')).toEqual([corporate]);
    expect(await byUrl('mail.contoso.com', 443, 'https')).toEqual([{ kind: 'direct' }]);
  });

  it.each<[what: string, options: object, env: Record<string, string>, message: RegExp]>([
    ['another kind of proxy', { proxy: 'ftp://u:secret@p' }, {}, /^--proxy is not a proxy/],
    ['in the environment', {}, { ALL_PROXY: 'ftp://u:secret@p' }, /^ALL_PROXY is not a proxy/],
    ['a PAC file that is not there', { pac: '/no/such.pac' }, {}, /ENOENT/],
    ['both', { pac: 'a.pac', proxy: 'p:1' }, {}, /Give one of them/],
  ])('refuses %s, without repeating a password', async (_, options, variables, message) => {
    const error = await readRoute(resolveOptions({ ...options }), variables).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ code: 'ERR_USAGE', message: expect.stringMatching(message) });
    expect(String(error)).not.toContain('secret');
  });
});
