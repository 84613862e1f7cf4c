import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import { HmaError } from '../../src/errors.js';
import { renderText } from '../../src/report/text.js';

/**
 * Reads and judges whatever it is. A person sees a report or one paragraph: everything else is a fault of ours and is thrown.
 *
 * @returns `read`, or the code of the paragraph.
 */
export async function judgeBytes(bytes: Uint8Array): Promise<string> {
  try {
    const capture = openCapture(memorySource(bytes, 'a file'), { password: async () => 'secret' });
    const diagnosis = createDiagnosis();
    let count = 0;
    for await (const raw of capture.transactions) {
      diagnosis.add(raw);
      count += 1;
    }
    diagnosis.advance(Number.POSITIVE_INFINITY);
    const summary = capture.summary();
    const skips = Object.values(summary.skips ?? {}).reduce((sum, one) => sum + one, 0);
    if (summary.read !== count || (summary.skips && skips !== summary.skipped)) {
      throw new Error(`the import report does not add up: ${JSON.stringify(summary)}, ${count} transactions`);
    }
    const report = diagnosis.report({ sources: [summary] });
    if (report.crashed.length > 0) throw new Error(`a rule crashed: ${JSON.stringify(report.crashed)}`);
    renderText(report, { lang: 'en', color: false, width: 80 });
    return 'read';
  } catch (error) {
    if (error instanceof HmaError && !/\n|\bat \S+:\d+:\d+/.test(error.message)) return error.code;
    throw error;
  }
}
