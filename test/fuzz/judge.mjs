import { Readable } from 'node:stream';

const memberLimit = 50;

/**
 * Makes a judge of files, of the modules of the sources or of those that were built. It reads and judges whatever it is
 * given, as the command does: a ZIP of captures member by member. A person sees a report or one paragraph: everything else
 * is a fault of ours and is thrown.
 */
export function createJudge({ createOpener, membersOf, openCapture, createDiagnosis, HmaError, renderText }, password) {
  const ask = async (again) => (again ? undefined : password);

  async function judge(source) {
    const capture = openCapture(source, { password: ask });
    const diagnosis = createDiagnosis({ keep: 'judged' });
    let count = 0;
    for await (const raw of capture.transactions) {
      diagnosis.add(raw);
      count += 1;
    }
    diagnosis.advance(Number.POSITIVE_INFINITY);
    const summary = capture.summary();
    const skips = Object.values(summary.skips ?? {}).reduce((sum, one) => sum + one, 0);
    if (summary.read !== count || skips !== summary.skipped) {
      throw new Error(`the import report does not add up: ${JSON.stringify(summary)}, ${count} transactions`);
    }
    const report = diagnosis.report({ sources: [summary] });
    if (report.crashed.length > 0) throw new Error(`a rule crashed: ${JSON.stringify(report.crashed)}`);
    for (const lang of ['en', 'ja']) renderText(report, { lang, color: lang === 'ja', width: 80 });
  }

  async function outcomeOf(act) {
    try {
      await act();
      return 'read';
    } catch (error) {
      if (error instanceof HmaError && !/\n|\bat \S+:\d+:\d+/.test(error.message)) return error.code;
      throw error;
    }
  }

  return async (bytes) => {
    const opener = createOpener({ stdin: Readable.from([bytes]) }, () => ask);
    const input = { path: '-', members: [], name: 'stdin', doubtful: false, size: bytes.length, repeatable: false };
    const inputs = (bytes.length > 0 && (await membersOf(input, opener, () => undefined))) || [input];
    const outcomes = [];
    for (const one of inputs.slice(0, memberLimit)) {
      outcomes.push(await outcomeOf(async () => judge(await opener.open(one))));
    }
    opener.close();
    return outcomes.includes('read') ? 'read' : (outcomes[0] ?? 'nothing in it');
  };
}
