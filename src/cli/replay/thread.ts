import { Readable } from 'node:stream';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { judgeInput } from './judge.js';
import { createOpener } from './opener.js';
import { knownPasswords } from './passwords.js';
import type { JudgeTask, ThreadNews } from './protocol.js';

const newsApartMs = 100;

/** Judges what is posted to the port, one input after the other, and posts what became of it. It asks nobody. */
export function serve(port: MessagePort): void {
  let passwords: readonly string[] = [];
  const passwordFor = (name: string) => knownPasswords(passwords)(name);
  const opener = createOpener({ stdin: Readable.from([]) }, passwordFor);
  const post = (news: ThreadNews) => port.postMessage(news);
  const judge = async ({ input, passwords: known, ...task }: JudgeTask) => {
    passwords = known;
    const count = createCounter(post);
    const judged = await judgeInput(input, { ...task, opener, passwordFor, tick: async () => {} }, count);
    post({ type: 'judged', judged });
  };
  port.on('message', (task: JudgeTask) => void judge(task));
  post({ type: 'ready' });
}

function createCounter(post: (news: ThreadNews) => void): (bytes: number) => void {
  let untold = 0;
  let next = 0;
  return (bytes) => {
    untold += bytes;
    const now = performance.now();
    if (now < next) return;
    post({ type: 'read', bytes: untold });
    untold = 0;
    next = now + newsApartMs;
  };
}

if (parentPort) serve(parentPort);
