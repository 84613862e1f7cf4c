import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const copied = [
  'src',
  'test',
  'captures',
  'docs',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
];

/** A copy of the project in which files may be broken: the working tree is never touched. */
export function openWorkshop(project) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hma-doctor-mutants-')));
  for (const name of copied) cpSync(join(project, name), join(root, name), { recursive: true });
  linkPackages(realpathSync(join(project, 'node_modules')), join(root, 'node_modules'));
  return {
    root,
    write: (file, source) => writeFileSync(join(root, file), source),
    run: (tests, limit) => run(root, 'vitest/vitest.mjs', ['run', '--bail=1', '--reporter=dot', ...tests], limit),
    compile: (limit) => run(root, 'typescript/bin/tsc', ['--noEmit', '--project', 'tsconfig.build.json'], limit),
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}

// One by one, so that Vite keeps its cache in the copy.
function linkPackages(from, to) {
  mkdirSync(to);
  for (const name of readdirSync(from)) if (!name.startsWith('.')) symlinkSync(join(from, name), join(to, name));
}

// Green, red or late. Vitest has workers of its own, which an endless loop keeps alive: the whole group is ended.
function run(root, program, given, limit) {
  const options = { cwd: root, detached: true, stdio: 'ignore' };
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...given], options);
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.kill(-child.pid, 'SIGKILL');
    }, limit);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(late ? 'late' : code === 0 ? 'green' : 'red');
    });
  });
}
