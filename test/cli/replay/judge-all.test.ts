import { describe, expect, it } from 'vitest';
import { memorySource, type Source } from '../../../src/capture/source.js';
import { resolveOptions } from '../../../src/cli/options.js';
import type { CaptureInput } from '../../../src/cli/replay/inputs.js';
import type { Judged, Judging } from '../../../src/cli/replay/judge.js';
import { judgeAll } from '../../../src/cli/replay/judge-all.js';
import { knownPasswords } from '../../../src/cli/replay/passwords.js';
import type { Pool } from '../../../src/cli/replay/pool.js';
import { createProgress } from '../../../src/cli/replay/progress.js';
import { HmaError, sentence } from '../../../src/errors.js';
import { refusedText } from '../../support/pasted.js';
import { createWorld } from '../world.js';

const input = (name: string, given: Partial<CaptureInput> = {}): CaptureInput => ({
  name,
  path: name,
  members: [],
  doubtful: false,
  size: 30_000_000,
  repeatable: true,
  ...given,
});

/** Judges in this thread with an opener of the test's own; what threads are asked for is noted. */
async function judge(
  inputs: readonly CaptureInput[],
  open: (name: string) => Source,
  given: Partial<Judging> = {},
  answer: (name: string) => Judged | undefined = () => ({ type: 'left-out' }),
) {
  const asked: string[] = [];
  const pool: Pool = {
    judge: async (task) => {
      asked.push(task.input.name);
      return answer(task.input.name);
    },
    close: async () => {},
  };
  const judging: Judging = {
    opener: { open: async ({ path }) => open(path), bundle: async () => undefined, close() {} },
    passwordFor: knownPasswords([]),
    verbose: false,
    lang: 'en',
    tick: async () => {},
    ...given,
  };
  const progress = createProgress(resolveOptions({}), createWorld().io);
  const all: (readonly [string, Judged])[] = [];
  for await (const [{ name }, judged] of judgeAll({ inputs, judging, passwords: [], progress }, () => pool)) {
    all.push([name, judged]);
  }
  return { all, asked };
}

const refused = () => memorySource(Buffer.from(refusedText), 'refused.txt');
const throws = (error: unknown) => (): Source => {
  throw error;
};

describe('judging one input', () => {
  it('tells a fault of ours as what it is, names the input, and goes on', async () => {
    const { all } = await judge([input('a', { size: 1 }), input('b', { size: 1 })], throws(new TypeError('x is no y')));
    expect(all.map(([name]) => name)).toEqual(['a', 'b']);
    expect(all[0]?.[1]).toMatchObject({
      type: 'failed',
      failure: { code: 'ERR_INTERNAL', exitCode: 4, text: expect.stringMatching(/while reading "a".*report it/) },
    });
  });

  it('leaves out what nobody named and is no capture', async () => {
    const { all } = await judge([input('a', { size: 1, doubtful: true })], refused);
    expect(all).toEqual([['a', { type: 'left-out' }]]);
    const unread = throws(new HmaError('ERR_CAPTURE_UNKNOWN', sentence`It is a picture.`));
    expect((await judge([input('a', { size: 1, doubtful: true })], unread)).all).toEqual([['a', { type: 'left-out' }]]);
  });

  it('ends the run where the user gave up', async () => {
    const gaveUp = throws(new HmaError('ERR_USAGE', sentence`No password was given.`));
    await expect(judge([input('a', { size: 1 })], gaveUp)).rejects.toMatchObject({ code: 'ERR_USAGE' });
  });
});

describe('judging in threads', () => {
  it('keeps the order, and judges here what can be read only once', async () => {
    const inputs = [input('a'), input('stdin', { repeatable: false }), input('b')];
    const { all, asked } = await judge(inputs, refused);
    expect(asked).toEqual(['a', 'b']);
    expect(all.map(([name, { type }]) => [name, type])).toEqual([
      ['a', 'left-out'],
      ['stdin', 'report'],
      ['b', 'left-out'],
    ]);
  });

  it('is done for one large input, too', async () => {
    expect((await judge([input('a')], refused)).asked).toEqual(['a']);
  });

  it('judges here what needs a password, and what no thread took', async () => {
    const failure = { code: 'ERR_CAPTURE_PASSWORD_NEEDED', text: '', exitCode: 3 } as const;
    const { all } = await judge([input('sealed'), input('b')], refused, {}, (name) =>
      name === 'sealed' ? { type: 'failed', failure } : undefined,
    );
    expect(all.map(([, { type }]) => type)).toEqual(['report', 'report']);
  });

  it.each<[string, readonly CaptureInput[], Partial<Judging>]>([
    ['little', [input('a', { size: 9 }), input('b', { size: 9 })], {}],
    ['what goes into one file', [input('a'), input('b')], { onTransaction: async () => {} }],
    ['one input that is read in parts', [input('a.saz', { size: 9_000_000 })], {}],
  ])('starts no thread to read %s', async (_what, inputs, given) => {
    expect((await judge(inputs, refused, given)).asked).toEqual([]);
  });
});
