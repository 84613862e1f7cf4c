/**
 * Gives every transaction of a capture an id of its own. Ids restored from our own files may meet each other when files
 * were joined by hand. Numbers that follow one another are kept as runs: a capture may have millions.
 */
export function createIds(): (wanted: string) => string {
  const runs: [first: number, last: number][] = [];
  const others = new Set<string>();
  const isTaken = (id: string) => {
    const number = numberOf(id);
    return others.has(id) || (number !== undefined && runs.some(([first, last]) => first <= number && number <= last));
  };
  const take = (id: string) => {
    const number = numberOf(id);
    const run = runs.at(-1);
    if (number !== undefined && run && run[1] + 1 === number) run[1] = number;
    else if (number !== undefined && runs.length < mostRuns) runs.push([number, number]);
    else others.add(id);
  };
  return (wanted) => {
    let id = wanted;
    for (let copy = 2; isTaken(id); copy += 1) id = `${wanted}.${copy}`;
    take(id);
    return id;
  };
}

const mostRuns = 100;

// As we write them: no sign, no leading zero.
function numberOf(id: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(id) ? Number(id) : undefined;
}
