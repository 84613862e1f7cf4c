import { judgeBytes } from './judge-bytes.js';

/**
 * Judges the files that come on standard input, each behind its length in four bytes, and answers each with a line of JSON:
 * `outcome` (`read`, or an error code), or `fault` (anything else that was thrown), and the largest resident set in MB.
 */
async function answer(bytes: Buffer): Promise<object> {
  try {
    return { outcome: await judgeBytes(bytes) };
  } catch (error) {
    return { fault: error instanceof Error ? error.stack : String(error) };
  }
}

let waiting = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  waiting = Buffer.concat([waiting, chunk]);
  while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32LE()) {
    const end = 4 + waiting.readUInt32LE();
    const result = await answer(waiting.subarray(4, end));
    waiting = waiting.subarray(end);
    process.stdout.write(`${JSON.stringify({ ...result, rss: process.resourceUsage().maxRSS / 1024 })}\n`);
  }
}
