import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandOperands } from '../../../src/cli/replay/operands.js';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  for (const name of ['sub', 'sub/.git', 'sub/node_modules', 'empty', '[odd]']) await mkdir(at(name));
  const files = [
    '2.har',
    '10.har',
    'notes.md',
    'flows',
    'sub/a.saz',
    'sub/.git/b.har',
    'sub/node_modules/c.har',
    '[odd]/d.har',
  ];
  for (const name of files) await writeFile(at(name), 'x');
  await symlink('..', at('sub/up'));
  await symlink('../2.har', at('sub/again.har'));
  await symlink('nowhere', at('sub/dangling.har'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function expand(operands: readonly string[], leftOut: readonly string[] = []) {
  const complaints: string[] = [];
  const left: string[] = [];
  const { files, several } = await expandOperands(operands.map(at), leftOut.map(at), {
    complain: ({ message }) => complaints.push(message),
    leaveOut: (name) => left.push(name),
    goesOn: () => {},
  });
  const names = files.map(({ path }) => relative(folder, path).split(sep).join('/'));
  return { names, complaints, several, files, left };
}

describe('expandOperands', () => {
  it.each<[string, readonly string[], readonly string[], boolean]>([
    ['a file', ['10.har'], ['10.har'], false],
    ['files in their order, each once', ['10.har', '2.har', './10.har', 'sub/../2.har'], ['10.har', '2.har'], true],
    ['a file of any name', ['notes.md'], ['notes.md'], false],
    ['what does not exist, for whoever opens it', ['none.har'], ['none.har'], false],
    [
      'a folder, in natural order, without what is hidden',
      ['.'],
      ['2.har', '10.har', 'flows', '[odd]/d.har', 'sub/a.saz'],
      true,
    ],
    ['a pattern', ['*.har'], ['2.har', '10.har'], true],
    ['a pattern over folders', ['**/*.{har,saz}'], ['2.har', '10.har', '[odd]/d.har', 'sub/a.saz'], true],
    ['a name that exists and looks like a pattern', ['[odd]/d.har'], ['[odd]/d.har'], false],
    ['a folder whose name looks like a pattern', ['[odd]'], ['[odd]/d.har'], true],
  ])('takes %s', async (_what, operands, names, several) => {
    const found = await expand(operands);
    expect(found).toMatchObject({ several, complaints: [] });
    expect([...found.names].sort()).toEqual([...names].sort());
  });

  it('tells what it leaves out for its name, and nothing of what is empty and has none', async () => {
    expect(await expand(['.'])).toMatchObject({ left: ['notes.md'] });
    await writeFile(at('nothing'), '');
    const { names } = await expand(['.']);
    await rm(at('nothing'));
    expect(names).not.toContain('nothing');
  });

  it('keeps the natural order', async () => {
    expect((await expand(['.'])).names.slice(0, 3)).toEqual(['2.har', '10.har', 'flows']);
  });

  it('doubts only what nobody named', async () => {
    expect((await expand(['.'])).files.find(({ path }) => path.endsWith('flows'))).toMatchObject({ doubtful: true });
    expect((await expand(['flows'])).files).toMatchObject([{ doubtful: false, size: 1 }]);
  });

  it.each([
    ['a pattern without a match', '*.saz', /No file matches .*\*\.saz/],
    ['a folder without a capture', 'empty', /no capture in the folder .*empty/],
  ])('complains of %s', async (_what, operand, says) => {
    expect(await expand([operand])).toMatchObject({
      names: [],
      complaints: [expect.stringMatching(says)],
      several: true,
    });
  });

  it('never meets the files of the run itself in a folder or pattern', async () => {
    expect((await expand(['*.har'], ['10.har'])).names).toEqual(['2.har']);
    expect((await expand(['.'], ['2.har'])).names).not.toContain('2.har');
    expect((await expand(['2.har'], ['2.har'])).names).toEqual(['2.har']);
  });

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'skips a folder that it may not read',
    async () => {
      await mkdir(at('locked'), { mode: 0o000 });
      try {
        const { complaints, names } = await expand(['.']);
        expect(complaints).toEqual([expect.stringMatching(/locked.*permission denied/)]);
        expect(names).toContain('2.har');
      } finally {
        await chmod(at('locked'), 0o700);
        await rm(at('locked'), { recursive: true });
      }
    },
  );
});
