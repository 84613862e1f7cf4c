import type { Expectation, RuleId } from '../../../src/types.js';
import type { Exchange } from '../traffic.js';
import type { WrongWords } from './words.js';

/** A situation, and what must not be said of it. */
export interface WrongFix {
  readonly what: string;
  /** Captures by name, or traffic. */
  readonly seen: readonly (string | readonly Exchange[])[];
  /** The errors and warnings that lead, which are the right ones; missing where any may lead, but one must. */
  readonly finds?: readonly RuleId[];
  /** What no card says, in any language: sentences and commands alike. */
  readonly never: readonly WrongWords[];
  readonly expect?: Expectation;
}
