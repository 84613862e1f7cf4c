import type { RuleId } from '../../types.js';

/** What decides between several errors of one sign-in. */
export interface Ranked {
  readonly rule: RuleId;
  readonly kind?: string | undefined;
}

/** A cancelled prompt and what passes by itself: they tell of nothing where anything else was said. */
const echoes: ReadonlySet<string | undefined> = new Set(['declined', 'transient', 'replayed']);

/** The lower, the more often a person goes on from there. What is not listed ends a sign-in, whatever is tried. */
const ranks: Readonly<Partial<Record<RuleId, number>>> = {
  'sign-in-error': 1,
  'interaction-required': 1,
  'revoked-grant': 2,
  'expired-grant': 2,
  'password-wrong': 3,
  'password-expired': 3,
  'mfa-refused': 3,
  'user-not-in-tenant': 3,
};
const final = 4;

/**
 * The error that broke a sign-in. A person goes on from a mistyped password or a second factor that is asked for, so
 * that of such the last counts; of those that end a sign-in the first does, and what follows it is its echo.
 */
export function decisiveOf<Failure extends Ranked>(failures: readonly Failure[]): Failure | undefined {
  const top = Math.max(...failures.map(rankOf));
  const highest = failures.filter((failure) => rankOf(failure) === top);
  return top === final ? highest[0] : highest.at(-1);
}

function rankOf({ rule, kind }: Ranked): number {
  return echoes.has(kind) ? 0 : (ranks[rule] ?? final);
}
