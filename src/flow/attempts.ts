import type { Observation, Outcome } from '../types.js';
import { type Answer, answerOf, signsConnectionIn } from './answer.js';
import { mailboxStateOf } from './mailbox.js';
import { comparePlaces, lastStartOf, placeOf, startOf } from './order.js';
import { nothingBefore, type Past, type PastLine } from './past.js';

/** The Exchange side of one sign-in attempt. */
export interface Attempt {
  readonly observations: readonly Observation[];
  readonly outcome: Outcome;
  /** Later uses of what was gained. */
  readonly uses: readonly Observation[];
  /** Whether what comes next may still belong to it. */
  readonly standing: Standing;
}

/**
 * - `waiting`: for its sign-in, which may still come
 * - `current`: it got in; what comes next may be a use of what it gained
 * - `over`: nothing more can belong to it
 */
export type Standing = 'waiting' | 'current' | 'over';

/**
 * An attempt that stays silent for this long is over: what comes then is a new one. Long enough for a person to find
 * the telephone and pass MFA. Milliseconds.
 */
export const attemptGapMs = 15 * 60_000;

/**
 * Splits the transactions of one client at one virtual directory into sign-in attempts: each ends at its first
 * success; later successes are uses of what was gained.
 *
 * @param observations - Of one client, host and virtual directory, in the order of the wire.
 * @param past - What is known of transactions that are no longer kept.
 * @param gone - The attempts of this line that are no longer kept. What comes too late, in between of them, belongs to none.
 * @returns The attempts, and the uses of what the last of the gone ones gained.
 */
export function attemptsOf(
  observations: readonly Observation[],
  past: Past = nothingBefore,
  gone?: PastLine,
): { readonly attempts: readonly Attempt[]; readonly uses: readonly Observation[] } {
  const earlier: Line = { attempts: [], pending: undefined };
  const last = gone && ended(gone);
  const line: Line = { attempts: last ? [last] : [], pending: undefined };
  const signedInConnections = new Set<string>();
  const isSignedIn = (one: Observation) =>
    signedInConnections.has(one.transaction.connection ?? '') || past.isSignedIn(one);
  for (const observation of observations) {
    const answer = answerOf(observation);
    const { connection } = observation.transaction;
    if (connection !== undefined && signsConnectionIn(observation, answer)) signedInConnections.add(connection);
    const side = gone ? sideOf(observation, gone) : 'after';
    if (side === 'within') continue;
    place(side === 'before' ? earlier : line, observation, onConnection(observation, answer, isSignedIn));
  }
  const attempts = [earlier, line].flatMap(finished);
  return { attempts: attempts.filter(({ observations: own }) => own.length > 0), uses: last?.uses ?? [] };
}

function sideOf(observation: Observation, { from, until }: PastLine): 'before' | 'within' | 'after' {
  const place = placeOf(observation);
  if (comparePlaces(place, until) > 0) return 'after';
  return comparePlaces(place, from) < 0 ? 'before' : 'within';
}

// What follows on a connection that is signed in carries no credentials and is not anonymous.
function onConnection(
  observation: Observation,
  answer: Answer,
  isSignedIn: (observation: Observation) => boolean,
): Answer {
  const { authorization, transaction } = observation;
  const mayBe = answer === 'anonymous' && authorization.scheme === 'none' && transaction.connection !== undefined;
  return mayBe && isSignedIn(observation) ? 'other-scheme' : answer;
}

interface MutableAttempt {
  readonly observations: Observation[];
  readonly uses: Observation[];
  outcome: Outcome;
  closed: boolean;
  /** Mailboxes that did not open for it, though who asked was signed in. */
  readonly failing: Set<string>;
}

function finished(line: Line): Attempt[] {
  return line.attempts.map((attempt, index) => {
    const { observations, outcome, uses } = attempt;
    return { observations, outcome, uses, standing: standingOf(line, attempt, index) };
  });
}

// An attempt that is no longer kept: what comes next may be a use of what it gained.
function ended({ outcome }: PastLine): MutableAttempt {
  return { observations: [], uses: [], outcome, closed: true, failing: new Set() };
}

function standingOf({ attempts, pending }: Line, attempt: MutableAttempt, index: number): Standing {
  if (attempt === pending) return 'waiting';
  // The attempt that waits is the last; anonymous answers that come while it waits belong to the one before it.
  const isLast = index >= attempts.length - (pending ? 2 : 1);
  return isLast && gotIn(attempt.outcome) ? 'current' : 'over';
}

