import '../../src/messages/every-language.js';
import { Readable } from 'node:stream';
import { openCapture } from '../../src/capture/capture.js';
import type { Source } from '../../src/capture/source.js';
import { membersOf } from '../../src/cli/replay/bundles.js';
import { createOpener } from '../../src/cli/replay/opener.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import { HmaError } from '../../src/errors.js';
import { renderText } from '../../src/report/text.js';
import type { SourceReport } from '../../src/types.js';

/** The password of every archive that has one. */
export const password = 'secret';

const ask = async (again: boolean) => (again ? undefined : password);
const memberLimit = 50;

/**
 * Reads and judges whatever it is, as the command does: a ZIP of captures member by member. A person sees a report or one
 * paragraph: everything else is a fault of ours and is thrown.
 *
 * @returns `read`, or the code of the paragraph; of several captures in a ZIP `read` where any is.
 */
export async function judgeBytes(bytes: Uint8Array): Promise<string> {
  const opener = createOpener({ stdin: Readable.from(bytes.length > 0 ? [bytes] : []) }, () => ask);
  const input = { path: '-', members: [], name: 'stdin', doubtful: false, size: bytes.length, repeatable: false };
  const inputs = (await membersOf(input, opener, () => undefined)) ?? [input];
  const outcomes = [];
  for (const one of inputs.slice(0, memberLimit))
    outcomes.push(await outcomeOf(async () => judge(await opener.open(one))));
  opener.close();
  return outcomes.includes('read') ? 'read' : (outcomes[0] ?? 'nothing in it');
}

async function outcomeOf(act: () => Promise<void>): Promise<string> {
  try {
    await act();
    return 'read';
  } catch (error) {
    if (error instanceof HmaError && !/\n|\bat \S+:\d+:\d+/.test(error.message)) return error.code;
    throw error;
  }
}

async function judge(source: Source): Promise<void> {
  const capture = openCapture(source, { password: ask });
  const diagnosis = createDiagnosis({ keep: 'judged' });
  let count = 0;
  for await (const raw of capture.transactions) {
    diagnosis.add(raw);
    count += 1;
  }
  diagnosis.advance(Number.POSITIVE_INFINITY);
  requireSum(capture.summary(), count);
  const report = diagnosis.report({ sources: [capture.summary()] });
  if (report.crashed.length > 0) throw new Error(`a rule crashed: ${JSON.stringify(report.crashed)}`);
  for (const lang of ['en', 'ja'] as const) renderText(report, { lang, color: lang === 'ja', width: 80 });
}

function requireSum(summary: SourceReport, count: number): void {
  const skips = Object.values(summary.skips ?? {}).reduce((sum, one) => sum + one, 0);
  if (summary.read === count && skips === summary.skipped) return;
  throw new Error(`the import report does not add up: ${JSON.stringify(summary)}, ${count} transactions`);
}
