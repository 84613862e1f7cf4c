import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = new URL('contestants/', import.meta.url);

/**
 * Runs contestants in turn, round after round, each in a process of its own, so that what else the machine does falls on all
 * of them alike.
 *
 * @param contestants - By name: the file in contestants/, and its arguments.
 * @returns By name: its runs in the order of the rounds; undefined for a contestant that is not installed or fails.
 */
export async function measure(contestants, rounds) {
  const runs = new Map(Object.keys(contestants).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, [file, ...args]] of Object.entries(contestants)) {
      const result = runs.get(name) && (await once(file, args));
      if (result) runs.get(name).push(result);
      else runs.delete(name);
    }
  }
  return runs;
}

async function once(file, args) {
  const script = fileURLToPath(new URL(file, folder));
  const command = file.endsWith('.py') ? 'python3' : process.execPath;
  try {
    const { stdout } = await run(command, [script, ...args], { maxBuffer: 1 << 30 });
    return JSON.parse(stdout);
  } catch (error) {
    console.error(
      `${file}: ${String(error.stderr || error.message)
        .trim()
        .split('\n')
        .slice(-3)
        .join(' ')}`,
    );
    return undefined;
  }
}

/** The median over the rounds of how many times faster one contestant was than another in the same round. */
export function ratio(runs, slow, fast) {
  const [a, b] = [runs.get(slow), runs.get(fast)];
  return a && b ? median(a.map(({ ms }, round) => ms / b[round].ms)) : undefined;
}

/** The median of the milliseconds, or of another field. */
export function medianOf(runs, name, field = 'ms') {
  const of = runs.get(name);
  return of && median(of.map((one) => one[field]));
}

function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
