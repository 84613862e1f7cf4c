import { doorBytes } from './bytes.js';

/** From so many units on a run of letters and digits of both cases may be a secret by its looks. */
export const longRun = 40;

/** Longer texts are hardly ever calm. */
const limit = 2_000;

/** Is it certain that the sweep would leave this text alone? See marks.ts. */
export function isCalm(text: string): boolean {
  const bytes = doorBytes();
  if (text.length > limit || !bytes?.text.load(text)) return false;
  const calm = bytes.isCalm(bytes.text.start, bytes.text.start + text.length, longRun);
  bytes.text.wipe();
  return calm;
}
