import { Worker } from 'node:worker_threads';

// A module that was loaded stays in memory.
const mostLoads = 40;
const thread = new URL('worker.mjs', import.meta.url);

/**
 * Judges mutants one after the other in a thread. A thread that dies or does not answer has a mutant that was noticed:
 * another thread goes on with the next.
 * @param {{ bundle: string, mutants: object[], budget: number }} given - All mutants that are in the bundle; what
 *   the tests for one of them may cost, in questions to the switchboard.
 */
export async function openJury({ bundle, mutants, budget }) {
  let { worker, survey } = await start();
  let loads = 0;

  async function start(survey) {
    const worker = new Worker(thread, { workerData: { bundle, count: mutants.length, budget, survey } });
    const answer = await nextOf(worker, 15 * 60_000);
    if (!answer.survey) throw new Error(`The tests could not be loaded: ${answer.died}`);
    return { worker, survey: answer.survey };
  }

  return {
    survey,
    /** `killed`, `survived` (`short`: not all tests were run) or `unreached`. */
    async fateOf({ id, file }) {
      const [first, last] = [
        mutants.findIndex((one) => one.file === file),
        mutants.findLastIndex((one) => one.file === file),
      ];
      worker.postMessage({ id, first, last, near: testOf(file) });
      const answer = await nextOf(worker, 120_000);
      if (answer.loaded) loads += 1;
      if (!answer.died && loads < mostLoads) return answer;
      await worker.terminate();
      ({ worker } = await start(survey));
      loads = 0;
      return answer.died ? { fate: 'killed', by: answer.died } : answer;
    },
    close: () => worker.terminate(),
  };
}

function nextOf(worker, patienceMs) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end({ died: 'no answer' }), patienceMs);
    const end = (answer) => {
      clearTimeout(timer);
      for (const [event, listener] of listeners) worker.off(event, listener);
      resolve(answer);
    };
    const listeners = [
      ['message', end],
      ['error', (error) => end({ died: String(error) })],
      ['exit', () => end({ died: 'ended' })],
    ];
    for (const [event, listener] of listeners) worker.on(event, listener);
  });
}

// `test/rules/token/audience.test.ts` is the test of `src/rules/token/audience.ts`.
function testOf(file) {
  return file.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
}
