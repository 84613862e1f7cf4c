import { openCapture } from '../../dist/capture/capture.js';
import { memorySource } from '../../dist/capture/source.js';
import { createDiagnosis } from '../../dist/diagnosis.js';
import { HmaError } from '../../dist/errors.js';
import { renderText } from '../../dist/report/text.js';

/**
 * Judges the files that come on standard input, each behind its length in four bytes, and answers each with a line of JSON:
 * `outcome` (`read`, or an error code), or `fault` (anything else that was thrown), and the largest resident set in MB.
 */
async function judge(bytes) {
  try {
    const capture = openCapture(memorySource(bytes, 'a file'), { password: async () => 'secret' });
    const diagnosis = createDiagnosis();
    for await (const raw of capture.transactions) diagnosis.add(raw);
    diagnosis.advance(Number.POSITIVE_INFINITY);
    const report = diagnosis.report({ sources: [capture.summary()] });
    renderText(report, { lang: 'ja', color: true, width: 80 });
    return report.crashed.length > 0 ? { fault: JSON.stringify(report.crashed) } : { outcome: 'read' };
  } catch (error) {
    if (error instanceof HmaError && !/\n|\bat \S+:\d+:\d+/.test(error.message)) return { outcome: error.code };
    return { fault: String(error?.stack ?? error) };
  }
}

let waiting = Buffer.alloc(0);
for await (const chunk of process.stdin) {
  waiting = Buffer.concat([waiting, chunk]);
  while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32LE()) {
    const end = 4 + waiting.readUInt32LE();
    const result = await judge(waiting.subarray(4, end));
    waiting = waiting.subarray(end);
    process.stdout.write(`${JSON.stringify({ ...result, rss: process.resourceUsage().maxRSS / 1024 })}\n`);
  }
}
