import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './world.js';

// A token of documentation values with a signature that must never be seen again.
const signature = 'c2lnbmF0dXJlLXRoYXQtbXVzdC1uZXZlci1iZS1zZWVu';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const secretToken = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ aud: 'https://mail.contoso.com/' })}.${signature}`;

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  await mkdir(at('folder.har'));
  await writeFile(at('empty.har'), '');
  await writeFile(at('blank.txt'), ' \r\n\t\n');
  await writeFile(at('recipe.txt'), 'Mix flour and water.\nBake for an hour.\n');
  await writeFile(at('no-log.har'), JSON.stringify({ version: '1.2', pages: [] }));
  await writeFile(
    at('rubbish.bin'),
    Uint8Array.from({ length: 4096 }, (_, i) => (i * 2_654_435_761) >>> 24),
  );
  await writeFile(at('one-part.txt'), signature);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function expectOneParagraph(stderr: string): void {
  expect(stderr).toMatch(/^hma-doctor: [^\n]{20,600}\n$/);
  expect(stderr).not.toMatch(/\n\s+at |node:internal|\.ts:\d|\.js:\d/);
  expect(stderr).not.toContain(signature);
}

describe('bad input is said in one paragraph, with the exit code of the contract', () => {
  const rows: readonly [what: string, argv: () => string[], code: number, says: RegExp][] = [
    ['a missing file', () => ['replay', at('missing.har')], 3, /missing\.har/],
    ['a folder', () => ['replay', at('folder.har')], 3, /folder/],
    ['an empty file', () => ['replay', at('empty.har')], 3, /empty/],
    ['a HAR without log', () => ['replay', at('no-log.har')], 3, /log/],
    ['binary rubbish', () => ['replay', at('rubbish.bin')], 3, /rubbish\.bin/],
    ['an unknown option', () => ['replay', '--frmat', 'json', 'a.har'], 2, /--frmat.*--format/],
    ['an unknown command', () => ['repaly', 'a.har'], 2, /repaly.*replay/],
    ['an unknown format', () => ['replay', '--format', 'xml', 'a.har'], 2, /xml.*text, json, ndjson/],
    ['an unknown severity', () => ['replay', '--fail-on', 'fatal', 'a.har'], 2, /fatal/],
    ['a token where a file belongs', () => ['replay', secretToken], 3, /hma-doctor/],
    ['a token where a command belongs', () => [secretToken], 2, /command/],
    ['a report over its own input', () => ['replay', at('recipe.txt'), '-o', at('recipe.txt')], 2, /recipe\.txt/],
    ['a report into a missing folder', () => ['token', '--at', '2025-03-01', '-o', at('none/report.txt')], 4, /none/],
    ['a port that is no number', () => ['proxy', '-p', 'many'], 2, /many/],
    ['a port that is too large', () => ['proxy', '-p', '65536'], 2, /65536/],
    ['a live run kept as SAZ', () => ['proxy', '-w', at('run.saz')], 2, /replay run\.har -w run\.saz/],
    ['a host that is none', () => ['proxy', 'mail contoso'], 2, /mail contoso/],
    ['an address for a host', () => ['proxy', '192.0.2.1'], 2, /192\.0\.2\.1/],
    ['a broken --connect-to', () => ['proxy', '--connect-to', 'a:b'], 2, /HOST1:PORT1:HOST2:PORT2/],
    ['a missing --cacert', () => ['proxy', '--cacert', at('missing.pem')], 4, /missing\.pem/],
    ['a --cacert without a certificate', () => ['proxy', '--cacert', at('recipe.txt')], 4, /PEM/],
    ['a certificate authority that was never made', () => ['cert', 'status', '--confdir', at('none')], 4, /none/],
    ['an unknown action', () => ['cert', 'burn'], 2, /burn/],
    ['a time that is none', () => ['token', '--at', 'yesterday'], 2, /yesterday/],
    ['a URL that is none', () => ['token', '--url', 'mail'], 2, /mail/],
    ['an unknown fault', () => ['lab', '--fault', 'gremlins'], 2, /gremlins/],
  ];
  it.each(rows)('%s', async (_what, argv, code, says) => {
    const args = argv();
    const result = await run(args, args[0] === 'token' ? { stdin: secretToken } : {});
    expect(result.stderr).toMatch(says);
    expectOneParagraph(result.stderr);
    expect(result).toMatchObject({ code, stdout: '' });
  });

  it('a token of one part', async () => {
    const result = await run(['token', '-'], { stdin: signature });
    expectOneParagraph(result.stderr);
    expect(result).toMatchObject({ code: 3, stdout: '' });
  });

  it('nothing on standard input', async () => {
    const result = await run(['replay'], {});
    expectOneParagraph(result.stderr);
    expect(result).toMatchObject({ code: 3, stdout: '' });
  });

  it('a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      const result = await run(['proxy', 'mail.contoso.com', '-q', '-p', String(port), '--confdir', at('conf')]);
      expectOneParagraph(result.stderr);
      expect(result.stderr).toContain(String(port));
      expect(result).toMatchObject({ code: 4, stdout: '' });
    } finally {
      other.close();
    }
  });
});

describe('damaged and odd input is still judged', () => {
  it('text which is no capture has nothing to diagnose, and is no error', async () => {
    const result = await run(['replay', at('recipe.txt')]);
    expect([0, 3]).toContain(result.code);
  });
});

it('no command at all prints the help on standard error', async () => {
  const result = await run([]);
  expect(result.code).toBe(2);
  expect(result.stdout).toBe('');
  expect(result.stderr).toContain('replay');
});

it('--help and --version go to standard output', async () => {
  expect(await run(['--help'])).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('Exit codes') });
  expect(await run(['--version'])).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});
