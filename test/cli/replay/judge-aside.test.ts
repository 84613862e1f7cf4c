import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { type Capture, openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { type Aside, judgeAside, startJudge } from '../../../src/cli/replay/judge-aside.js';
import { serve } from '../../../src/cli/replay/judge-thread.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import { shareOf } from '../../support/long.js';
import { refusedHar, refusedText } from '../../support/pasted.js';

const folder = resolve(import.meta.dirname, '../../../captures');
const captures = readdirSync(folder).filter((name) => !/\.expected\.json$|^README\.md$/.test(name));
const idle = async () => {};
const refused = () => openCapture(memorySource(Buffer.from(refusedText), 'refused.txt'));
const many = (count: number) => {
  const { log } = JSON.parse(refusedHar);
  const entries = Array.from({ length: count }, (_, index) => log.entries[index % log.entries.length]);
  return openCapture(memorySource(Buffer.from(JSON.stringify({ log: { ...log, entries } })), 'many.har'));
};

/** A thread in this one: the same code behind a port. */
function beside(): { readonly start: (data: object) => Aside; readonly closed: () => boolean } {
  let ports: { readonly port1: MessagePort; readonly port2: MessagePort } | undefined;
  let closed = false;
  const terminate = async () => {
    closed = true;
    ports?.port1.close();
    return 0;
  };
  const start = (data: object) => {
    ports = new MessageChannel();
    serve(ports.port2, data);
    return Object.assign(ports.port1, { terminate }) as unknown as Aside;
  };
  return { start, closed: () => closed };
}

/** The report by way of a thread, which is closed in the end. */
async function judged(capture: Capture, start: (data: object) => Aside, tick = idle) {
  const judge = startJudge(undefined, start);
  try {
    return await judgeAside(judge, capture, tick);
  } finally {
    await judge.close();
  }
}

/** A thread that does what it is told to, and nothing else. */
function odd(behave: (news: { readonly type: string } | undefined, self: EventEmitter) => void): () => Aside {
  return () => {
    const events = new EventEmitter();
    const postMessage = (news: { readonly type: string }) => queueMicrotask(() => behave(news, events));
    queueMicrotask(() => behave(undefined, events));
    return Object.assign(events, { postMessage, terminate: async () => 0 }) as unknown as Aside;
  };
}

describe('judgeAside', () => {
  it('gives the report on a paste, and ends the thread', async () => {
    const { start, closed } = beside();
    const report = await judged(refused(), start);
    expect(report?.findings[0]?.rule).toBe('flighting-disabled');
    expect(closed()).toBe(true);
  });

  it.each(shareOf(captures, 0, 6))('gives the report that one thread alone gives: %s', async (name) => {
    const open = () => openCapture(memorySource(readFileSync(join(folder, name)), name));
    const alone = createDiagnosis({ keep: 'judged' });
    const capture = open();
    for await (const raw of capture.transactions) alone.add(raw);
    alone.advance(Number.POSITIVE_INFINITY);
    const report = await judged(open(), beside().start);
    expect(report).toEqual(alone.report({ sources: [capture.summary()] }));
  });

  it('hands over more than may wait at once, and lets others run between', async () => {
    let ticks = 0;
    const report = await judged(many(1000), beside().start, async () => {
      ticks += 1;
    });
    expect(report?.capture.transactions).toBe(1000);
    expect(ticks).toBeGreaterThan(2);
  });

  it('gives nothing where no thread can be had, however far it was read', async () => {
    const start = odd((_news, self) => self.emit('error', new Error('no thread')));
    expect(await judged(many(1000), start)).toBeUndefined();
  });

  it('tells what ended the thread', async () => {
    const start = odd((news, self) => {
      if (news === undefined) self.emit('message', { type: 'ready' });
      else self.emit('error', Object.assign(new Error('gone'), { code: 'ERR_WORKER_OUT_OF_MEMORY' }));
    });
    await expect(judged(refused(), start)).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
  });

  it('does not wait for a thread that ended without a word', async () => {
    const start = odd((news, self) => {
      if (news === undefined) self.emit('message', { type: 'ready' });
      else self.emit('exit', 0);
    });
    await expect(judged(refused(), start)).rejects.toThrow('the thread ended');
  });
});
