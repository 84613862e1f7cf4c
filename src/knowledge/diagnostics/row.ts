import type { RuleId } from '../../types.js';
import type { Status } from '../clouds.js';

/** As in every table, and one more: known from a listing of old builds alone, so recognised but never taken for proof. */
export type RefusalStatus = Status | 'verified-old';

interface Sourced {
  readonly source: string;
  readonly status: RefusalStatus;
}

/** A word that Exchange gives as `error_category`, and the rule that it belongs to. */
export interface CategoryRow extends Sourced {
  /** Lower case. */
  readonly category: string;
  /** The number that comes with it on most builds. Two words may share one: numbers have moved. */
  readonly code: number;
  readonly rule: RuleId;
}

/** A sentence that Exchange gives as `reason`. */
export interface ReasonRow extends Sourced {
  /** Unique among the sentences; never shown. */
  readonly key: string;
  /** The category of current builds. */
  readonly category: string;
  /** Categories of other builds. */
  readonly also?: readonly string[];
  /** Searched, not anchored: wording moves. Linear: no two neighbouring quantifiers. */
  readonly reason: RegExp;
  /** The sentence as Exchange writes it, `…` where it puts a value. */
  readonly template: string;
  readonly rule: RuleId;
  /** Which of the rule's branches. */
  readonly kind?: string;
}

/** A sentence of Exchange or its tools about calls between servers, which is printed in no header. */
export interface ServerMessageRow extends Sourced {
  readonly key: string;
  readonly message: RegExp;
  readonly template: string;
  /** Missing where no rule is about it. */
  readonly rule?: RuleId;
}

/** Where rows come from. */
export const sources = {
  blog: 'Exchange Team Blog, "Announcing Hybrid Modern Authentication for Exchange On-Premises"',
  freeBusy: 'Microsoft Support, "Resolve free/busy errors"',
  skype: 'Microsoft Support, "Integration between Skype for Business and Exchange fails"',
  freeBusyChecker: 'CSS-Exchange FreeBusyChecker',
  restrictions: 'Microsoft Entra, "Universal tenant restrictions"',
  question: 'Microsoft Q&A 1524201',
  issues: 'public issue threads',
  oldListing: 'unofficial listing of builds of 2013 and 2016',
} as const;
