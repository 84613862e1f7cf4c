import type { HmaError } from '../../errors.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { describeError } from '../errors.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { membersOf } from './bundles.js';
import type { CaptureInput } from './inputs.js';
import { countLeftOut } from './left-out.js';
import type { Opener } from './opener.js';
import { expandOperands, type NamedFile } from './operands.js';

/** The captures that operands stand for. */
export interface Found {
  /** Each once, in the order in which they are reported on. */
  readonly inputs: readonly CaptureInput[];
  /** More than one was named, or something that may hold more than one. */
  readonly several: boolean;
}

/** Finds the captures in files, folders, patterns and ZIPs. What cannot be read is said on standard error. */
export async function findCaptures(
  operands: readonly string[],
  opener: Opener,
  options: Options,
  io: Io,
): Promise<Found> {
  const complaints: HmaError[] = [];
  const complain = (error: HmaError) => complaints.push(error);
  const leftOut = countLeftOut();
  const lang = chooseLanguage(options.lang, io.env);
  const { looking, leftOut: notLookedAt } = sessionText(lang);
  const tell = (words: string) => options.quiet || io.stderr.write(`${words}\n`);
  const own = [options.output, options.write].filter((path) => path !== undefined);
  const { files, several } = await expandOperands(operands, own, {
    complain,
    leaveOut: leftOut.add,
    goesOn: (folder, met) => tell(looking(folder, met)),
  });
  const inputs: CaptureInput[] = [];
  let bundled = false;
  for (const file of files) {
    const input = inputOf(file);
    const members = await membersOf(input, opener, complain);
    bundled ||= members !== undefined;
    inputs.push(...(members ?? [input]));
  }
  if (leftOut.total() > 0) tell(notLookedAt(leftOut.total(), leftOut.endings()));
  for (const complaint of complaints) io.stderr.write(`${(await describeError(complaint, { lang })).text}\n`);
  return { inputs, several: several || bundled };
}

function inputOf({ path, doubtful, size }: NamedFile): CaptureInput {
  const name = path === '-' ? 'stdin' : path;
  return { path, members: [], name, doubtful, size: size ?? 0, repeatable: size !== undefined };
}
