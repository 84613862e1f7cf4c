import { bundleDepthLimit } from '../../capture/bundle.js';
import { HmaError } from '../../errors.js';
import { byName, captureKinds, isLeftOut, judgeName } from './capture-names.js';
import type { CaptureInput } from './inputs.js';
import type { Opener } from './opener.js';

const memberLimit = 10_000;

/**
 * The captures in a ZIP of captures, in the order of their names; those in ZIPs in it stand in their place.
 *
 * @param complain - Told of ZIPs in which nothing can be read; the rest goes on.
 * @returns undefined for what is no such ZIP.
 */
export async function membersOf(
  input: CaptureInput,
  opener: Opener,
  complain: (error: HmaError) => void,
): Promise<readonly CaptureInput[] | undefined> {
  // A large archive's directory need not be read only to see that it is what its name says.
  if (input.members.length >= bundleDepthLimit || /\.saz$/i.test(input.name)) return undefined;
  const bundle = await opener.bundle(input).catch(() => undefined); // judging it says why
  if (!bundle) return undefined;
  const found = bundle.members.filter(({ name }) => isCapture(name)).sort((one, other) => byName(one.name, other.name));
  if (found.length === 0) complain(nothingIn(input.name));
  if (found.length > memberLimit) complain(tooMany(input.name, found.length));
  const inside: CaptureInput[] = [];
  for (const { name, packedSize } of found.slice(0, memberLimit)) {
    const doubtful = judgeName(name) === 'maybe';
    const member = { ...input, members: [...input.members, name], name: `${input.name}!${name}`, doubtful };
    const sized = { ...member, size: packedSize };
    const nested = /\.zip$/i.test(name) ? await membersOf(sized, opener, complain) : undefined;
    inside.push(...(nested ?? [sized]));
  }
  return inside;
}

function isCapture(path: string): boolean {
  return !path.split('/').some(isLeftOut) && judgeName(path) !== 'no';
}

function nothingIn(name: string): HmaError {
  return new HmaError(
    'ERR_CAPTURE_UNKNOWN',
    `There is no capture in the archive "${name}" (${captureKinds}). Unpack it, and name a file in it.`,
  );
}

function tooMany(name: string, count: number): HmaError {
  return new HmaError(
    'ERR_CAPTURE_INVALID',
    `The archive "${name}" has ${count} captures in it; the first ${memberLimit} are read. Split it to have all read.`,
  );
}
