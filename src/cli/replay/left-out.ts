/** Counts the files of folders that are not looked at, by the endings of their names. */
export interface LeftOut {
  readonly add: (name: string) => void;
  readonly total: () => number;
  /** The most frequent first; of more than a few the rest is `…`. */
  readonly endings: () => readonly string[];
}

const endingLimit = 5;

/** Starts with none. */
export function countLeftOut(): LeftOut {
  const counts = new Map<string, number>();
  return {
    add(name) {
      const ending = endingOf(name);
      counts.set(ending, (counts.get(ending) ?? 0) + 1);
    },
    total: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    endings() {
      const endings = [...counts].sort(([, a], [, b]) => b - a).map(([ending]) => ending);
      return endings.length > endingLimit ? [...endings.slice(0, endingLimit), '…'] : endings;
    },
  };
}

// What a program calls its files; of any other name nothing is shown.
function endingOf(name: string): string {
  return /\.\w{1,12}$/.exec(name)?.[0].toLowerCase() ?? '…';
}
