import { isLostContent } from '../parse/relevance.js';
import type { Client, Flow, Observation, Outcome } from '../types.js';
import { exchangeDiagnostics } from './answer.js';
import { type Attempt, attemptsOf, type Standing } from './attempts.js';
import { groupsOf } from './groups.js';
import { indexLegs } from './join.js';
import { byStart, spanOf } from './order.js';
import { nothingBefore, type Past } from './past.js';
import { type SignInLeg, signInLegsOf } from './sign-in-legs.js';

/** A flow, and what a long capture has to know of it to forget it at the right time. */
export interface TracedFlow extends Flow {
  /** The later uses that are kept. */
  readonly uses: readonly Observation[];
  readonly standing: Standing;
}

/**
 * Groups observations into sign-in attempts and joins each with the Entra leg that belongs to it. Joined by evidence:
 * the token that was issued is the token that was sent, or the leg asks for the attempt's host. What fits nowhere
 * stands alone; nothing is joined by a guess.
 *
 * @param observations - In any order; the result is the same for every order.
 * @param past - What is known of transactions that are no longer kept.
 */
export function flowsOf(observations: readonly Observation[], past: Past = nothingBefore): TracedFlow[] {
  const sorted = [...observations].sort(byStart);
  const alone = sorted.filter(standsAlone);
  const together = sorted.filter((observation) => !standsAlone(observation));
  const exchange = together.filter(isExchange);
  const mailboxes = new Set(exchange.flatMap(({ client }) => client.user ?? []));
  const isMailbox = (user: string) => mailboxes.has(user) || past.isMailbox(user);
  const legs = indexLegs(signInLegsOf(together.filter(isSignInSide)), isMailbox);
  const flows = groupsOf(exchange, past).flatMap((members) =>
    attemptsOf(members, past).map((attempt, index, all) => exchangeFlow(attempt, legs.take(attempt, all[index + 1]))),
  );
  const others = legs.left().map(signInFlow);
  return [...flows, ...others, ...alone.filter(saysSomething).map(loneFlow)].sort((a, b) =>
    byStart(first(a), first(b)),
  );
}

/** Whether a transaction is about Exchange or a sign-in at all; the rest of the web only counts. */
export function isRelevant(observation: Observation): boolean {
  if (standsAlone(observation)) return saysSomething(observation);
  return isSignInSide(observation) || isExchange(observation);
}

// A pasted message without its request has no neighbours that could be known: it is its own story. So is a line of
// Exchange's log that quotes Entra ID: the server itself asked for a token, whoever's request the line is about.
function standsAlone({ transaction, entraErrors }: Observation): boolean {
  const { source, request } = transaction;
  if (source === 'log') return entraErrors.length > 0;
  return source === 'token' || (source === 'text' && request?.url === undefined);
}

function saysSomething(observation: Observation): boolean {
  const { challenges, diagnostics, entraErrors, mailRefusals, token, transaction, service, server } = observation;
  return (
    challenges.length + diagnostics.length + entraErrors.length > 0 ||
    token !== undefined ||
    mailRefusals !== undefined ||
    transaction.failure !== undefined ||
    server?.exchange === true ||
    service.kind !== 'other'
  );
}

// Of what a sign-in page loads only that which did not come matters: without it the page stays blank.
function isSignInSide({ service, transaction }: Observation): boolean {
  return service.kind === 'sign-in' || isLostContent(service.host, transaction);
}

function isExchange(observation: Observation): boolean {
  const { service, server, transaction } = observation;
  if (isSignInSide(observation)) return false;
  if (service.kind === 'exchange' || server?.exchange || transaction.watched) return true;
  // Nobody pastes a broken connection that is not the one they ask about, even where its path says nothing.
  if (transaction.source === 'text' && transaction.failure) return true;
  return exchangeDiagnostics(observation).length > 0;
}

function exchangeFlow(attempt: Attempt, signIn: readonly Observation[]): TracedFlow {
  const { observations, laterUses, uses, standing } = attempt;
  return { ...makeFlow(observations, signIn, outcomeWith(attempt, signIn), laterUses), uses, standing };
}

function signInFlow({ observations }: SignInLeg): TracedFlow {
  return { ...makeFlow(observations, observations, signInOutcome(observations), 0), uses: [], standing: 'waiting' };
}

function loneFlow(observation: Observation): TracedFlow {
  const traced = { uses: [], standing: 'over' } as const;
  const signIn = observation.entraErrors.length > 0 || observation.service.kind === 'sign-in' ? [observation] : [];
  const [attempt] = attemptsOf([observation]);
  if (signIn.length > 0) return { ...makeFlow([observation], signIn, signInOutcome(signIn), 0), ...traced };
  return { ...makeFlow([observation], [], attempt?.outcome ?? 'open', 0), ...traced };
}
function outcomeWith({ outcome, observations }: Attempt, signIn: readonly Observation[]): Outcome {
  const lastSignIn = signIn.at(-1);
  const last = observations.at(-1);
  if (!lastSignIn || !last || (outcome !== 'open' && outcome !== 'refused')) return outcome;
  const signInIsLater = byStart(lastSignIn, last) > 0;
  return signInIsLater && signInOutcome(signIn) !== 'open' ? signInOutcome(signIn) : outcome;
}

function signInOutcome(signIn: readonly Observation[]): Outcome {
  const last = signIn.findLast(({ signInAnswer, entraErrors, transaction }) => {
    return signInAnswer?.kind === 'token' || entraErrors.length > 0 || transaction.failure !== undefined;
  });
  if (!last) return 'open';
  if (last.entraErrors.length > 0) return 'sign-in-failed';
  return last.transaction.failure && last.signInAnswer?.kind !== 'token' ? 'failed' : 'open';
}

function makeFlow(
  observations: readonly Observation[],
  signIn: readonly Observation[],
  outcome: Outcome,
  laterUses: number,
): Flow {
  const opening = observations[0] as Observation;
  const span = spanOf([...observations, ...signIn].map(({ transaction }) => transaction.startedAt));
  return {
    id: opening.transaction.id,
    source: opening.transaction.source,
    service: opening.service,
    client: clientOfAll(observations),
    observations,
    signIn,
    outcome,
    laterUses,
    ...(span && { startedAt: span[0], lastAt: span[1] }),
  };
}

function clientOfAll(observations: readonly Observation[]): Client {
  const opening = (observations[0] as Observation).client;
  const user = observations.map(({ client }) => client.user).find((name) => name !== undefined);
  const acceptAuth = observations.map(({ client }) => client.acceptAuth).find((list) => list !== undefined);
  return { ...opening, ...(user !== undefined && { user }), ...(acceptAuth && { acceptAuth }) };
}

function first(flow: Flow): Observation {
  return flow.observations[0] as Observation;
}
