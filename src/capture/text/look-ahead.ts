import { pastedHeader } from './lines.js';

/** What stands further down. */
export interface Ahead {
  /** For each line the next one that is not blank. */
  readonly next: number[];
  /** The line begins a run of likely header lines that leads to a strong one ("Date=…", "request-id=…", "X-FEServer=…"). */
  readonly leads: boolean[];
}

/** Looks at all lines once, from the last. */
export function lookAhead(lines: readonly string[]): Ahead {
  const ahead: Ahead = { next: new Array(lines.length), leads: new Array(lines.length) };
  let last = lines.length;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] as string;
    ahead.next[at] = last;
    const certainty = pastedHeader(line)?.certainty;
    ahead.leads[at] = certainty === 'strong' || (certainty === 'likely' && ahead.leads[last] === true);
    if (line.trim() !== '') last = at;
  }
  return ahead;
}
