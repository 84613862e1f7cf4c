import { exitCodes } from '../../errors.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { exitCodeFor, type Sink } from '../output.js';
import type { Show } from '../show.js';
import { captureKinds } from './capture-names.js';
import type { CaptureInput } from './inputs.js';
import type { Failure, Judged } from './judge.js';

/** Writes what becomes of the inputs of a run, as it becomes known, and gives the exit code. */
export interface Tally {
  add(input: CaptureInput, judged: Judged): Promise<void>;
  /** Writes what comes last. */
  end(): Promise<number>;
}

/** Reports go to the sink, what cannot be read to standard error. */
export function createTally(show: Show, sink: Sink, options: Options, io: Io): Tally {
  let reports = 0;
  let found: number = exitCodes.ok;
  const failures: Failure[] = [];
  const write = async (text: string) => {
    if (text !== '') await sink.write(text);
  };
  return {
    async add({ name }, judged) {
      if (judged.type === 'left-out') return;
      if (judged.type === 'report') {
        reports += 1;
        found = Math.max(found, exitCodeFor([judged.report], options.failOn));
        await write(show.report(name, judged.report));
        return;
      }
      failures.push(judged.failure);
      io.stderr.write(`${judged.failure.text}\n`);
      await write(show.failure(name, judged.failure));
    },
    async end() {
      await write(show.end());
      // Of files that nobody named, none was a capture.
      if (reports + failures.length === 0)
        io.stderr.write(`${sessionText(chooseLanguage(options.lang, io.env)).noCapture(captureKinds)}\n`);
      // A fault of ours or of the machine weighs more than what was found.
      if (failures.some(({ exitCode }) => exitCode === exitCodes.failure)) return exitCodes.failure;
      return reports === 0 ? exitCodes.unreadable : found;
    },
  };
}
