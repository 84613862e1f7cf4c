import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { CaptureInput } from '../../../src/cli/replay/inputs.js';
import type { Judged } from '../../../src/cli/replay/judge.js';
import { createPool, type Thread } from '../../../src/cli/replay/pool.js';
import type { JudgeTask } from '../../../src/cli/replay/protocol.js';

/** A thread that answers as it is told to by the name of the input. */
function thread(behave: (name: string, self: EventEmitter) => void): Thread {
  const events = new EventEmitter();
  const self: unknown = Object.assign(events, {
    postMessage: ({ input }: JudgeTask) => queueMicrotask(() => behave(input.name, events)),
    terminate: async () => 0,
  });
  queueMicrotask(() => events.emit('message', { type: 'ready' }));
  return self as Thread;
}

const leftOut: Judged = { type: 'left-out' };
const answer = (self: EventEmitter) => self.emit('message', { type: 'judged', judged: leftOut });
const task = (name: string): JudgeTask => {
  const input: CaptureInput = { name, path: name, members: [], doubtful: false, size: 1, repeatable: true };
  return { input, passwords: [], verbose: false, lang: 'en', aside: false };
};
const judgeAll = (pool: ReturnType<typeof createPool>, names: readonly string[]) =>
  Promise.all(names.map((name) => pool.judge(task(name), () => {})));
const dies = (code: string) => (name: string, self: EventEmitter) => {
  if (name !== 'deadly') return answer(self);
  self.emit('error', Object.assign(new Error('terminated'), { code }));
  return self.emit('exit', 1);
};

describe('createPool', () => {
  it('judges more inputs than there are threads', async () => {
    let started = 0;
    const pool = createPool(2, () => {
      started += 1;
      return thread((_name, self) => answer(self));
    });
    expect(await judgeAll(pool, ['a', 'b', 'c', 'd', 'e'])).toEqual(Array(5).fill(leftOut));
    expect(started).toBe(2);
    await pool.close();
  });

  it('tells how far a thread is', async () => {
    const pool = createPool(1, () =>
      thread((_name, self) => {
        self.emit('message', { type: 'read', bytes: 7 });
        answer(self);
      }),
    );
    let bytes = 0;
    await pool.judge(task('a'), (more) => {
      bytes += more;
    });
    expect(bytes).toBe(7);
  });

  it('says of the one input that a thread ran out of memory, and goes on', async () => {
    const pool = createPool(1, () => thread(dies('ERR_WORKER_OUT_OF_MEMORY')));
    const [first, deadly, last] = await judgeAll(pool, ['a', 'deadly', 'b']);
    expect([first, last]).toEqual([leftOut, leftOut]);
    expect(deadly).toMatchObject({
      type: 'failed',
      failure: { exitCode: 3, text: expect.stringMatching(/^hma-doctor: .*"deadly".*memory/) },
    });
  });

  it('says of the one input that a thread met a fault of ours, and goes on', async () => {
    const pool = createPool(1, () => thread(dies('ERR_SOMETHING')));
    const [deadly, last] = await judgeAll(pool, ['deadly', 'b']);
    expect(deadly).toMatchObject({ type: 'failed', failure: { exitCode: 4, code: 'ERR_INTERNAL' } });
    expect(last).toEqual(leftOut);
  });

  it('gives nothing where no thread can be had', async () => {
    const pool = createPool(2, () => {
      const events = Object.assign(new EventEmitter(), { postMessage() {}, terminate: async () => 0 });
      queueMicrotask(() => events.emit('error', new Error('no such module')));
      return events as unknown as Thread;
    });
    expect(await judgeAll(pool, ['a', 'b', 'c'])).toEqual([undefined, undefined, undefined]);
  });
});
