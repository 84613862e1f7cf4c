import type { Observation } from '../types.js';
import { attemptGapMs } from './attempts.js';
import { startOf } from './order.js';

/** The transactions with a sign-in host that belong together: one client asking for one resource. */
export interface SignInLeg {
  readonly observations: readonly Observation[];
  /** Host of the resource that was asked for, lower case; missing when nothing names it. */
  readonly resourceHost?: string;
  /** Identities of the access tokens that were issued. */
  readonly identities: ReadonlySet<string>;
}

/**
 * Groups sign-in transactions into legs by the resource that they name. One that names none belongs to the leg of its
 * client application or connection; it stays alone where that is not certain.
 *
 * @param observations - Of sign-in hosts, in the order of the wire.
 */
export function signInLegsOf(observations: readonly Observation[]): SignInLeg[] {
  const legs: MutableLeg[] = [];
  let open: MutableLeg[] = [];
  for (const observation of observations) {
    open = open.filter((candidate) => isOpen(candidate, observation));
    const leg = legFor(open, observation) ?? begin(legs, open);
    leg.observations.push(observation);
    leg.resourceHost ??= resourceHostOf(observation);
    leg.clientId ??= observation.signInRequest?.client_id;
    const identity = observation.signInAnswer?.identity;
    if (identity !== undefined) leg.identities.add(identity);
    // A leg ends with its token: what the client asks for next is the next leg's.
    if (observation.signInAnswer?.kind === 'token') leg.closed = true;
  }
  return legs.map(({ observations, resourceHost, identities }) => ({
    observations,
    identities,
    ...(resourceHost !== undefined && { resourceHost }),
  }));
}

/** The host that a sign-in transaction asks for, or that its error names. */
export function resourceHostOf(observation: Observation): string | undefined {
  const named =
    observation.signInRequest?.resource ?? observation.entraErrors.find(({ resource }) => resource)?.resource;
  return (
    hostOfUrl(named) ?? observation.signInAnswer?.token?.audience.map(hostOfUrl).find((host) => host !== undefined)
  );
}

/** The host of an absolute URL as it is printed in errors and claims; undefined for a GUID or anything else. */
export function hostOfUrl(text: string | undefined): string | undefined {
  const match = /^https?:\/\/([^/:?#\s]{1,255})/i.exec(text ?? '');
  return match?.[1]?.toLowerCase();
}

interface MutableLeg {
  readonly observations: Observation[];
  readonly identities: Set<string>;
  resourceHost?: string | undefined;
  clientId?: string | undefined;
  closed: boolean;
}

function begin(legs: MutableLeg[], open: MutableLeg[]): MutableLeg {
  const leg: MutableLeg = { observations: [], identities: new Set(), closed: false };
  legs.push(leg);
  open.push(leg);
  return leg;
}

function legFor(open: readonly MutableLeg[], observation: Observation): MutableLeg | undefined {
  const host = resourceHostOf(observation);
  if (host !== undefined) {
    return open.findLast((leg) => leg.resourceHost === host) ?? unnamedLeg(open, observation);
  }
  const { connection } = observation.transaction;
  const clientId = observation.signInRequest?.client_id;
  const candidates = open.filter(
    (leg) => (clientId !== undefined && leg.clientId === clientId) || isOn(leg, connection),
  );
  return candidates.length === 1 ? candidates[0] : undefined;
}

// The page that opened the sign-in may have named no resource; the token request that follows does.
function unnamedLeg(open: readonly MutableLeg[], { signInRequest, transaction }: Observation): MutableLeg | undefined {
  const unnamed = open.filter((leg) => leg.resourceHost === undefined);
  const clientId = signInRequest?.client_id;
  const sameClient = unnamed.findLast((leg) => clientId !== undefined && leg.clientId === clientId);
  if (sameClient) return sameClient;
  const unseen = unnamed.filter((leg) => isUnseen(leg) && isOn(leg, transaction.connection));
  return unseen.length === 1 ? unseen[0] : undefined;
}

// A source without request bodies: what a token request asked for, and for whom, is known by what follows it.
function isUnseen({ clientId, observations }: MutableLeg): boolean {
  return clientId === undefined && observations.some(({ transaction }) => transaction.absent.includes('request-body'));
}

function isOn({ observations }: MutableLeg, connection: string | undefined): boolean {
  return connection !== undefined && observations.some(({ transaction }) => transaction.connection === connection);
}

function isOpen(leg: MutableLeg, observation: Observation): boolean {
  const last = leg.observations.at(-1);
  return !leg.closed && last !== undefined && startOf(observation) - startOf(last) <= attemptGapMs;
}
