import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHar } from './make-har.mjs';
import { makeSaz } from './make-saz.mjs';
import { measure, medianOf, ratio } from './measure.mjs';
import { sampleToken } from './traffic.mjs';

/**
 * Measures what the project promises about speed and memory, each figure against a peer in the same run, and prints one
 * row for each: `node run.mjs [part…] [--rounds=5] [--large]`. `--large` adds the 4 GB file.
 */
const options = process.argv.slice(2);
const rounds = Number(options.find((one) => one.startsWith('--rounds='))?.slice(9) ?? 5);
const large = options.includes('--large');
const wanted = options.filter((one) => !one.startsWith('--'));
const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-bench-'));
const MB = 1e6;

const parts = {
  har: measureHar,
  headers: measureHeaders,
  memory: measureMemory,
  gigabyte: measureGigabyte,
  saz: measureSaz,
  token: measureToken,
};

try {
  console.log(`${'what'.padEnd(66)} ${'measured'.padStart(10)} ${'goal'.padStart(8)} ${'floor'.padStart(8)}`);
  for (const [name, part] of Object.entries(parts)) {
    if (wanted.length === 0 || wanted.includes(name)) await part();
  }
} finally {
  rmSync(folder, { recursive: true });
}

async function measureHar() {
  const path = har('bodies.har', 200 * MB, 20_000);
  await againstParsers('200 MB HAR through the door', path, { parse: [3, 2], streaming: [4, 2.5] });
  drop(path);
}

async function measureHeaders() {
  const path = har('headers.har', 200 * MB, 0);
  await againstParsers('200 MB HAR without bodies', path, { parse: [1.8, 1.3], streaming: [2.5, 1.8] });
  drop(path);
}

async function againstParsers(what, path, { parse, streaming }) {
  const runs = await measure(
    {
      ours: ['read-har.mjs', path],
      parse: ['json-parse.mjs', path],
      jsonparse: ['jsonparse.mjs', path],
      streamparser: ['streamparser.mjs', path],
    },
    rounds,
  );
  agree(runs);
  const best = medianOf(runs, 'jsonparse') < medianOf(runs, 'streamparser') ? 'jsonparse' : 'streamparser';
  faster(`${what}, against JSON.parse(readFileSync)`, ratio(runs, 'parse', 'ours'), parse);
  faster(`${what}, against ${best}`, ratio(runs, best, 'ours'), streaming);
  figure(`${what}, largest resident set`, medianOf(runs, 'ours', 'rss'), 'MB');
}

async function measureMemory() {
  const sizes = [10, 200, 1000, ...(large ? [4000] : [])];
  for (const bodyBytes of [20_000, 0]) {
    for (const size of sizes) {
      const path = har(`${size}.har`, size * MB, bodyBytes);
      const runs = await measure({ replay: ['whole-process.mjs', 'replay', path] }, size > 500 ? 1 : 3);
      const what = `replay of ${size} MB ${bodyBytes > 0 ? 'with' : 'without'} bodies, largest resident set`;
      atMost(what, medianOf(runs, 'replay', 'rss'), [100, 140], 'MB');
      drop(path);
    }
  }
}

async function measureGigabyte() {
  for (const bodyBytes of [20_000, 0]) {
    const whole = har('whole.har', 1000 * MB, bodyBytes);
    const pieces = [1, 2, 3, 4, 5].map((n) => har(`part${n}.har`, 200 * MB, bodyBytes));
    const runs = await measure(
      { ours: ['whole-process.mjs', 'replay', whole], parse: ['json-parse.mjs', ...pieces] },
      Math.min(rounds, 5),
    );
    const what = `1 GB HAR ${bodyBytes > 0 ? 'with' : 'without'} bodies diagnosed, against JSON.parse in parts`;
    faster(what, ratio(runs, 'parse', 'ours'), [3, 1.5]);
    for (const path of [whole, ...pieces]) drop(path);
  }
}

async function measureSaz() {
  const path = join(folder, 'sessions.saz');
  makeSaz(path, 10_000);
  const runs = await measure(
    {
      ours: ['read-saz.mjs', path],
      yauzl: ['yauzl.mjs', path],
      python: ['zipfile.py', path],
      replay: ['whole-process.mjs', 'replay', path],
    },
    rounds,
  );
  faster('SAZ of 10 000 sessions read, against yauzl', ratio(runs, 'yauzl', 'ours'), [8, 4]);
  faster('SAZ of 10 000 sessions read, against python zipfile', ratio(runs, 'python', 'ours'), [1.5, 0.8]);
  atMost('SAZ of 10 000 sessions diagnosed, against reading alone', ratio(runs, 'replay', 'ours'), [2, 4], 'x');
  atMost('SAZ of 10 000 sessions diagnosed, largest resident set', medianOf(runs, 'replay', 'rss'), [120, 200], 'MB');
  drop(path);
}

async function measureToken() {
  const path = join(folder, 'token.txt');
  writeFileSync(path, sampleToken);
  const runs = await measure(
    { node: ['whole-process.mjs', 'node'], token: ['whole-process.mjs', 'token', path] },
    Math.max(rounds, 9),
  );
  const more = medianOf(runs, 'token') - medianOf(runs, 'node');
  atMost(`hma-doctor token, more than node -e 0 (${Math.round(medianOf(runs, 'node'))} ms)`, more, [60, 120], 'ms');
}

function har(name, bytes, bodyBytes) {
  const path = join(folder, name);
  makeHar(path, bytes, bodyBytes);
  return path;
}

function drop(path) {
  if (existsSync(path)) rmSync(path);
}

// A reader that is fast because it reads less is no peer.
function agree(runs) {
  const counts = new Set([...runs.values()].flatMap((of) => of.map(({ count }) => count)));
  if (counts.size > 1) throw new Error(`the contestants read different numbers of entries: ${[...counts].join(', ')}`);
}

function faster(what, times, [goal, floor]) {
  if (times === undefined) return row(what, 'missing', `${goal} x`, `${floor} x`, '');
  row(
    what,
    `${times.toFixed(2)} x`,
    `${goal} x`,
    `${floor} x`,
    times >= goal ? 'goal' : times >= floor ? 'floor' : 'MISSED',
  );
}

function atMost(what, value, [goal, floor], unit) {
  const verdict = value <= goal ? 'goal' : value <= floor ? 'floor' : 'MISSED';
  row(what, `${value.toFixed(unit === 'x' ? 2 : 0)} ${unit}`, `${goal} ${unit}`, `${floor} ${unit}`, verdict);
}

function figure(what, value, unit) {
  row(what, `${value.toFixed(0)} ${unit}`, '', '', '');
}

function row(what, measured, goal, floor, verdict) {
  console.log(`${what.padEnd(66)} ${measured.padStart(10)} ${goal.padStart(8)} ${floor.padStart(8)}  ${verdict}`);
}
