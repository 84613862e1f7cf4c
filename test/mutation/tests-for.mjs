import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const imported = /(?:from|import) '(\.{1,2}\/[^']+)'/g;

/**
 * The tests which reach a source file through imports, the nearest first: a test that imports the file itself knows
 * it best, and most mutants end there.
 * @returns {{ nearest: string[], others: string[] }}
 */
export function testsFor(root, file, tests) {
  const importers = new Map();
  const distances = tests.map((test) => [test, distance(root, test, file, importers)]);
  const reaching = distances.filter(([, steps]) => steps < Infinity).sort((a, b) => a[1] - b[1]);
  const names = reaching.map(([test]) => test);
  const named = names.filter((test) => sameName(test, file));
  const nearest = (named.length > 0 ? named : names).slice(0, 3);
  return { nearest, others: names.filter((test) => !nearest.includes(test)) };
}

// `test/rules/token/audience.test.ts` is the test of `src/rules/token/audience.ts`.
function sameName(test, file) {
  return test.slice('test/'.length, -'.test.ts'.length) === file.slice('src/'.length, -'.ts'.length);
}

// How many imports lead from one file to another.
function distance(root, from, to, known) {
  let front = [from];
  const seen = new Set(front);
  for (let steps = 0; front.length > 0; steps += 1) {
    if (front.includes(to)) return steps;
    front = front.flatMap((file) => importsOf(root, file, known)).filter((file) => !seen.has(file) && seen.add(file));
  }
  return Infinity;
}

function importsOf(root, file, known) {
  if (!known.has(file)) known.set(file, readImports(root, file));
  return known.get(file);
}

function readImports(root, file) {
  if (!file.endsWith('.ts')) return [];
  const found = readFileSync(join(root, file), 'utf8').matchAll(imported);
  return [...found].map(([, path]) => normalize(join(dirname(file), path)).replace(/\.js$/, '.ts'));
}
