/**
 * Whether everything is tried (HMA_DOCTOR_LONG=1, `npm run test:long`). By default it is a share, so that `npm test` is
 * quick: random cases differ from run to run, and samples are spread over all.
 */
export const isLong = process.env.HMA_DOCTOR_LONG === '1';

/** So many repetitions, places or steps: the first number by default, the second in the long run. */
export function runs(short: number, long: number): number {
  return isLong ? long : short;
}
