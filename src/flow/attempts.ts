import type { Observation, Outcome } from '../types.js';
import { type Answer, answerOf } from './answer.js';
import { startOf } from './order.js';

/** The Exchange side of one sign-in attempt. */
export interface Attempt {
  readonly observations: readonly Observation[];
  readonly outcome: Outcome;
  readonly laterUses: number;
}

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
 */
export function attemptsOf(observations: readonly Observation[]): Attempt[] {
  const attempts: MutableAttempt[] = [];
  const signedInConnections = new Map<string, Outcome>();
  for (const observation of observations) {
    const answer = onSignedInConnection(observation, answerOf(observation), signedInConnections);
    place(attempts, observation, answer);
  }
  return attempts;
}

interface MutableAttempt {
  readonly observations: Observation[];
  outcome: Outcome;
  closed: boolean;
  laterUses: number;
}

const outcomeOf: Record<Exclude<Answer, 'other'>, Outcome> = {
  bearer: 'bearer',
  'other-scheme': 'other-scheme',
  'signed-in': 'signed-in',
  anonymous: 'anonymous',
  challenge: 'open',
  refusal: 'refused',
  failure: 'failed',
};

const successes: ReadonlySet<Answer> = new Set(['bearer', 'other-scheme', 'signed-in', 'anonymous']);

function place(attempts: MutableAttempt[], observation: Observation, answer: Answer): void {
  const pending = pendingAttempt(attempts, observation);
  if (answer === 'other') {
    pending?.observations.push(observation);
  } else if (successes.has(answer)) {
    placeSuccess(attempts, pending, observation, answer);
  } else {
    const attempt = pending ?? open(attempts);
    attempt.observations.push(observation);
    attempt.outcome = outcomeOf[answer];
  }
}

function placeSuccess(
  attempts: MutableAttempt[],
  pending: MutableAttempt | undefined,
  observation: Observation,
  answer: Answer,
): void {
  // Autodiscover answers some questions without credentials: that does not end an attempt that waits for its sign-in.
  if (pending && answer !== 'anonymous') {
    close(pending, observation, answer);
    return;
  }
  const last = attempts.at(-1);
  if (last?.closed && last.outcome === outcomeOf[answer as 'anonymous']) {
    last.laterUses += 1;
    return;
  }
  const attempt = open(attempts, pending);
  close(attempt, observation, answer);
}

function pendingAttempt(attempts: readonly MutableAttempt[], observation: Observation): MutableAttempt | undefined {
  const pending = attempts.findLast(({ closed }) => !closed);
  const last = pending?.observations.at(-1);
  if (!pending || !last) return undefined;
  if (startOf(observation) - startOf(last) <= attemptGapMs) return pending;
  pending.closed = true;
  return undefined;
}

// An anonymous answer in between takes its place before the attempt that still waits.
function open(attempts: MutableAttempt[], before?: MutableAttempt): MutableAttempt {
  const attempt: MutableAttempt = { observations: [], outcome: 'open', closed: false, laterUses: 0 };
  if (before) attempts.splice(attempts.indexOf(before), 0, attempt);
  else attempts.push(attempt);
  return attempt;
}

function close(attempt: MutableAttempt, observation: Observation, answer: Answer): void {
  attempt.observations.push(observation);
  attempt.outcome = outcomeOf[answer as Exclude<Answer, 'other'>];
  attempt.closed = true;
}

/**
 * NTLM and Negotiate sign in the connection (RFC 4559, [MS-N2HT]): what follows on it carries no credentials and is
 * not anonymous.
 */
function onSignedInConnection(observation: Observation, answer: Answer, signedIn: Map<string, Outcome>): Answer {
  const { connection } = observation.transaction;
  if (connection === undefined) return answer;
  const { scheme } = observation.authorization;
  if (answer === 'other-scheme' && (scheme === 'ntlm' || scheme === 'negotiate'))
    signedIn.set(connection, 'other-scheme');
  return answer === 'anonymous' && scheme === 'none' && signedIn.has(connection) ? 'other-scheme' : answer;
}
