import { dirname, join, relative } from 'node:path';
import { rolldown } from 'rolldown';
import { withSwitches } from './switches.mjs';

const entry = '\0tests';
const suite = join(import.meta.dirname, 'suite.mjs');
const switchboard = join(import.meta.dirname, 'switchboard.mjs');

/**
 * All tests and all that they import in one file, with every mutant behind a switch. It exports `tests` and the switchboard.
 * @param {string} project - The folder of the project; nothing in it is changed but `file`.
 * @param {string[]} tests - Test files, relative to it.
 * @param {object[]} mutants - Numbered.
 * @param {string} file - Where the bundle goes: below the project, so that its packages are found.
 */
export async function bundle(project, tests, mutants, file) {
  const build = await rolldown({
    input: entry,
    cwd: project,
    platform: 'node',
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    external: (id, importer) => /^[^./\0]/.test(id) && (id !== 'vitest' || importer === suite),
    plugins: [entryOf(tests, project), switches(project, mutants)],
    logLevel: 'warn',
  });
  await build.write({ file, format: 'esm', codeSplitting: false });
  await build.close();
}

// Each test file is loaded when it is asked for, and with it only what it needs.
function entryOf(tests, project) {
  const loads = tests.map((test) => `${JSON.stringify(test)}: () => import(${JSON.stringify(join(project, test))})`);
  const lines = [
    `import ${JSON.stringify(join(project, 'src/messages/every-language.ts'))};`,
    `export const files = { ${loads.join(',\n')} };`,
    `export { tests } from ${JSON.stringify(suite)};`,
    `export { answered, turnOn } from ${JSON.stringify(switchboard)};`,
  ];
  return {
    name: 'entry',
    resolveId: (id) => (id === entry ? id : id === 'vitest' ? suite : undefined),
    load: (id) => (id === entry ? lines.join('\n') : undefined),
  };
}

function switches(project, mutants) {
  return {
    name: 'switches',
    transform(code, id) {
      const file = relative(project, id);
      const there = code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id)));
      if (file.endsWith('.test.ts'))
        return `import { $enter } from 'vitest'; $enter(${JSON.stringify(file)}); ${there}`;
      if (file === 'test/parse/linear.ts') return withoutClock(there);
      if (!file.startsWith('src/')) return there;
      const source = withSwitches(
        code,
        mutants.filter((mutant) => mutant.file === file),
      );
      return `import { $mutant, $Map, $WeakMap } from ${JSON.stringify(switchboard)}; ${forgetful(source, file)}`;
    },
  };
}

// What was remembered under one mutant must not be there under the next.
function forgetful(source, file) {
  const maps = file === 'src/parse/memo.ts' ? source.replaceAll('new Map', 'new $Map') : source;
  return maps.replaceAll('new WeakMap', 'new $WeakMap');
}

// A test of time cannot tell a mutant from a busy machine.
function withoutClock(source) {
  return source.replaceAll(/^export function expect.*\{$/gm, '$& return;');
}
