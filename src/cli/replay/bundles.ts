import { type Bundle, bundleDepthLimit } from '../../capture/bundle.js';
import { HmaError, sentence } from '../../errors.js';
import { byName, captureKinds, isLeftOut, judgeName } from './capture-names.js';
import type { CaptureInput } from './inputs.js';
import type { Opener } from './opener.js';

const memberLimit = 10_000;

/**
 * The captures in a ZIP of captures, in the order of their names; those in ZIPs in it stand in their place, and where it
 * has none it stands for itself: it was given to be judged, and judging it says that.
 *
 * @param complain - Told of ZIPs in which nothing can be read; the rest goes on.
 * @returns undefined for what is no such ZIP.
 */
export async function membersOf(
  input: CaptureInput,
  opener: Opener,
  complain: (error: HmaError) => void,
): Promise<readonly CaptureInput[] | undefined> {
  const found: CaptureInput[] = [];
  if (!(await addMembers(input, opener, found))) return undefined;
  if (found.length > memberLimit) complain(tooMany(input.name));
  return found.slice(0, memberLimit);
}

// Adds the captures in a ZIP to those found; false for what is no ZIP of captures.
async function addMembers(input: CaptureInput, opener: Opener, found: CaptureInput[]): Promise<boolean> {
  // A large archive's directory need not be read only to see that it is what its name says.
  if (input.members.length >= bundleDepthLimit || /\.saz$/i.test(input.name)) return false;
  const bundle = await opener.bundle(input).catch(unlessGivenUp);
  if (!bundle) return false;
  const before = found.length;
  const members = bundle.members.filter(({ name }) => isCapture(name)).sort((a, b) => byName(a.name, b.name));
  for (const { name, packedSize } of members) {
    if (found.length > memberLimit) break;
    const way = { members: [...input.members, name], name: `${input.name}!${name}`, size: packedSize };
    const member = { ...input, ...way, doubtful: judgeName(name) === 'maybe' };
    if (!/\.zip$/i.test(name) || !(await addMembers(member, opener, found))) found.push(member);
  }
  if (found.length === before) found.push({ ...input, empty: isPlaywright(bundle) ? 'playwright' : 'unknown' });
  return true;
}

// Judging it says why it cannot be opened; a user who gives up at the question for its password ends the run.
function unlessGivenUp(error: unknown): undefined {
  if (error instanceof HmaError && error.code === 'ERR_USAGE') throw error;
}

function isCapture(path: string): boolean {
  return !path.split('/').some(isLeftOut) && judgeName(path) !== 'no';
}

// Beside the pictures of a trace its requests stand in a file of their own, in a form of its own.
function isPlaywright({ members }: Bundle): boolean {
  return members.some(({ name }) => /(?:^|\/)[\w-]{0,40}trace\.network$/.test(name));
}

/** Why an empty ZIP is not judged. */
export function nothingIn({ name, empty }: Pick<CaptureInput, 'name' | 'empty'>): HmaError {
  if (empty === 'playwright') {
    return new HmaError(
      'ERR_CAPTURE_UNKNOWN',
      sentence`"${name}" is a trace of Playwright, which is not read by this version. Record a HAR with its option recordHar.`,
    );
  }
  return new HmaError(
    'ERR_CAPTURE_UNKNOWN',
    sentence`There is no capture in the archive "${name}" (${captureKinds}). Unpack it, and name a file in it.`,
  );
}

function tooMany(name: string): HmaError {
  return new HmaError(
    'ERR_CAPTURE_INVALID',
    sentence`The archive "${name}" has more than ${memberLimit} captures in it, of which the first are read. Split it to have all read.`,
  );
}
