/**
 * Puts the proxy under stress, with the same traffic straight to the server beside it as the control:
 * `npm run stress -- --minutes=10 --polls=200 --clients=50 --seed=1`. Fails for any error that straight traffic does not
 * have, any body that differs, and any handle that is left open.
 */
import { parseArgs } from 'node:util';
import { createAuthority } from '../../../dist/certificates/authority.js';
import { createProxy } from '../../../dist/proxy/proxy.js';
import { createRandom } from './bytes.mjs';
import { deeds, host, pollOn, straight, throughProxy } from './client.mjs';
import { startOrigin } from './origin.mjs';

const { values } = parseArgs({
  options: Object.fromEntries(
    ['minutes', 'polls', 'clients', 'seed', 'deeds'].map((name) => [name, { type: 'string' }]),
  ),
});
const opened = () => process.getActiveResourcesInfo().filter((name) => /^(?:TCP|TLS|Timeout|Pipe)/i.test(name));
void [process.stdout, process.stderr]; // opened when they are first asked for
const openedAtStart = opened().length;
const { minutes = '10', polls = '200', clients = '50', seed = '1' } = values;
const chosen = values.deeds?.split(',') ?? Object.keys(deeds);
const lasts = Number(minutes) * 60_000;
const until = performance.now() + lasts;
const ended = () => performance.now() >= until;
ended.msLeft = () => Math.max(1, until - performance.now());

const [servers, ours] = await Promise.all([createAuthority({ hosts: [host] }), createAuthority({ hosts: [host] })]);
const { chain: cert, key } = await servers.leafFor(host);
const origin = await startOrigin({ cert, key }, await servers.secureContextFor(host));
const seen = { transactions: 0, failures: 0, unread: 0 };
const proxy = await createProxy({
  decrypts: (name) => name === host,
  watched: () => true,
  certificates: ours,
  upstream: { ca: [servers.certificate], connectTo: (_host, port) => ({ host: '127.0.0.1', port }) },
  onTransaction({ endedAt, failure }) {
    if (endedAt === undefined) return;
    seen.transactions++;
    if (failure) seen.failures++;
  },
  onOpaque: () => seen.unread++,
});

const counts = { proxy: {}, straight: {} };
const errors = { proxy: new Map(), straight: new Map() };
const note = (way, deed, error) => {
  const text = `${deed}: ${error.code ?? error.message}`;
  errors[way].set(text, (errors[way].get(text) ?? 0) + 1);
};

const stuckMs = 60_000;

/** What neither ends nor fails would hold its client back for ever, and be seen by nobody. */
function inTime(deed) {
  let timer;
  const stuck = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('stuck')), stuckMs);
  });
  return Promise.race([deed, stuck]).finally(() => clearTimeout(timer));
}

async function work(way, open, number) {
  const random = createRandom(Number(seed) * 10_007 + number);
  while (!ended()) {
    const deed = random.one(chosen);
    await inTime(deeds[deed](open, origin, random)).catch((error) => note(way, deed, error));
    counts[way][deed] = (counts[way][deed] ?? 0) + 1;
    await new Promise((resolve) => setTimeout(resolve, random.below(200)));
  }
}

const ways = { proxy: throughProxy(proxy.port, ours.certificate), straight: straight(servers.certificate) };
const poll = (way, number) =>
  pollOn(ways[way], origin, createRandom(Number(seed) + number), ended).catch((error) => note(way, 'poll', error));
const peak = { rss: 0 };
const watch = setInterval(() => {
  peak.rss = Math.max(peak.rss, process.memoryUsage().rss);
}, 1_000);
const startedAt = performance.now();
const cpu = process.cpuUsage();
await Promise.all([
  ...Array.from({ length: Number(polls) }, (_, number) => poll('proxy', number)),
  ...Array.from({ length: Math.ceil(Number(polls) / 10) }, (_, number) => poll('straight', number)),
  ...Array.from({ length: Number(clients) }, (_, number) => work('proxy', ways.proxy, number)),
  ...Array.from({ length: Math.ceil(Number(clients) / 5) }, (_, number) => work('straight', ways.straight, number)),
]);
clearInterval(watch);
const seconds = Math.round((performance.now() - startedAt) / 1_000);
await proxy.close();
await origin.close();
await new Promise((resolve) => setTimeout(resolve, 200)); // destroyed sockets close in a later turn
// Standard output may be a pipe, too.
const left = opened().slice(openedAtStart);
const only = [...errors.proxy].filter(([text]) => !errors.straight.has(text));
const sum = (numbers) => Object.values(numbers).reduce((all, each) => all + each, 0);
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify(
    {
      seed: Number(seed),
      seconds,
      cpuSeconds: Math.round((user + system) / 1e6),
      peakRssMiB: Math.round(peak.rss / 2 ** 20),
      polls: Number(polls),
      deeds: { proxy: sum(counts.proxy), straight: sum(counts.straight), ...counts.proxy },
      seen,
      errors: { proxy: Object.fromEntries(errors.proxy), straight: Object.fromEntries(errors.straight) },
      left,
    },
    undefined,
    1,
  ),
);
const failed = only.length > 0 || left.length > 0 || sum(counts.proxy) === 0;
console.log(failed ? 'FAILED' : 'passed');
process.exitCode = failed ? 1 : 0;
