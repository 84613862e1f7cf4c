import type { Observation } from '../types.js';
import { type Attempt, attemptGapMs } from './attempts.js';
import { byStart, startOf } from './order.js';
import type { SignInLeg } from './sign-in-legs.js';

/** Finds the sign-in legs of an attempt, and remembers which were found. */
export interface LegIndex {
  /**
   * The transactions of every leg that belongs to the attempt, in the order of the wire.
   *
   * @param next - The same client's next attempt at the same virtual directory: what begins after it belongs to it.
   */
  readonly take: (attempt: Attempt, next: Attempt | undefined) => Observation[];
  /** The legs that belong to no attempt. */
  readonly left: () => SignInLeg[];
}

/**
 * Indexes legs by the tokens that they issued and by the host that they ask for.
 *
 * @param mailboxes - Every user that a client speaks for, lower case.
 */
export function indexLegs(legs: readonly SignInLeg[], mailboxes: ReadonlySet<string>): LegIndex {
  const byIdentity = new Map<string, SignInLeg[]>();
  const byHost = new Map<string, SignInLeg[]>();
  const taken = new Set<SignInLeg>();
  for (const leg of legs) {
    for (const identity of leg.identities) append(byIdentity, identity, leg);
    if (leg.resourceHost !== undefined) append(byHost, leg.resourceHost, leg);
  }
  return {
    take(attempt, next) {
      const last = startOf(attempt.observations.at(-1) as Observation);
      const issued = identitiesOf(attempt).flatMap((identity) => lastUntil(byIdentity.get(identity) ?? [], last));
      const host = attempt.observations[0]?.service.host;
      const asking = begunIn((host !== undefined && byHost.get(host)) || [], waitOf(attempt, next));
      const own = new Set([...issued, ...asking.filter((leg) => sameUser(attempt, leg, mailboxes))]);
      for (const leg of own) taken.add(leg);
      return [...own].flatMap(({ observations }) => observations).sort(byStart);
    },
    left: () => legs.filter((leg) => !taken.has(leg)),
  };
}

function append(index: Map<string, SignInLeg[]>, key: string, leg: SignInLeg): void {
  const list = index.get(key);
  if (list) list.push(leg);
  else index.set(key, [leg]);
}

function identitiesOf({ observations }: Attempt): string[] {
  return observations.flatMap(({ authorization }) =>
    authorization.scheme === 'bearer' && !authorization.empty ? [authorization.identity] : [],
  );
}

/** Milliseconds; `until` is the last that still belongs, `before` the first that no longer does. */
interface Wait {
  readonly from: number;
  readonly until: number;
  readonly before: number;
}

// One token serves several virtual directories, so a leg may belong to every attempt that was waiting when it began.
function waitOf(attempt: Attempt, next: Attempt | undefined): Wait {
  const last = startOf(attempt.observations.at(-1) as Observation);
  return {
    from: startOfAttempt(attempt),
    until: signedIn(attempt) ? last : last + attemptGapMs,
    before: next ? startOfAttempt(next) : Number.POSITIVE_INFINITY,
  };
}

// Legs stand in the order of their beginnings: a long capture has thousands, an attempt waits for few.
function begunIn(legs: readonly SignInLeg[], { from, until, before }: Wait): SignInLeg[] {
  const found: SignInLeg[] = [];
  for (let index = firstFrom(legs, from); index < legs.length; index += 1) {
    const leg = legs[index] as SignInLeg;
    const begins = beginningOf(leg);
    if (begins > until || begins >= before) break;
    found.push(leg);
  }
  return found;
}

// The same token may be issued again and again: the answer before its use is the one that counts.
function lastUntil(legs: readonly SignInLeg[], time: number): SignInLeg[] {
  const index = firstFrom(legs, time + 1);
  return legs.slice(Math.max(0, index - 1), index);
}

function firstFrom(legs: readonly SignInLeg[], from: number): number {
  let [low, high] = [0, legs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (beginningOf(legs[middle] as SignInLeg) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function beginningOf({ observations }: SignInLeg): number {
  return startOf(observations[0] as Observation);
}

function signedIn({ outcome }: Attempt): boolean {
  return outcome === 'bearer' || outcome === 'other-scheme' || outcome === 'signed-in' || outcome === 'anonymous';
}

function startOfAttempt({ observations }: Attempt): number {
  return startOf(observations[0] as Observation);
}

// Two mailboxes behind one proxy: a sign-in that names the other's user is the other's. One that names a user of no
// mailbox is not: sign-in names differ from mail addresses, and the wrong account may have been picked.
function sameUser(attempt: Attempt, leg: SignInLeg, mailboxes: ReadonlySet<string>): boolean {
  const wanted = attempt.observations.map(({ client }) => client.user).find((user) => user !== undefined);
  const hint = leg.observations
    .map(({ signInRequest }) => signInRequest?.login_hint?.toLowerCase())
    .find((user) => user !== undefined);
  return wanted === undefined || hint === undefined || wanted === hint || !mailboxes.has(hint);
}