/** Whether an attempt with this outcome got in, by whatever scheme. */
export function gotIn(outcome: Outcome): boolean {
  return outcome === 'bearer' || outcome === 'other-scheme' || outcome === 'signed-in' || outcome === 'anonymous';
}

interface Line {
  readonly attempts: MutableAttempt[];
  /** The one attempt that still waits for its sign-in. */
  pending: MutableAttempt | undefined;
}

const outcomeOf: Record<Exclude<Answer, 'other'>, Outcome> = {
  bearer: 'bearer',
  'other-scheme': 'other-scheme',
  'signed-in': 'signed-in',
  anonymous: 'anonymous',
  challenge: 'open',
  refusal: 'refused',
  failure: 'failed',
  unserved: 'failed',
};

const successes: ReadonlySet<Answer> = new Set(['bearer', 'other-scheme', 'signed-in', 'anonymous']);

function place(line: Line, observation: Observation, answer: Answer): void {
  const pending = pendingAttempt(line, observation);
  if (answer === 'other') {
    pending?.observations.push(observation);
  } else if (successes.has(answer)) {
    placeSuccess(line, pending, observation, answer);
  } else {
    const attempt = pending ?? open(line);
    attempt.observations.push(observation);
    // A proxy on the way that wants to know who asks says nothing of who was refused before.
    if (attempt.outcome !== 'refused' || !isProxyDemand(observation)) attempt.outcome = outcomeOf[answer];
    line.pending = attempt;
  }
}

function placeSuccess(
  line: Line,
  pending: MutableAttempt | undefined,
  observation: Observation,
  answer: Exclude<Answer, 'other'>,
): void {
  // Autodiscover answers some questions without credentials: that does not end an attempt that waits for its sign-in.
  if (answer !== 'anonymous' && (pending || isMailboxFailure(observation))) {
    line.pending = goOn(pending ?? open(line), observation, answer);
    return;
  }
  // The attempt that waits is the last in line; an anonymous answer in between belongs before it.
  const last = line.attempts.at(pending ? -2 : -1);
  if (last?.closed && last.outcome === outcomeOf[answer]) {
    last.uses.push(observation);
    return;
  }
  close(open(line, pending), observation, answer);
}

function isProxyDemand({ transaction }: Observation): boolean {
  return transaction.response?.status === 407;
}

function isMailboxFailure(observation: Observation): boolean {
  return mailboxStateOf(observation)?.isOpen === false;
}

// Who got in is signed in, but an attempt ends well only when every mailbox that was asked for has opened: clients
// connect again, and mostly succeed.
function goOn(
  attempt: MutableAttempt,
  observation: Observation,
  answer: Exclude<Answer, 'other'>,
): MutableAttempt | undefined {
  const state = mailboxStateOf(observation);
  const isStranger = attempt.failing.size > 0 && !attempt.failing.has(state?.mailbox ?? '');
  attempt.outcome = outcomeOf[answer];
  if (state?.isOpen === false) attempt.failing.add(state.mailbox);
  else if (isStranger) {
    attempt.uses.push(observation);
    return attempt;
  } else if (state) attempt.failing.delete(state.mailbox);
  attempt.observations.push(observation);
  if (attempt.failing.size > 0) return attempt;
  attempt.closed = true;
  return undefined;
}

function pendingAttempt(line: Line, observation: Observation): MutableAttempt | undefined {
  const last = line.pending?.observations.at(-1);
  if (line.pending && last && startOf(observation) - lastStartOf(last) > attemptGapMs) {
    line.pending.closed = true;
    line.pending = undefined;
  }
  return line.pending;
}

function open({ attempts }: Line, before?: MutableAttempt): MutableAttempt {
  const attempt: MutableAttempt = {
    observations: [],
    uses: [],
    outcome: 'open',
    closed: false,
    failing: new Set(),
  };
  attempts.splice(before ? -1 : attempts.length, 0, attempt);
  return attempt;
}

function close(attempt: MutableAttempt, observation: Observation, answer: Exclude<Answer, 'other'>): void {
  attempt.observations.push(observation);
  attempt.outcome = outcomeOf[answer];
  attempt.closed = true;
}
