import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedText } from '../../support/pasted.js';
import { type Sealing, zipOf } from '../../support/zips.js';
import { run, type WorldOptions } from '../world.js';

const password = 'pa ss"wörd';
const variable = 'HMA_DOCTOR_SAZ_PASSWORD';
const session = {
  'raw/1_c.txt': refusedText.split('\r\n\r\n')[0] ?? '',
  'raw/1_s.txt': refusedText.split('\r\n\r\n')[1] ?? '',
};
const enter = '\r';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  for (const method of ['zipcrypto', 'aes-128', 'aes-256'] satisfies Sealing['method'][]) {
    await writeFile(at(`${method}.saz`), await zipOf(session, { password, method }));
  }
  await writeFile(at('bundle.zip'), await zipOf({ 'a.txt': refusedText }, { password, method: 'aes-256' }));
  for (const [name, text] of [
    ['password', `${password}\r\nnot this\n`],
    ['wrong', 'wrong'],
    ['several', `one\ntwo\nthree\nfour\n\n${password}\nsix\n`],
    ['empty', '\n'],
  ] as const) {
    await writeFile(at(name), text, { mode: 0o600 });
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rules = (stdout: string) =>
  stdout.split('\n').flatMap((line) => (line.includes('"type":"finding"') ? [JSON.parse(line).rule as string] : []));

async function replay(files: readonly string[], options: readonly string[], world: WorldOptions = {}) {
  const result = await run(['replay', '--format', 'ndjson', ...files.map(at), ...options], world);
  expect(result.stdout + result.stderr).not.toContain(password);
  return { ...result, rules: rules(result.stdout) };
}

describe('the password of an archive', () => {
  it.each(['zipcrypto.saz', 'aes-128.saz', 'aes-256.saz', 'bundle.zip'])('opens %s', async (name) => {
    expect(await replay([name], ['--password-file', at('password')])).toMatchObject({
      rules: ['flighting-disabled'],
      stderr: '',
      code: 1,
    });
  });

  it('may be any line of the file', async () => {
    const options = ['--password-file', at('several')];
    const result = await replay(['zipcrypto.saz', 'aes-256.saz', 'bundle.zip'], options);
    expect(result).toMatchObject({ rules: Array(3).fill('flighting-disabled'), stderr: '' });
  });

  it('comes from the environment', async () => {
    const env = { [variable]: password };
    expect(await replay(['aes-256.saz'], [], { env })).toMatchObject({ rules: ['flighting-disabled'], stderr: '' });
  });

  it('of the file counts more than that of the environment', async () => {
    const env = { [variable]: 'wrong' };
    const options = ['--password-file', at('password')];
    expect(await replay(['aes-256.saz'], options, { env })).toMatchObject({
      rules: ['flighting-disabled'],
      stderr: '',
    });
  });

  it('is asked for on a terminal, once for several archives', async () => {
    const typed = [password + enter];
    const result = await replay(['aes-256.saz', 'zipcrypto.saz', 'bundle.zip'], [], { typed });
    expect(result.rules).toEqual(Array(3).fill('flighting-disabled'));
    expect(result.stderr.split('Password for').length).toBe(2);
    expect(result.stderr).toContain('aes-256.saz');
  });

  it('is asked for in the language of the report', async () => {
    const result = await replay(['aes-256.saz'], ['--lang', 'ja'], { typed: [password + enter] });
    expect(result.stderr).toContain('パスワード');
  });

  it('is asked for when the one that was given is wrong', async () => {
    const options = ['--password-file', at('wrong')];
    const result = await replay(['aes-256.saz'], options, { typed: [password + enter] });
    expect(result.rules).toEqual(['flighting-disabled']);
    expect(result.stderr).toContain('It does not fit.');
  });

  it.each<[string, readonly string[], WorldOptions, string, RegExp]>([
    ['none is given', [], {}, 'ERR_CAPTURE_PASSWORD_NEEDED', /--password-file/],
    ['nothing is typed', [], { typed: [enter] }, 'ERR_CAPTURE_PASSWORD_NEEDED', /--password-file/],
    ['it is wrong', [], { env: { [variable]: 'wrong' } }, 'ERR_CAPTURE_PASSWORD_WRONG', /does not open/],
  ])('is missed when %s, and the other captures are read', async (_what, options, world, code, says) => {
    const result = await replay(['aes-256.saz', 'password'], options, world);
    expect(result).toMatchObject({ code: 0, stderr: expect.stringMatching(says) });
    expect(JSON.parse(result.stdout.split('\n', 1)[0] ?? '')).toMatchObject({ type: 'source', errorCode: code });
  });

  it.each([
    ['an empty file', 'empty', 2, /empty/],
    ['a missing file', 'missing', 3, /missing/],
  ])('cannot come from %s', async (_what, name, code, says) => {
    const result = await replay(['aes-256.saz'], ['--password-file', at(name)]);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(says) });
  });

  it.skipIf(process.platform === 'win32')('comes with a warning where others can read the file', async () => {
    await writeFile(at('open'), password);
    await chmod(at('open'), 0o644);
    const options = ['--password-file', at('open')];
    const result = await replay(['aes-256.saz'], options);
    expect(result.rules).toEqual(['flighting-disabled']);
    expect(result.stderr).toMatch(/^hma-doctor: .*chmod 600.*\n$/);
    expect((await replay(['aes-256.saz'], [...options, '-q'])).stderr).toBe('');
  });

  it('gives the terminal back when the user gives up', async () => {
    const result = await replay(['aes-256.saz'], [], { typed: ['\u0003'] });
    expect(result).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('No password was given.') });
  });
});
