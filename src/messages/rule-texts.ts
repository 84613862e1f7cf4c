import type { Expectation, RuleId } from '../types.js';

export type { RuleId };

/** A finding's values. Any may be missing, and a sentence must read well without it. */
export type Values = Readonly<Record<string, string>>;

/** One thing to do. */
export interface FixStep {
  /** One or two sentences, on one line. */
  readonly say: string;
  /** To be pasted; its lines are joined by `\n` and are never wrapped. */
  readonly command?: string;
  /** It replaces or removes something, or moves users that nobody asked about. */
  readonly destructive?: boolean;
  /** The command which puts back what `command` changed. */
  readonly undo?: string;
}

/** Everything that a person reads about one rule, in one language. */
export interface RuleText {
  /** What broke: one sentence with the names seen on the wire. */
  readonly title: (values: Values) => string;
  readonly meaning: (values: Values) => string;
  readonly fix: (values: Values, expect?: Expectation) => readonly FixStep[];
  readonly verify: (values: Values) => readonly FixStep[];
  /** What to look at when the fix did not help. */
  readonly next?: (values: Values) => string | undefined;
}
