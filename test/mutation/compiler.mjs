import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const copied = ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/**
 * Those mutants which the compiler refuses, so that nobody can write them. It is asked about one mutant of each file at
 * a time, in a copy of the project.
 */
export function refusedOf(project, mutants) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hma-doctor-mutants-')));
  try {
    for (const name of copied) cpSync(join(project, name), join(root, name), { recursive: true });
    symlinkSync(realpathSync(join(project, 'node_modules')), join(root, 'node_modules'));
    return roundsOf(mutants).flatMap((round) => refusedOfRound(root, project, round));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

// The first mutants of all files, the second ones …
function roundsOf(mutants) {
  const rounds = [];
  const taken = new Map();
  for (const mutant of mutants) {
    const index = taken.get(mutant.file) ?? 0;
    taken.set(mutant.file, index + 1);
    rounds[index] = [...(rounds[index] ?? []), mutant];
  }
  return rounds;
}

function refusedOfRound(root, project, round) {
  for (const { file, source } of round) writeFileSync(join(root, file), source);
  const complaints = complaintsIn(root);
  for (const { file } of round) cpSync(join(project, file), join(root, file));
  return round.filter(({ file }) => complaints.includes(`\n${file}(`));
}

function complaintsIn(root) {
  const given = ['--noEmit', '--pretty', 'false', '--project', 'tsconfig.build.json'];
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return `\n${spawnSync(process.execPath, [tsc, ...given], { cwd: root, encoding: 'utf8' }).stdout}`;
}
