// `npm run mutate -- [--files=src/rules/**] [--sample=60] [--seed=1] [--minutes=10] [--jobs=1]`: breaks the code in
// small ways, one at a time and in a copy, and lists the breaks which no test notices.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { mutantsOf } from './mutants.mjs';
import { sampleOf } from './sample.mjs';
import { testsFor } from './tests-for.mjs';
import { openWorkshop } from './workshop.mjs';

const project = resolve(import.meta.dirname, '../..');
// Not the one that makes up its cases anew in each run: what it notices is luck.
const asked = ['test/{rules,flow,parse,knowledge}/**/*.test.ts', 'test/captures.test.ts', '!test/flow/judged.test.ts'];
const tests = globSync(asked, { cwd: project }).sort();
const { values: given } = parseArgs({
  options: {
    files: { type: 'string', default: 'src/{rules,flow,parse}/**/*.ts' },
    sample: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '60' },
    jobs: { type: 'string', default: '1' },
  },
});

const all = globSync(given.files, { cwd: project })
  .filter((file) => file.endsWith('.ts'))
  .sort()
  .flatMap((file) => mutantsOf(file, read(file)));
const sample = sampleOf(all, Number(given.sample), Number(given.seed));
const limit = 3 * (await soundRun());
const deadline = Date.now() + Number(given.minutes) * 60_000;
const tried = [];
const queue = [...sample];
await Promise.all(Array.from({ length: Number(given.jobs) }, work));
report();

function read(file) {
  return readFileSync(join(project, file), 'utf8');
}

// Takes mutants from the queue until it is empty or the time is over.
async function work() {
  const workshop = openWorkshop(project);
  try {
    for (let mutant = queue.shift(); mutant; mutant = Date.now() < deadline ? queue.shift() : undefined) {
      const fate = await fateOf(mutant, workshop);
      tried.push({ mutant, fate });
      process.stderr.write(`${tried.length}/${sample.length} ${fate.padEnd(8)} ${lineOf(mutant)}\n`);
    }
  } finally {
    workshop.close();
  }
}

// A run that does not end is a mutant noticed. The compiler is slow and is asked last; what it refuses nobody can write.
async function fateOf(mutant, workshop) {
  const { nearest, others } = testsFor(project, mutant.file, tests);
  workshop.write(mutant.file, mutant.source);
  try {
    if (nearest.length > 0 && (await workshop.run(nearest, limit)) !== 'green') return 'killed';
    if (others.length > 0 && (await workshop.run(others, limit)) !== 'green') return 'killed';
    return (await workshop.compile(limit)) === 'red' ? 'refused' : 'survived';
  } finally {
    workshop.write(mutant.file, read(mutant.file));
  }
}

// Tests that fail anyway would kill every mutant. Milliseconds.
async function soundRun() {
  const workshop = openWorkshop(project);
  const start = Date.now();
  try {
    const outcomes = [await workshop.compile(15 * 60_000), await workshop.run(tests, 15 * 60_000)];
    if (outcomes.some((outcome) => outcome !== 'green')) {
      throw new Error('The project does not compile, or its tests fail, without any mutant: `npm test` says where.');
    }
    return Math.max(60_000, Date.now() - start);
  } finally {
    workshop.close();
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
  const those = (wanted) => tried.filter(({ fate }) => fate === wanted).map(({ mutant }) => mutant);
  const [killed, survived, refused] = [those('killed'), those('survived'), those('refused')];
  const score = (100 * killed.length) / Math.max(1, killed.length + survived.length);
  console.log(`killed ${killed.length}, survived ${survived.length}: ${score.toFixed(1)} %`);
  console.log(`Not counted: ${refused.length} which no test noticed, and which the compiler refuses.`);
  console.log(`A sample: ${tried.length} of ${all.length} mutants, seed ${given.seed}.`);
  for (const mutant of survived) console.log(`survived  ${lineOf(mutant)}`);
  for (const mutant of refused) console.log(`refused   ${lineOf(mutant)}`);
}
