import type { RuleId } from '../../types.js';
import type { Status } from '../clouds.js';

/** One number of Entra ID. Numbers and texts change without notice: what is not listed is shown raw. */
export interface AadstsRow {
  readonly code: number;
  readonly rule: RuleId;
  /** As Microsoft names it; a few words where it has no name. */
  readonly name: string;
  /** Which of the rule's cases it is. */
  readonly kind?: string;
  /** The text must fit as well: some numbers are outer codes of many faults. Rows of one number are tried in order. */
  readonly text?: RegExp;
  /** A step of a healthy sign-in, and never a finding. */
  readonly quiet?: true;
  readonly source: string;
  readonly status: Status;
}

/** Where most rows come from. */
export const reference = 'Microsoft Entra authentication and authorization error codes';

/** A row of Microsoft's reference. */
export function row(
  code: number,
  rule: RuleId,
  name: string,
  own: Partial<Omit<AadstsRow, 'code' | 'rule' | 'name'>> = {},
): AadstsRow {
  return { code, rule, name, source: reference, status: 'verified', ...own };
}
