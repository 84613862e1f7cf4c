import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { resolveOptions } from '../../src/cli/options.js';
import { say, wantsColor, widthOf } from '../../src/cli/terminal.js';
import { createWorld } from './world.js';

describe('colours', () => {
  const rows: readonly [
    what: string,
    terminal: boolean,
    env: Record<string, string>,
    given: Record<string, unknown>,
    color: boolean,
  ][] = [
    ['on a terminal', true, {}, {}, true],
    ['not in a pipe', false, {}, {}, false],
    ['not with --no-color', true, { FORCE_COLOR: '1' }, { color: false }, false],
    ['not with NO_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, {}, false],
    ['as ever with an empty NO_COLOR', true, { NO_COLOR: '' }, {}, true],
    ['in a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, {}, true],
    ['not with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, {}, false],
    ['not on a dumb terminal', true, { TERM: 'dumb' }, {}, false],
    ['not with CLICOLOR=0', true, { CLICOLOR: '0' }, {}, false],
  ];
  it.each(rows)('%s', (_what, terminal, env, given, color) => {
    const { io } = createWorld({ terminal, env });
    expect(wantsColor(resolveOptions(given), io, io.stdout)).toBe(color);
  });
});

it('keeps the width between what can be read and what prose bears', () => {
  const width = (columns: number) => widthOf(createWorld({ columns }).io.stdout);
  expect([width(10), width(80), width(400)]).toEqual([40, 80, 120]);
});

it('keeps little for a terminal that is stopped', () => {
  const stopped = new Writable({ write() {} });
  const { io } = createWorld();
  for (let line = 0; line < 300; line += 1) say(resolveOptions({}), { ...io, stderr: stopped }, 'x'.repeat(10_000));
  expect(stopped.writableLength).toBeGreaterThan(900_000);
  expect(stopped.writableLength).toBeLessThan(1_100_000);
});
