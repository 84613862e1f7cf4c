import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/capture/source.js';
import { resolveOptions } from '../../../src/cli/options.js';
import { counted, createProgress } from '../../../src/cli/replay/progress.js';
import { createWorld, type WorldOptions } from '../world.js';

/** A world whose clock goes on by so many milliseconds each time it is read. */
function start(given: WorldOptions & { readonly quiet?: boolean } = {}, stepMs = 600) {
  const world = createWorld({ terminal: true, ...given });
  let now = 0;
  const clock = () => {
    now += stepMs;
    return now;
  };
  const progress = createProgress(resolveOptions({ quiet: given.quiet ?? false }), { ...world.io, clock });
  progress.begin({ files: 2, bytes: 100_000_000 });
  return { progress, shown: world.stderr };
}

describe('createProgress', () => {
  it('shows nothing of what is done within a second', async () => {
    const { progress, shown } = start();
    await progress.tick();
    progress.clear();
    expect(shown()).toBe('');
  });

  it('shows bytes and files after a second', async () => {
    const { progress, shown } = start();
    const file = progress.file(60_000_000);
    file.read(25_000_000);
    await progress.tick();
    await progress.tick();
    expect(shown()).toContain('25%  25/100 MB  0 of 2 files');
    file.done();
    await progress.tick();
    progress.clear(); // draws once more before it goes
    expect(shown()).toContain('60%  60/100 MB  1 of 2 files');
  });

  it('takes the bar away: what is written next begins on a clear line', async () => {
    const { progress, shown } = start();
    await progress.tick();
    await progress.tick();
    progress.clear();
    // "erase the line" is the last that was done to it
    expect(shown()).toMatch(/\p{Cc}\[2?K$/u);
    expect(shown()).not.toContain('\n');
  });

  it('never tells more of a file than it has', async () => {
    const { progress, shown } = start();
    const file = progress.file(10_000_000);
    file.read(90_000_000);
    await progress.tick();
    await progress.tick();
    expect(shown()).toContain('10/100 MB');
    progress.clear();
  });

  it.each<[string, WorldOptions & { readonly quiet?: boolean }]>([
    ['in a pipe', { terminal: false }],
    ['with --quiet', { quiet: true }],
    ['in continuous integration', { env: { CI: 'true' } }],
    ['on a dumb terminal', { env: { TERM: 'dumb' } }],
  ])('shows nothing %s', async (_what, given) => {
    const { progress, shown } = start(given, 5_000);
    progress.file(1).done();
    await progress.tick();
    await progress.tick();
    progress.clear();
    expect(shown()).toBe('');
  });
});

it('counts what is read of a source, which stays the same', () => {
  let bytes = 0;
  const source = counted(memorySource(Buffer.from('abcdef'), 'a'), (count) => {
    bytes += count;
  });
  const part = Buffer.alloc(4);
  expect(source.read(part, 4)).toBe(2);
  expect(bytes).toBe(2);
  expect(source).toMatchObject({ name: 'a', size: 6 });
});
