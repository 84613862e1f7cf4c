// `npm run mutate -- [--files=src/rules/**] [--sample=600] [--seed=1] [--minutes=60]`: breaks the code in small ways, one
// at a time and never in the working tree, and lists the breaks which no test notices. Without a sample: all of them, in an
// order of no meaning, so that what the minutes allow is a sample, too.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { bundle } from './bundle.mjs';
import { refusedOf } from './compiler.mjs';
import { openJury } from './jury.mjs';
import { mutantsOf } from './mutants.mjs';
import { sampleOf } from './sample.mjs';

const project = resolve(import.meta.dirname, '../..');
const asked = [
  'test/{rules,flow,parse,knowledge}/**/*.test.ts',
  'test/{captures,print-forms,wrong-fixes}.test.ts',
  // They make up their cases anew in each run, or measure time: what they notice is luck.
  '!test/flow/{judged,diagnosis}.test.ts',
  '!test/parse/linear.test.ts',
  // It imports by computed names, which no bundle can.
  '!test/knowledge/reachable.test.ts',
];
const { values: given } = parseArgs({
  options: {
    files: { type: 'string', default: 'src/{rules,flow,parse}/**/*.ts' },
    sample: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    // What the tests for one mutant may cost, the quick ones first: ten million are about a second.
    budget: { type: 'string', default: '10000000' },
  },
});

const mutants = globSync(given.files, { cwd: project })
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .flatMap((file) => mutantsOf(file, readFileSync(join(project, file), 'utf8')))
  .map((mutant, id) => ({ ...mutant, id }));
// Its own: work trees that share their packages are often judged at the same time, and a thread that starts again reads it again.
const folder = join(project, `node_modules/.mutation-${process.pid}`);
const sample = sampleOf(mutants, Number(given.sample), Number(given.seed));
const jury = await openJury({ bundle: await bundled(), mutants, budget: Number(given.budget) });
const judged = [];
const deadline = Date.now() + Number(given.minutes) * 60_000;
try {
  nameBroken(jury.survey);
  for (const mutant of sample) {
    if (Date.now() > deadline) break;
    const { fate, short } = await jury.fateOf(mutant);
    judged.push({ mutant, fate });
    process.stderr.write(
      `${judged.length}/${sample.length} ${fate}${short ? ' (short of time)' : ''}  ${lineOf(mutant)}\n`,
    );
  }
} finally {
  await jury.close();
  rmSync(folder, { recursive: true, force: true });
}
report();

async function bundled() {
  mkdirSync(folder, { recursive: true });
  const tests = globSync(asked, { cwd: project }).sort();
  await bundle(project, tests, mutants, join(folder, 'tests.mjs'));
  return join(folder, 'tests.mjs');
}

// A test that fails anyway says nothing of a mutant.
function nameBroken(tests) {
  for (const { file, name, failure } of tests) {
    if (failure !== undefined)
      console.error(`Left out, as it fails without any mutant: "${name}" in ${file}: ${failure}`);
  }
}

function lineOf({ file, line, from, to }) {
  return `${file}:${line}  ${short(from)}  ->  ${short(to)}`;
}

function short(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}...` : line;
}

function report() {
  const killed = judged.filter(({ fate }) => fate === 'killed').length;
  const noticedByNone = judged.filter(({ fate }) => fate !== 'killed').map(({ mutant }) => mutant);
  const refused = new Set(refusedOf(project, noticedByNone));
  const survivors = noticedByNone.filter((mutant) => !refused.has(mutant));
  const score = (100 * killed) / Math.max(1, killed + survivors.length);
  for (const mutant of survivors) console.log(`survived  ${lineOf(mutant)}`);
  console.log(
    `${judged.length} of ${mutants.length} mutants, seed ${given.seed}: killed ${killed}, survived ${survivors.length}.`,
  );
  console.log(`Not counted: ${refused.size} which no test noticed, and which the compiler refuses.`);
  console.log(`Score: ${score.toFixed(1)} %`);
}
