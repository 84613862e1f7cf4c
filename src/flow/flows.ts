import { isLostContent } from '../parse/relevance.js';
import type { Client, Flow, Observation, Outcome } from '../types.js';
import { exchangeDiagnostics } from './answer.js';
import { type Attempt, attemptsOf, type Standing } from './attempts.js';
import { groupsOf } from './groups.js';
import { indexLegs } from './join.js';
import { byStart, spanOf } from './order.js';
import { nothingBefore, type Past } from './past.js';
import { type SignInLeg, signInLegsOf } from './sign-in-legs.js';

/** A flow, and what a long capture has to know of it to let it go at the right time. */
export interface TracedFlow extends Flow {
  readonly uses: readonly Observation[];
  readonly legs: readonly SignInLeg[];
  readonly standing: Standing;
  /** The line of attempts in which it stands; of a sign-in, and of what stands alone, there is none. */
  readonly line?: string;
}

/** What transactions are, seen beside what is no longer kept of those before them. */
export interface Traced {
  /** In the order of the wire; those of one line in the order of the line. */
  readonly flows: TracedFlow[];
  /** Every leg, whether it belongs to a flow or not. */
  readonly legs: readonly SignInLeg[];
  /** By line: uses of what an attempt gained that is no longer kept. */
  readonly uses: ReadonlyMap<string, readonly Observation[]>;
}

/**
 * Groups observations into sign-in attempts and joins each with the Entra leg that belongs to it. Joined by evidence:
 * the token that was issued is the token that was sent, or the leg asks for the attempt's host. What fits nowhere
 * stands alone; nothing is joined by a guess.
 *
 * @param observations - In any order; the result is the same for every order.
 */
export function flowsOf(observations: readonly Observation[]): TracedFlow[] {
  return trace(observations).flows;
}

/**
 * The same of a part of a capture.
 *
 * @param past - What is known of transactions that are no longer kept.
 */
export function trace(observations: readonly Observation[], past: Past = nothingBefore): Traced {
  const { exchange, signIn, alone } = bySide([...observations].sort(byStart));
  const mailboxes = new Set(exchange.flatMap(({ client }) => client.user ?? []));
  const isMailbox = (user: string) => mailboxes.has(user) || past.isMailbox(user);
  const legs = signInLegsOf(signIn);
  const index = indexLegs(legs, isMailbox);
  const uses = new Map<string, readonly Observation[]>();
  const flows = groupsOf(exchange, past).flatMap(({ line, members }) => {
    const own = attemptsOf(members, past, past.lineOf(line));
    uses.set(line, own.uses);
    return own.attempts.map((attempt, at, all) => exchangeFlow(attempt, index.take(attempt, all[at + 1]), line));
  });
  const others = index.left().filter((leg) => !past.isJoined(legId(leg)));
  const all = [...flows, ...others.map(signInFlow), ...alone.map(loneFlow)];
  return { flows: all.sort((a, b) => byStart(first(a), first(b))), legs, uses };
}

/** By which a leg is known: its first transaction. */
export function legId({ observations }: SignInLeg): string {
  return (observations[0] as Observation).transaction.id;
}

/** Whether a transaction is about Exchange or a sign-in at all; the rest of the web only counts. */
export function isRelevant(observation: Observation): boolean {
  return sideOf(observation) !== 'none';
}

/** On which side of a flow a transaction stands; `alone`: it is one by itself. */
type Side = 'exchange' | 'sign-in' | 'alone' | 'none';

function bySide(sorted: readonly Observation[]) {
  const [exchange, signIn, alone]: [Observation[], Observation[], Observation[]] = [[], [], []];
  const lists = { exchange, 'sign-in': signIn, alone, none: undefined };
  for (const observation of sorted) lists[sideOf(observation)]?.push(observation);
  return { exchange, signIn, alone };
}

const sides = new WeakMap<Observation, Side>();

// Of a long capture what is kept is looked at again and again.
function sideOf(observation: Observation): Side {
  const known = sides.get(observation);
  if (known) return known;
  const side = findSide(observation);
  sides.set(observation, side);
  return side;
}

function findSide(observation: Observation): Side {
  if (standsAlone(observation)) return saysSomething(observation) ? 'alone' : 'none';
  if (isSignInSide(observation)) return 'sign-in';
  return isExchange(observation) ? 'exchange' : 'none';
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
  if (service.kind === 'exchange' || server?.exchange || transaction.watched) return true;
  // Nobody pastes a broken connection that is not the one they ask about, even where its path says nothing.
  if (transaction.source === 'text' && transaction.failure) return true;
  return exchangeDiagnostics(observation).length > 0;
}

function exchangeFlow(attempt: Attempt, legs: readonly SignInLeg[], line: string): TracedFlow {
  const { observations, uses, standing } = attempt;
  const signIn = legs.flatMap((leg) => leg.observations).sort(byStart);
  const flow = makeFlow(observations, signIn, outcomeWith(attempt, signIn), uses.length);
  return { ...flow, uses, legs, standing, line };
}

function signInFlow(leg: SignInLeg): TracedFlow {
  const { observations } = leg;
  const flow = makeFlow(observations, observations, signInOutcome(observations), 0);
  return { ...flow, uses: [], legs: [leg], standing: 'waiting' };
}

function loneFlow(observation: Observation): TracedFlow {
  const traced = { uses: [], legs: [], standing: 'over' } as const;
  const signIn = observation.entraErrors.length > 0 || observation.service.kind === 'sign-in' ? [observation] : [];
  const [attempt] = attemptsOf([observation]).attempts;
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
