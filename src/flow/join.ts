import type { Observation } from '../types.js';
import { type Attempt, attemptGapMs, gotIn } from './attempts.js';
import { startOf } from './order.js';
import type { SignInLeg } from './sign-in-legs.js';

/** Finds the sign-in legs of an attempt, and remembers which were found. */
export interface LegIndex {
  /**
   * Every leg that belongs to the attempt.
   *
   * @param next - The same client's next attempt at the same virtual directory: what begins after it belongs to it.
   */
  readonly take: (attempt: Attempt, next: Attempt | undefined) => SignInLeg[];
  /** The legs that belong to no attempt. */
  readonly left: () => SignInLeg[];
}

/** While an attempt waits so many legs may ask for its host; of more of them the last count, which decide. */
const askingLimit = 50;

/**
 * Indexes legs by the tokens that they issued and by the host that they ask for.
 *
 * @param isMailbox - Whether any client speaks for this user, lower case.
 */
export function indexLegs(legs: readonly SignInLeg[], isMailbox: (user: string) => boolean): LegIndex {
  const byIdentity = new Map<string, SignInLeg[]>();
  const byHost = new Map<string, SignInLeg[]>();
  const byUser = new Map<string, SignInLeg[]>();
  const taken = new Set<SignInLeg>();
  for (const leg of legs) {
    for (const identity of leg.identities) append(byIdentity, identity, leg);
    if (leg.resourceHost === undefined) continue;
    append(byHost, leg.resourceHost, leg);
    append(byUser, keyOf(leg.resourceHost, mailboxOf(leg, isMailbox)), leg);
  }
  // Two mailboxes behind one proxy: a sign-in that names the other's user is the other's.
  const asking = (host: string, user: string | undefined): (readonly SignInLeg[] | undefined)[] =>
    user === undefined ? [byHost.get(host)] : [byUser.get(keyOf(host, undefined)), byUser.get(keyOf(host, user))];
  return {
    take(attempt, next) {
      const last = startOf(attempt.observations.at(-1) as Observation);
      const wait = waitOf(attempt, next);
      const issued = identitiesOf(attempt).flatMap((identity) => lastUntil(byIdentity.get(identity) ?? [], last));
      const host = attempt.observations[0]?.service.host;
      const lists = host === undefined ? [] : asking(host, userOf(attempt));
      const own = new Set([...issued, ...lists.flatMap((list) => begunIn(list ?? [], wait))]);
      for (const leg of own) taken.add(leg);
      return [...own];
    },
    left: () => legs.filter((leg) => !taken.has(leg)),
  };
}

function append(index: Map<string, SignInLeg[]>, key: string, leg: SignInLeg): void {
  const list = index.get(key);
  if (list) list.push(leg);
  else index.set(key, [leg]);
}

function keyOf(host: string, user: string | undefined): string {
  return `${host} ${user ?? ''}`;
}

function userOf({ observations }: Attempt): string | undefined {
  return observations.find(({ client }) => client.user !== undefined)?.client.user;
}

// A sign-in that names a user of no mailbox may be anybody's: sign-in names differ from mail addresses, and the wrong
// account may have been picked.
function mailboxOf({ observations }: SignInLeg, isMailbox: (user: string) => boolean): string | undefined {
  const named = observations.find(({ signInRequest }) => signInRequest?.login_hint !== undefined);
  const user = named?.signInRequest?.login_hint?.toLowerCase();
  return user !== undefined && isMailbox(user) ? user : undefined;
}

function identitiesOf({ observations }: Attempt): string[] {
  return observations.flatMap(({ authorization }) =>
    authorization.scheme === 'bearer' && !authorization.empty ? [authorization.identity] : [],
  );
}

/** Milliseconds: the first and last that still belong, and the first that no longer does. */
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
    until: gotIn(attempt.outcome) ? last : last + attemptGapMs,
    before: next ? startOfAttempt(next) : Number.POSITIVE_INFINITY,
  };
}

// Legs stand in the order of their beginnings: a long capture has thousands, an attempt waits for few.
function begunIn(legs: readonly SignInLeg[], { from, until, before }: Wait): readonly SignInLeg[] {
  const start = firstWhere(legs, (begins) => begins >= from);
  const end = firstWhere(legs, (begins) => begins > until || begins >= before);
  return legs.slice(Math.max(start, end - askingLimit), Math.max(start, end));
}

// The same token may be issued again and again: the answer before its use is the one that counts.
function lastUntil(legs: readonly SignInLeg[], time: number): readonly SignInLeg[] {
  const index = firstWhere(legs, (begins) => begins > time);
  return legs.slice(Math.max(0, index - 1), index);
}

function firstWhere(legs: readonly SignInLeg[], isReached: (begins: number) => boolean): number {
  let [low, high] = [0, legs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isReached(startOf((legs[middle] as SignInLeg).observations[0] as Observation))) high = middle;
    else low = middle + 1;
  }
  return low;
}

function startOfAttempt({ observations }: Attempt): number {
  return startOf(observations[0] as Observation);
}
