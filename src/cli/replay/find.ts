import type { HmaError } from '../../errors.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { describeError } from '../errors.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { membersOf } from './bundles.js';
import type { CaptureInput } from './inputs.js';
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
  const leftOut = new Map<string, number>();
  const lang = chooseLanguage(options.lang, io.env);
  const words = sessionText(lang);
  const tell = (words: string) => options.quiet || io.stderr.write(`${words}\n`);
  const own = [options.output, options.write].filter((path) => path !== undefined);
  const { files, several } = await expandOperands(operands, own, {
    complain,
    leaveOut: (name) => count(leftOut, endingOf(name)),
    goesOn: (folder, met) => tell(words.looking(folder, met)),
  });
  const inputs: CaptureInput[] = [];
  let bundled = false;
  for (const file of files) {
    const input = inputOf(file);
    const members = await membersOf(input, opener, complain);
    bundled ||= members !== undefined;
    inputs.push(...(members ?? [input]));
  }
  if (leftOut.size > 0) tell(words.leftOut(sumOf(leftOut), mostOf(leftOut)));
  for (const complaint of complaints) io.stderr.write(`${(await describeError(complaint, { lang })).text}\n`);
  return { inputs, several: several || bundled };
}

function inputOf({ path, doubtful, size }: NamedFile): CaptureInput {
  const name = path === '-' ? 'stdin' : path;
  return { path, members: [], name, doubtful, size: size ?? 0, repeatable: size !== undefined };
}

// What a program calls its files; of any other name nothing is shown.
function endingOf(name: string): string {
  return /\.\w{1,12}$/.exec(name)?.[0].toLowerCase() ?? '…';
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, one) => sum + one, 0);
}

/** So many endings are said. */
const endingLimit = 5;

function mostOf(counts: ReadonlyMap<string, number>): readonly string[] {
  const endings = [...counts].sort(([, a], [, b]) => b - a).map(([ending]) => ending);
  return endings.length > endingLimit ? [...endings.slice(0, endingLimit), '…'] : endings;
}
