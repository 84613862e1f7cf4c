import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { commandTable } from '../../src/cli/table/commands.js';
import { exitCodeTable } from '../../src/cli/table/help-lines.js';
import type { OptionRow } from '../../src/cli/table/rows.js';
import { sharedOptions } from '../../src/cli/table/shared-options.js';

const read = (name: string) => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const cell = (text: string) => text.replaceAll('|', '\\|');

function optionRow({ flags, says, preset, choices }: OptionRow): string {
  const words = choices ? `${says}: ${choices.map((choice) => `\`${choice}\``).join(', ')}` : says;
  return `| \`${cell(flags)}\` | ${cell(words)} | ${cell(preset ?? '')} |`;
}

const optionGroups: readonly (readonly [string, readonly OptionRow[]])[] = [
  ['all commands', sharedOptions],
  ...commandTable.map(({ name, options }) => [name, options] as const),
];

describe('README.md is printed from the tables of the command line', () => {
  it.each(optionGroups.filter(([, options]) => options.length > 0))('options of %s', (_name, options) => {
    expect(read('README.md')).toContain(options.map(optionRow).join('\n'));
  });

  it('commands', () => {
    const rows = commandTable.map(
      ({ name, operands, says }) => `| \`${[name, operands].filter(Boolean).join(' ')}\` | ${cell(says)} |`,
    );
    expect(read('README.md')).toContain(rows.join('\n'));
  });

  it('exit codes', () => {
    const rows = exitCodeTable.map(([code, says]) => `| ${code} | ${cell(says)} |`);
    expect(read('README.md')).toContain(rows.join('\n'));
  });
});

it.each(['README.md', 'README.ja.md'])(
  '%s names every option, command and exit code, and both set-up commands',
  (name) => {
    const text = read(name);
    for (const { flags } of optionGroups.flatMap(([, options]) => options)) expect(text).toContain(`\`${flags}\``);
    for (const { name: command } of commandTable) expect(text).toContain(command);
    for (const [code] of exitCodeTable) expect(text).toContain(`| ${code} |`);
    expect(text).toMatch(/^npm ci && npm run demo$/m);
    expect(text).toMatch(/^npm ci && npm test$/m);
  },
);
