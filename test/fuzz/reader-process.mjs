import { openCapture } from '../../dist/capture/capture.js';
import { membersOf } from '../../dist/cli/replay/bundles.js';
import { createOpener } from '../../dist/cli/replay/opener.js';
import { createDiagnosis } from '../../dist/diagnosis.js';
import { HmaError } from '../../dist/errors.js';
import { renderText } from '../../dist/report/text.js';
import { createJudge } from './judge.mjs';

/**
 * Judges the files that come on standard input, each behind its length in four bytes, and answers each with a line of JSON:
 * `outcome` (`read`, or an error code), or `fault` (anything else that was thrown), and the largest resident set in MB.
 */
const judge = createJudge(
  { openCapture, membersOf, createOpener, createDiagnosis, HmaError, renderText },
  process.argv[2],
);

async function answer(bytes) {
  try {
    return { outcome: await judge(bytes) };
  } catch (error) {
    return { fault: String(error?.stack ?? error) };
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
