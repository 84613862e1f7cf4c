import type { Evidence, RuleId } from '../../../types.js';

/** A cell of the three-way match that does not fit: the token says one thing, challenge or server another. */
export interface Misfit {
  readonly cell: 'time' | 'form' | 'audience' | 'issuer' | 'profile' | 'permission';
  /** The rule that is about it. */
  readonly rule: RuleId;
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly evidence: readonly Evidence[];
}
