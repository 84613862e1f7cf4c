import { type Bundle, openBundle } from '../../capture/bundle.js';
import type { ReadOptions } from '../../capture/capture.js';
import type { Source } from '../../capture/source.js';
import { HmaError, sentence } from '../../errors.js';
import { openOperand } from '../input.js';
import type { Io } from '../io.js';
/** Makes the question for the password of an archive of this name. */
export type PasswordFor = (name: string) => NonNullable<ReadOptions['password']>;

/** Where a capture is: a file, or `-`, and the way to it through ZIPs in it. */
export interface Place {
  readonly path: string;
  /** Member of a ZIP, member of that ZIP, … */
  readonly members: readonly string[];
}

/** Opens captures. What it gave is open until the next is asked for: neighbours in a ZIP are then found at once. */
export interface Opener {
  /** @throws {HmaError} ERR_INPUT_… and ERR_CAPTURE_… for what cannot be opened. */
  open(place: Place): Promise<Source>;
  /** What the capture at the place holds, when it is a ZIP of captures. */
  bundle(place: Place): Promise<Bundle | undefined>;
  close(): void;
}

interface Level {
  readonly key: string;
  readonly source: Source;
  /** Looked for when it is asked for: the directory of a large archive takes a while. */
  readonly bundle: () => Bundle | undefined;
  readonly close: () => void;
}

/** Opens captures one after the other. */
export function createOpener(io: Pick<Io, 'stdin'>, ask: PasswordFor): Opener {
  const levels: Level[] = [];
  // What can be read only once is kept for as long as the run lasts.
  const kept = new Map<string, Source>();
  const shrinkTo = (count: number) => {
    for (const level of levels.splice(count).reverse()) level.close();
  };
  const reach = async ({ path, members }: Place): Promise<Level> => {
    const keys = [path, ...members];
    const same = keys.findIndex((key, depth) => levels[depth]?.key !== key);
    if (same >= 0) shrinkTo(same);
    for (const key of keys.slice(levels.length)) {
      const above = levels.at(-1);
      levels.push(above ? await openMember(above, key, ask) : await openFile(key, kept, io, ask));
    }
    return levels[keys.length - 1] as Level;
  };
  return {
    open: async (place) => (await reach(place)).source,
    bundle: async (place) => (await reach(place)).bundle(),
    close: () => shrinkTo(0),
  };
}

async function openFile(
  path: string,
  kept: Map<string, Source>,
  io: Pick<Io, 'stdin'>,
  ask: PasswordFor,
): Promise<Level> {
  const before = kept.get(path);
  if (before) return withBundle({ key: path, source: before, close() {} }, ask);
  const input = await openOperand(path, io);
  const { close } = input;
  if (input.once) kept.set(path, input);
  return withBundle({ key: path, source: input, close }, ask);
}

async function openMember(above: Level, key: string, ask: PasswordFor): Promise<Level> {
  const bundle = above.bundle();
  const member = bundle?.members.find(({ name }) => name === key);
  if (!bundle || !member) {
    throw new HmaError('ERR_INPUT_NOT_FOUND', sentence`"${key}" is not in "${above.source.name}" any more. Run again.`);
  }
  return withBundle({ key, source: await bundle.open(member), close() {} }, ask);
}

function withBundle(level: Omit<Level, 'bundle'>, ask: PasswordFor): Level {
  let looked: { readonly bundle: Bundle | undefined } | undefined;
  return {
    ...level,
    bundle() {
      looked ??= { bundle: bundleIn(level.source, ask) };
      return looked.bundle;
    },
  };
}

function bundleIn(source: Source, ask: PasswordFor): Bundle | undefined {
  try {
    return openBundle(source, { password: ask(source.name) });
  } catch (error) {
    // A damaged ZIP may still be a capture of its own kind: whoever reads it says what is wrong.
    if (error instanceof HmaError) return undefined;
    throw error;
  }
}
