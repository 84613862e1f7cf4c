import type { Observation } from '../types.js';
import { attemptGapMs } from './attempts.js';
import { lastStartOf, startOf } from './order.js';

/** A leg that grows. */
export interface GrowingLeg {
  readonly observations: Observation[];
  readonly connections: Set<string>;
  readonly identities: Set<string>;
  resourceHost?: string | undefined;
  clientId?: string | undefined;
  /** Of some request the source cannot show the body: what it asked for, and for whom. */
  isUnseen: boolean;
  /** It ends with its token: what the client asks for next is the next leg's. */
  closed: boolean;
}

/** The legs of a capture, and an index of those that still wait. */
export interface OpenLegs {
  readonly begin: () => GrowingLeg;
  /** The open leg that a transaction belongs to; undefined where none is certain. Time must not go back. */
  readonly legFor: (observation: Observation, host: string | undefined) => GrowingLeg | undefined;
  readonly add: (leg: GrowingLeg, observation: Observation, host: string | undefined) => void;
  /** Every leg, in the order in which they began. */
  readonly all: () => readonly GrowingLeg[];
}

type Index = Map<string, GrowingLeg[]>;

/**
 * Starts without legs. A capture has very many, so that nothing here walks through all that are open: a leg that ended
 * is met once in each list and taken out.
 */
export function createOpenLegs(): OpenLegs {
  const legs: GrowingLeg[] = [];
  const byHost: Index = new Map();
  const unnamed: Index = new Map();
  const byClient: Index = new Map();
  const byConnection: Index = new Map();
  const unseen: Index = new Map();

  const isOpen = (leg: GrowingLeg, now: number) => {
    const last = leg.observations.at(-1);
    return !leg.closed && last !== undefined && now - lastStartOf(last) <= attemptGapMs;
  };

  // The page that opened the sign-in may have named no resource; the token request that follows does. Where request
  // bodies are not seen, what was asked for is known by what follows on the connection.
  const namedLeg = (host: string, clientId: string | undefined, connection: string | undefined, now: number) => {
    const isUnnamed = (leg: GrowingLeg) => leg.resourceHost === undefined && isOpen(leg, now);
    const [named] = newest(listOf(byHost, host), 1, (leg) => isOpen(leg, now));
    const [sameClient] = named ? [named] : newest(listOf(unnamed, clientId), 1, isUnnamed);
    if (sameClient) return sameClient;
    const found = newest(listOf(unseen, connection), 2, (leg) => leg.clientId === undefined && isUnnamed(leg));
    return found.length === 1 ? found[0] : undefined;
  };

  const onlyLeg = (clientId: string | undefined, connection: string | undefined, now: number) => {
    const lists = [listOf(byClient, clientId), listOf(byConnection, connection)];
    const found = new Set(lists.flatMap((list) => newest(list, 2, (leg) => isOpen(leg, now))));
    return found.size === 1 ? [...found][0] : undefined;
  };

  return {
    begin() {
      const leg: GrowingLeg = {
        observations: [],
        connections: new Set(),
        identities: new Set(),
        isUnseen: false,
        closed: false,
      };
      legs.push(leg);
      return leg;
    },
    legFor(observation, host) {
      const now = startOf(observation);
      const clientId = observation.signInRequest?.client_id;
      if (host !== undefined) return namedLeg(host, clientId, observation.transaction.connection, now);
      return onlyLeg(clientId, observation.transaction.connection, now);
    },
    add(leg, observation, host) {
      const { connection } = observation.transaction;
      const clientId = observation.signInRequest?.client_id;
      const identity = observation.signInAnswer?.identity;
      leg.observations.push(observation);
      if (leg.clientId === undefined && clientId !== undefined) {
        leg.clientId = clientId;
        for (const index of [byClient, unnamed]) insert(index, clientId, leg);
      }
      if (leg.resourceHost === undefined && host !== undefined) {
        leg.resourceHost = host;
        insert(byHost, host, leg);
      }
      if (connection !== undefined && !leg.connections.has(connection)) {
        leg.connections.add(connection);
        insert(byConnection, connection, leg);
      }
      // A leg without host and client has the one connection that it began on.
      if (!leg.isUnseen && observation.transaction.absent.includes('request-body')) {
        leg.isUnseen = true;
        if (connection !== undefined) insert(unseen, connection, leg);
      }
      if (identity !== undefined) leg.identities.add(identity);
      if (observation.signInAnswer?.kind === 'token') leg.closed = true;
    },
    all: () => legs,
  };
}

// In the order in which legs begin, but for one that gets its name late: what stands before it is then over, or lives,
// and neither of the two is certain.
function insert(index: Index, key: string, leg: GrowingLeg): void {
  const list = index.get(key);
  if (list) list.push(leg);
  else index.set(key, [leg]);
}

// The newest so many that live. What does not live on the way to them is taken out: it never lives again.
function newest(list: GrowingLeg[], count: number, lives: (leg: GrowingLeg) => boolean): GrowingLeg[] {
  const found: GrowingLeg[] = [];
  let at = list.length;
  for (; at > 0 && found.length < count; at -= 1) {
    const leg = list[at - 1] as GrowingLeg;
    if (lives(leg)) found.push(leg);
  }
  list.length = at;
  list.push(...found.toReversed());
  return found;
}

function listOf(index: Index, key: string | undefined): GrowingLeg[] {
  return (key === undefined ? undefined : index.get(key)) ?? [];
}
