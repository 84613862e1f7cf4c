/** Gives every transaction of a capture an id of its own. */
export interface Ids {
  /** The id of an entry that has only its number. */
  readonly ofNumber: (number: number) => string;
  /** The id that an entry of ours brings, or a name: another one where it is taken. */
  readonly ofName: (wanted: string) => string;
}

/**
 * Ids restored from our own files may meet each other when files were joined by hand. Numbers that follow one another are
 * kept as runs: a capture may have millions.
 */
export function createIds(): Ids {
  const runs: [first: number, last: number][] = [];
  const names = new Set<string>();
  const isTaken = (id: string) => {
    const number = numberOf(id);
    return names.has(id) || runs.some(([first, last]) => first <= number && number <= last);
  };
  const take = (id: string, number: number) => {
    const run = runs.at(-1);
    if (run && run[1] + 1 === number) run[1] = number;
    else if (number > 0 && runs.length < mostRuns) runs.push([number, number]);
    else names.add(id);
  };
  const copies = new Map<string, number>();
  const ofName = (wanted: string) => {
    let id = wanted;
    // Where many have the same id, the copies that were given are not counted again for each.
    let copy = copies.get(wanted) ?? 1;
    for (; isTaken(id); id = `${wanted}.${copy}`) copy += 1;
    if (id !== wanted) copies.set(wanted, copy);
    take(id, numberOf(id));
    return id;
  };
  // Where numbers alone were given so far, each is greater than the last.
  const ofNumber = (number: number) => {
    const [run] = runs;
    if (names.size > 0 || runs.length > 1 || (run && number <= run[1])) return ofName(String(number));
    if (run) run[1] = number;
    else runs.push([number, number]);
    return String(number);
  };
  return { ofNumber, ofName };
}

const mostRuns = 100;

// As we write them: no sign, no leading zero. 0 for anything else.
function numberOf(id: string): number {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : 0;
}
