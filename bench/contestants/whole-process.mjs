import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A whole process from start to end: `node` alone, `token` (with a token on standard input) or `replay` of a file. Prints
 * the same line as the other contestants, about the process and not about itself.
 */
const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
// The child tells its largest resident set on a channel of its own.
const tellRss =
  'data:text/javascript,import{writeSync}from"node:fs";process.on("exit",()=>writeSync(3,String(process.resourceUsage().maxRSS)))';

// Where node is to trust more certificates than its own, reading them takes longer than all else of its start.
const env = { ...process.env, NODE_EXTRA_CA_CERTS: undefined };

const runs = {
  node: () => spawnSync(process.execPath, ['-e', '0'], { env }),
  token: (path) => spawnSync(process.execPath, [main, 'token', '-'], { env, input: readFileSync(path) }),
  replay: (path) =>
    spawnSync(process.execPath, ['--import', tellRss, main, 'replay', path, '--format', 'json'], {
      env,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    }),
};

const [what, path] = process.argv.slice(2);
const begun = process.hrtime.bigint();
const { status, stderr, output } = runs[what](path);
const ms = Number(process.hrtime.bigint() - begun) / 1e6;
if (status === null || status > 1) throw new Error(String(stderr));
console.log(JSON.stringify({ ms, rss: Number(output[3] ?? 0) / 1024, count: 1 }));
