import type { Observation } from '../types.js';
import { attemptGapMs } from './attempts.js';
import { lastStartOf, startOf } from './order.js';

/** A leg that grows. */
export interface GrowingLeg {
  /** In the order in which legs begin. */
  readonly number: number;
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
      const leg = {
        number: legs.length,
        observations: [],
        connections: new Set<string>(),
        identities: new Set<string>(),
      };
      const growing: GrowingLeg = { ...leg, isUnseen: false, closed: false };
      legs.push(growing);
      return growing;
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
        if (leg.isUnseen) insert(unseen, connection, leg);
      }
      if (!leg.isUnseen && observation.transaction.absent.includes('request-body')) {
        leg.isUnseen = true;
        for (const one of leg.connections) insert(unseen, one, leg);
      }
      if (identity !== undefined) leg.identities.add(identity);
      if (observation.signInAnswer?.kind === 'token') leg.closed = true;
    },
    all: () => legs,
  };
}

// By number: a leg may get its host or client later than one that began after it.
function insert(index: Index, key: string, leg: GrowingLeg): void {
  const list = index.get(key);
  if (list === undefined) {
    index.set(key, [leg]);
    return;
  }
  let at = list.length;
  while (at > 0 && (list[at - 1] as GrowingLeg).number > leg.number) at -= 1;
  list.splice(at, 0, leg);
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
