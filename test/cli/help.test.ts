import { describe, expect, it } from 'vitest';
import { commandTable } from '../../src/cli/table/commands.js';
import { exitCodesSay, exitCodeTable, helpSays, purpose, versionSays } from '../../src/cli/table/help-lines.js';
import { sharedOptions } from '../../src/cli/table/shared-options.js';
import { faults } from '../../src/lab/faults.js';
import { helpInJapanese } from '../../src/messages/help/ja.js';
import { run } from './world.js';

// Names, numbers and wire words are the same in every language.
const isSentence = (text: string) =>
  !/^[\w.-]+(?:, [A-Z_]+)*$/.test(text) || ['unknown', 'now', 'nothing'].includes(text);
const options = [...sharedOptions, ...commandTable.flatMap((row) => row.options)];
const sentences = [
  ...[purpose, versionSays, helpSays],
  ...commandTable.map(({ says }) => says),
  ...options.flatMap(({ says, preset = '-' }) => [says, preset]).filter(isSentence),
  ...exitCodeTable.map(([, says]) => says),
];
const words = ['Usage:', 'Options:', 'Global Options:', 'Commands:', 'Arguments:', 'default', 'choices'];

describe('the help in Japanese', () => {
  it('has a sentence for each English one, and none too many', () => {
    const wanted = new Set([...sentences, ...words, exitCodesSay]);
    expect([...wanted].filter((text) => !Object.hasOwn(helpInJapanese, text))).toEqual([]);
    expect(Object.keys(helpInJapanese).filter((text) => !wanted.has(text))).toEqual([]);
  });

  it.each([[['--lang', 'ja', '--help']], [['proxy', '--help', '--lang=ja']], [['help', 'lab', '--lang', 'ja']]])(
    'is given for %j',
    async (argv) => {
      const { code, stdout } = await run(argv);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^使い方: hma-doctor/);
      expect(stdout).not.toMatch(/\b(?:the|Usage|Options|default|choices)\b/);
    },
  );

  it('is given by the locale', async () => {
    expect((await run(['--help'])).stdout).toMatch(/^Usage: hma-doctor/);
  });
});

it.each(['lab', 'demo'])('the help of %s names every fault', async (command) => {
  const { stdout } = await run([command, '--help']);
  for (const fault of faults) expect(stdout).toMatch(new RegExp(`^  ${fault} {2,}\\S`, 'm'));
});
