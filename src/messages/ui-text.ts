import type { Confidence, Expectation, Outcome, Part, Severity, Token } from '../types.js';
import type { ImportText } from './import-text.js';

/** What is said of a part that a capture does not show. */
export interface PartText {
  /** What is missing. */
  readonly missing: string;
  /** How to capture it next time. */
  readonly better: string;
}

/** What a token's rows are called. */
export type TokenRow =
  | 'kind'
  | 'application'
  | 'user'
  | 'audience'
  | 'issuer'
  | 'tenant'
  | 'scopes'
  | 'roles'
  | 'issuedAt'
  | 'notBefore'
  | 'expiresAt'
  | 'signature'
  | 'defects'
  | 'header'
  | 'claims'
  | 'actor';

/** The table of many captures: its columns, and the line under it. */
export interface OverviewText {
  readonly columns: Readonly<Record<'file' | 'format' | 'transactions' | 'errors' | 'warnings' | 'finding', string>>;
  readonly unreadable: string;
  readonly total: (files: OverviewCount) => string;
}

/** How many files: in all, with an error, with a warning at worst, and not readable. */
export interface OverviewCount {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unreadable: number;
}

/** Every word of a view that belongs to no rule, in one language. */
export interface UiText {
  readonly severity: Readonly<Record<Severity, string>>;
  readonly certainty: Readonly<Record<'provisional' | 'certain', string>>;
  /** Of an error or a warning, where it is not high. */
  readonly confidence: Readonly<Record<Confidence, string>>;
  readonly verdict: {
    readonly broken: (title: string) => string;
    readonly warned: (title: string) => string;
    readonly healthy: (transactions: number) => string;
    /** Nothing found, though some sign-in attempts did not succeed: a miss can be normal. */
    readonly unexplained: (transactions: number, attempts: number) => string;
    readonly unknown: string;
    readonly more: (count: number) => string;
  };
  readonly card: Readonly<
    Record<'proof' | 'meaning' | 'fix' | 'verify' | 'next' | 'more' | 'destructive' | 'undo' | 'explains', string>
  >;
  readonly seen: (count: number) => string;
  readonly transaction: (id: string) => string;
  /** A rule of ours failed. */
  readonly crashed: (rule: string, message: string) => string;
  readonly unknownHeading: string;
  /** The rules that could not speak, as ids. */
  readonly unknownRules: (ids: string) => string;
  readonly parts: Readonly<Record<Part, PartText>>;
  readonly import: ImportText;
  readonly overview: OverviewText;
  readonly storyHeading: string;
  readonly outcomes: Readonly<Record<Outcome, string>>;
  readonly laterUses: (count: number) => string;
  /** Sign-ins that are not shown because they went as this one did. */
  readonly alike: (count: number) => string;
  readonly moreSteps: (count: number) => string;
  readonly moreFlows: (count: number) => string;
  readonly expectations: Readonly<Record<Expectation, string>>;
  /** By exit code. */
  readonly exitHints: Readonly<Record<0 | 1 | 2 | 3 | 4 | 130, string>>;
  readonly token: {
    readonly title: string;
    readonly rows: Readonly<Record<TokenRow, string>>;
    readonly kinds: Readonly<Record<Token['kind'], string>>;
    readonly signatures: Readonly<Record<Token['signature'], string>>;
    /** `at`: the time that the token is judged at, ISO 8601. */
    readonly expired: (at: string) => string;
    readonly notYetValid: (at: string) => string;
    readonly valid: (at: string) => string;
    readonly defect: (code: string, at: number) => string;
  };
}
