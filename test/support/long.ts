/**
 * Whether everything is tried (HMA_DOCTOR_LONG=1, `npm run test:long`). By default it is a share, so that `npm test` is
 * quick: random cases differ from run to run, and samples are spread over all.
 */
export const isLong = process.env.HMA_DOCTOR_LONG === '1';

/** So many repetitions, places or steps: the first number by default, the second in the long run. */
export function runs(short: number, long: number): number {
  return isLong ? long : short;
}

/**
 * All of a list in the long run. By default one of so many: at the next place the next ones, so that each is tried somewhere.
 */
export function shareOf<Item>(list: readonly Item[], place: number, of: number): readonly Item[] {
  return isLong ? list : list.filter((_, index) => (index + place) % of === 0);
}
