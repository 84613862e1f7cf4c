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
  const line: Line = { attempts: [], pending: undefined };
  const signedInConnections = new Map<string, Outcome>();
  for (const observation of observations) {
    const answer = onSignedInConnection(observation, answerOf(observation), signedInConnections);
    place(line, observation, answer);
  }
  return line.attempts;
}

interface MutableAttempt {
  readonly observations: Observation[];
  outcome: Outcome;
  closed: boolean;
  laterUses: number;
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
    attempt.outcome = outcomeOf[answer];
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
  if (pending && answer !== 'anonymous') {
    close(pending, observation, answer);
    line.pending = undefined;
    return;
  }
  // The attempt that waits is the last in line; an anonymous answer in between belongs before it.
  const last = line.attempts.at(pending ? -2 : -1);
  if (last?.closed && last.outcome === outcomeOf[answer]) {
    last.laterUses += 1;
    return;
  }
  close(open(line, pending), observation, answer);
}

function pendingAttempt(line: Line, observation: Observation): MutableAttempt | undefined {
  const last = line.pending?.observations.at(-1);
  if (line.pending && last && startOf(observation) - startOf(last) > attemptGapMs) {
    line.pending.closed = true;
    line.pending = undefined;
  }
  return line.pending;
}

function open({ attempts }: Line, before?: MutableAttempt): MutableAttempt {
  const attempt: MutableAttempt = { observations: [], outcome: 'open', closed: false, laterUses: 0 };
  attempts.splice(before ? -1 : attempts.length, 0, attempt);
  return attempt;
}

function close(attempt: MutableAttempt, observation: Observation, answer: Exclude<Answer, 'other'>): void {
  attempt.observations.push(observation);
  attempt.outcome = outcomeOf[answer];
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
