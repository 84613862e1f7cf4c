import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgeTask, ThreadNews } from '../../../src/cli/replay/protocol.js';
import { serve } from '../../../src/cli/replay/thread.js';
import { refusedText } from '../../support/pasted.js';
import { zipOf } from '../../support/zips.js';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  await writeFile(at('refused.txt'), refusedText);
  await writeFile(at('sealed.zip'), await zipOf({ 'a.txt': refusedText }, { password: 'correct', method: 'aes-256' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** All that a thread posts for a task, up to the verdict. */
async function newsOf(task: JudgeTask): Promise<ThreadNews[]> {
  const { port1, port2 } = new MessageChannel();
  serve(port2);
  port1.postMessage(task);
  const news: ThreadNews[] = [];
  await new Promise<void>((resolve) => {
    port1.on('message', (one: ThreadNews) => {
      news.push(one);
      if (one.type === 'judged') resolve();
    });
  });
  port1.close();
  return news;
}

const taskFor = (path: string, members: readonly string[] = [], passwords: readonly string[] = []): JudgeTask => ({
  input: { name: path, path, members, doubtful: false, size: 1, repeatable: true },
  passwords,
  verbose: false,
  lang: 'en',
  aside: false,
});

describe('a thread', () => {
  it('is ready, tells what it reads, and posts the report', async () => {
    const news = await newsOf(taskFor(at('refused.txt')));
    expect(news[0]).toEqual({ type: 'ready' });
    expect(news[1]).toMatchObject({ type: 'read', bytes: expect.any(Number) });
    expect(news.at(-1)).toMatchObject({
      type: 'judged',
      judged: { type: 'report', report: { findings: [{ rule: 'flighting-disabled' }] } },
    });
  });

  it('posts why there is no report', async () => {
    const news = await newsOf(taskFor(at('missing.har')));
    expect(news.at(-1)).toMatchObject({ judged: { type: 'failed', failure: { code: 'ERR_INPUT_NOT_FOUND' } } });
  });

  it.each([
    ['with the password', ['wrong', 'correct'], { type: 'report' }],
    ['without', [], { type: 'failed', failure: { code: 'ERR_CAPTURE_PASSWORD_NEEDED' } }],
  ])('opens an encrypted ZIP %s', async (_what, passwords, judged) => {
    const news = await newsOf(taskFor(at('sealed.zip'), ['a.txt'], passwords));
    expect(news.at(-1)).toMatchObject({ judged });
  });
});
