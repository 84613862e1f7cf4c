import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedHar, refusedText } from '../../support/pasted.js';
import { zipOf } from '../../support/zips.js';
import { run } from '../world.js';

const prose = 'The printer on the second floor is out of paper again.\n';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  for (const name of ['many', 'many/sub', 'one', 'foreign']) await mkdir(at(name));
  await writeFile(at('many/2.txt'), prose);
  await writeFile(at('many/10.har'), refusedHar);
  await writeFile(at('many/package.json'), '{"name":"x","error":"none"}');
  await writeFile(at('many/sub/broken.har'), '{"log":{"entries":');
  await writeFile(at('one/a.txt'), refusedText);
  await writeFile(at('foreign/package.json'), '{"name":"x"}');
  const inner = await zipOf({ 'deep.txt': refusedText });
  const files = {
    'b/10.txt': refusedText,
    'b/2.txt': prose,
    'logo.png': 'x',
    'package.json': '{}',
    'inner.zip': inner,
  };
  await writeFile(at('bundle.zip'), await zipOf({ ...files, '__MACOSX/b/._2.txt': 'x', '.hidden.txt': 'x' }));
  await writeFile(at('pictures.zip'), await zipOf({ 'logo.png': 'x' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

async function sourcesOf(...operands: readonly string[]) {
  const result = await run(['replay', '--format', 'ndjson', ...operands.map(at)]);
  const names = linesOf(result.stdout).filter(({ type }) => type === 'source');
  return { ...result, names: names.map(({ source }) => (source as { name: string }).name.slice(folder.length + 1)) };
}

describe('replay of a folder', () => {
  it('reads the captures in it, in natural order, and leaves alone what is none', async () => {
    expect((await sourcesOf('many')).names).toEqual(['many/2.txt', 'many/10.har', 'many/sub/broken.har']);
  });

  it('says which cannot be read, and goes on', async () => {
    const { stderr, code } = await sourcesOf('many');
    expect(stderr).toMatch(/^hma-doctor: [^\n]*broken\.har[^\n]*\n$/);
    expect(code).toBe(1);
  });

  it('gives a line for health, a page for a fault, and a table at the end', async () => {
    const { stdout } = await run(['replay', at('many')]);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe(
      `==> ${at('many/2.txt')} <== There is no Exchange or Entra ID traffic here (transactions read: 1).`,
    );
    expect(stdout).toContain(`\n\n==> ${at('many/10.har')} <==\n\nerror[flighting-disabled]`);
    expect(lines.slice(-7, -3).map((line) => line.replace(/ +/g, ' '))).toEqual([
      'file format read err warn leading finding',
      '2.txt text 1 0 0 nothing-to-diagnose',
      '10.har har 1 1 0 flighting-disabled',
      'sub/broken.har - - - - cannot be read',
    ]);
    expect(lines.at(-2)).toBe('3 files: 1 with an error, 0 with a warning, 1 without either, 1 not readable');
  });

  it('gives every report whole with -v', async () => {
    const { stdout } = await run(['replay', '-v', '--log-level', 'silent', at('many')]);
    expect(stdout).toContain(`==> ${at('many/2.txt')} <==\n\n`);
  });

  it('gives an array in JSON even of one', async () => {
    const { stdout } = await run(['replay', '--format', 'json', at('one')]);
    expect(JSON.parse(stdout)).toMatchObject([{ schema: 'hma-doctor/report@1' }]);
  });

  it('is not confused by its own report in it', async () => {
    const argv = ['replay', at('one'), '-o', at('one/report.txt')];
    await run(argv);
    const first = await readFile(at('one/report.txt'), 'utf8');
    expect(await run(argv)).toMatchObject({ code: 1, stderr: '' });
    expect(await readFile(at('one/report.txt'), 'utf8')).toBe(first);
    await rm(at('one/report.txt'));
  });

  it('says that there is no capture where there is none', async () => {
    expect(await run(['replay', at('foreign')])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^hma-doctor: [^\n]*no capture[^\n]*\n$/),
    });
  });
});

describe('replay of a folder with other files', () => {
  it.each<[string, readonly string[], string]>([
    [
      'says that it did not look at them',
      [],
      'hma-doctor: 3 files were not looked at because of the name (.md, .htm). Name a file to have it read.\n',
    ],
    ['is silent where that was asked for', ['-q'], ''],
  ])('%s', async (_what, options, stderr) => {
    await mkdir(at('mixed'));
    for (const name of ['a.txt', 'a.md', 'b.MD', 'c.htm']) await writeFile(join(at('mixed'), name), refusedText);
    const said = await run(['replay', ...options, at('mixed')]);
    await rm(at('mixed'), { recursive: true });
    expect(said).toMatchObject({ code: 1, stderr });
  });
});

describe('replay of a ZIP of captures', () => {
  it('reads each, named by the way to it, and ZIPs in it as well', async () => {
    const names = ['b/2.txt', 'b/10.txt', 'inner.zip!deep.txt'].map((name) => `bundle.zip!${name}`);
    expect(await sourcesOf('bundle.zip')).toMatchObject({ names, stderr: '', code: 1 });
  });

  it('reads one from standard input', async () => {
    const { stdout } = await run(['replay', '--format', 'json', '-'], { stdin: await readFile(at('bundle.zip')) });
    const reports = JSON.parse(stdout) as { sources: { name: string }[] }[];
    expect(reports.map(({ sources }) => sources[0]?.name)).toEqual([
      'stdin!b/2.txt',
      'stdin!b/10.txt',
      'stdin!inner.zip!deep.txt',
    ]);
  });

  it('has a line for itself where no capture is in it', async () => {
    const { stdout } = await run(['replay', '--format', 'ndjson', at('pictures.zip'), at('one/a.txt')]);
    const sources = linesOf(stdout).filter(({ type }) => type === 'source');
    expect(sources.map(({ errorCode }) => errorCode)).toEqual(['ERR_CAPTURE_UNKNOWN', null]);
  });

  it('says what else it is', async () => {
    await writeFile(
      at('trace.zip'),
      await zipOf({ 'trace.trace': '{}', 'trace.network': '{}', 'resources/1.dat': 'x' }),
    );
    const { stderr, code } = await run(['replay', at('trace.zip')]);
    expect({ stderr, code }).toEqual({ stderr: expect.stringMatching(/trace of Playwright/), code: 3 });
  });

  it('says that there is no capture in it', async () => {
    expect(await run(['replay', at('pictures.zip')])).toMatchObject({
      code: 3,
      stdout: '',
      stderr: expect.stringMatching(/^hma-doctor: [^\n]*no capture[^\n]*pictures\.zip[^\n]*\n$/),
    });
  });
});

describe('replay in lines of JSON', () => {
  it('has a line for each input, also for what cannot be read, and for each finding', async () => {
    const { stdout } = await sourcesOf('many/10.har', 'missing.har', 'many/2.txt');
    expect(linesOf(stdout).map(({ type, errorCode, rule }) => errorCode ?? rule ?? type)).toEqual([
      'source',
      'flighting-disabled',
      'ERR_INPUT_NOT_FOUND',
      'source',
      'nothing-to-diagnose',
    ]);
  });

  it('holds for tokens, too', async () => {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ aud: 'https://mail.contoso.com/', exp: 1 })}.c2ln`;
    const { stdout } = await run(['token', '--format', 'ndjson', '-'], { stdin: token });
    expect(linesOf(stdout)[0]).toMatchObject({ type: 'source', source: { name: 'token', format: 'token' } });
  });
});
