import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { mutate } from '../support/mutate.js';
import { buildReader } from './build-reader.js';
import { fodder } from './samples.js';

/**
 * Feeds every reader with damaged and made-up files for as long as HMA_DOCTOR_FUZZ_MINUTES says (10), in a process that is
 * watched: it must answer each file within twenty seconds, with a report or one paragraph, and never hold more than
 * 300 MB. A file that it does not survive is kept in the folder that is named.
 */
const minutes = Number(process.env.HMA_DOCTOR_FUZZ_MINUTES ?? 10);
const answerWithinMs = 20_000;
const residentLimit = 300;
const kept = join(import.meta.dirname, 'found');

interface Answer {
  readonly outcome?: string;
  readonly fault?: string;
  readonly rss: number;
}

const program = await buildReader();
const readers = await fodder();
const outcomes: Record<string, Record<string, number>> = {};
afterAll(() => console.table(outcomes));

test.each([...readers])('$reader', async ({ reader, samples, arbitrary }) => {
  const until = Date.now() + (minutes * 60_000) / readers.length;
  const counts: Record<string, number> = {};
  outcomes[reader] = counts;
  const child = createReader();
  let largest = 0;
  for (let seed = Date.now() >>> 0; Date.now() < until; seed += 1) {
    const bytes = fileFor(seed, samples, arbitrary);
    const answer = await child.ask(bytes);
    counts[answer.outcome ?? 'fault'] = (counts[answer.outcome ?? 'fault'] ?? 0) + 1;
    largest = Math.max(largest, answer.rss);
    counts.MB = Math.round(largest);
    if (answer.fault === undefined && answer.rss <= residentLimit) continue;
    expect.fail(`${keep(reader, seed, bytes)}: ${answer.fault ?? `${answer.rss} MB`}`);
  }
  child.end();
});

function fileFor(seed: number, samples: readonly Buffer[], arbitrary: fc.Arbitrary<Buffer>): Buffer {
  if (seed % 4 === 0) return fc.sample(arbitrary, { numRuns: 1, seed })[0] as Buffer;
  const sample = samples[seed % samples.length] as Buffer;
  return mutate(sample, seed, samples[(seed + 1) % samples.length] as Buffer);
}

function keep(reader: string, seed: number, bytes: Buffer): string {
  mkdirSync(kept, { recursive: true });
  const path = join(kept, `${reader}-${seed}`);
  writeFileSync(path, bytes);
  return path;
}

function createReader() {
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [program]);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdin.on('error', () => undefined); // the process died: it is told by the missing answer
  return {
    async ask(bytes: Buffer): Promise<Answer> {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(bytes.length);
      child.stdin.write(Buffer.concat([length, bytes]));
      const hang = setTimeout(() => child.kill('SIGKILL'), answerWithinMs);
      const { value, done } = await lines.next();
      clearTimeout(hang);
      return done ? { fault: `no answer: it hung or died. ${said}`, rss: 0 } : (JSON.parse(value) as Answer);
    },
    end: () => child.kill(),
  };
}
