// A thread: loads the bundle once, learns which test reaches which mutant, then says of each mutant whether a test notices it.
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';

const { bundle, count, budget } = workerData;
globalThis.mutantCount = count;
fc.configureGlobal({ seed: 1 });

const sound = await load();
for (const file of Object.values(sound.files)) await file();
const atStart = new Set(sound.answered().reached);
const survey = workerData.survey ?? (await surveyOf(sound));
const reaching = Array.from({ length: count }, () => []);
for (const test of survey) {
  if (test.failure === undefined) for (const id of test.reached) reaching[id].push(test);
}
parentPort.postMessage({ survey });
parentPort.on('message', async (mutant) => parentPort.postMessage(await fateOf(mutant)));

function load(id) {
  globalThis.mutantFromTheStart = id;
  return import(`${bundle}?${id ?? 'sound'}`);
}

// Of each test what it reaches, and how many questions it asks: its cost, the same on a busy machine.
async function surveyOf({ tests, turnOn, answered }) {
  const found = [];
  for (const [index, test] of tests.entries()) {
    turnOn(-1);
    const failure = await failureOf(test);
    const { asked, reached } = answered();
    found.push({ index, file: test.file, name: test.name, failure, asked, reached: Uint16Array.from(reached) });
  }
  return found;
}

async function failureOf(test) {
  try {
    await test.run();
    return undefined;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

async function fateOf(mutant) {
  if (reaching[mutant.id].length > 0) return fateSwitched(mutant);
  return atStart.has(mutant.id) ? fateFromTheStart(mutant) : { fate: 'unreached' };
}

// The test of the same name knows the file best, and most mutants end there; then the quick before the slow.
async function fateSwitched({ id, near }) {
  const rankOf = ({ asked, file }) => (file === near ? 0 : 1e12) + asked;
  let left = budget;
  for (const { index, asked } of reaching[id].sort((a, b) => rankOf(a) - rankOf(b))) {
    left -= asked;
    if (left < 0) return { fate: 'survived', short: true };
    sound.turnOn(id, 20 * asked + 100_000);
    if ((await failureOf(sound.tests[index])) !== undefined) return fateOfKilled(index);
  }
  return { fate: 'survived' };
}

// A test that fails without the mutant, too, has found something that a mutant left behind.
async function fateOfKilled(index) {
  sound.turnOn(-1);
  return (await failureOf(sound.tests[index])) === undefined ? { fate: 'killed', by: index } : { died: 'poisoned' };
}

// What runs only while modules are loaded cannot be switched later: they are loaded anew.
async function fateFromTheStart({ id, near, first, last }) {
  const files = new Set(
    survey.filter(({ reached }) => reached.some((one) => one >= first && one <= last)).map(({ file }) => file),
  );
  const ordered = [near, ...(files.size > 0 ? files : Object.keys(sound.files))].filter((file) => file in sound.files);
  try {
    return { ...(await fateInFiles(await load(id), id, ordered)), loaded: true };
  } catch {
    return { fate: 'killed', loaded: true };
  }
}

async function fateInFiles({ files, tests, turnOn, answered }, id, ordered) {
  const broken = new Set(survey.filter(({ failure }) => failure !== undefined).map(({ name }) => name));
  let left = budget;
  let next = 0;
  for (const file of ordered) {
    await files[file]();
    for (; next < tests.length; next += 1) {
      if (left < 0) return { fate: 'survived', short: true };
      if (broken.has(tests[next].name)) continue;
      turnOn(id, 1e8);
      if ((await failureOf(tests[next])) !== undefined) return { fate: 'killed' };
      left -= answered().asked;
    }
  }
  return { fate: 'survived' };
}
