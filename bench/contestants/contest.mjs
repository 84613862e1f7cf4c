/**
 * Runs one contestant in a process of its own: `run(...arguments)` gives how many things it visited. Prints what it took as
 * one line of JSON: milliseconds without the start of the process, the largest resident set in MB, and the count.
 */
export async function contest(run) {
  const begun = process.hrtime.bigint();
  const count = await run(...process.argv.slice(2));
  const ms = Number(process.hrtime.bigint() - begun) / 1e6;
  console.log(JSON.stringify({ ms, rss: process.resourceUsage().maxRSS / 1024, count }));
}

/** What "visited" means for an entry of a HAR: its status and its header lines were looked at. */
export function visitEntry(entry) {
  return entry.response.status > 0 && entry.request.headers.length + entry.response.headers.length > 0 ? 1 : 0;
}

/** The same for a transaction. */
export function visitTransaction({ request, response }) {
  return response.status > 0 && request.head.length + response.head.length > 0 ? 1 : 0;
}
