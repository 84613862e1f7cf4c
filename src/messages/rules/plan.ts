/**
 * What to do about a rule, free of language: which steps, in which order, with which command. Both languages draw their
 * sentences over the same plan, so that neither can offer a command that the other does not.
 *
 * Nothing here switches modern authentication on unless the user said `--expect hma`: that moves every user to Entra ID
 * at once, and the wire does not tell whether it is meant.
 */

import type { Expectation } from '../../types.js';
import type { FixStep, Values } from '../rule-texts.js';

/** A step before it has its sentence. */
export interface PlannedStep extends Omit<FixStep, 'say'> {
  readonly id: string;
}

/** What to do, and how to see that it helped. */
export interface Plan {
  readonly fix: (v: Values, expect?: Expectation) => readonly PlannedStep[];
  readonly verify: (v: Values) => readonly PlannedStep[];
}

/** Makes steps out of a family's own ids and the common ones; each id needs a sentence in every language. */
export function stepsOf<Id extends string>() {
  return {
    step: (id: Id, command?: string): PlannedStep => (command === undefined ? { id } : { id, command }),
    change: (id: Id, command: string, undo: string, destructive = false): PlannedStep =>
      destructive ? { id, command, undo, destructive } : { id, command, undo },
  };
}
