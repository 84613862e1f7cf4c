import type { Observation } from '../types.js';
import { answerOf, signsConnectionIn } from './answer.js';

/** What is still known of the transactions of a long capture that are no longer kept; where it matters to later ones. */
export interface Past {
  /** NTLM or Negotiate signed this connection in. */
  readonly isSignedIn: (connection: string) => boolean;
  /** The user for whom this connection spoke. */
  readonly userOf: (connection: string) => string | undefined;
  /** The users for whom the client of this key spoke: none, one, or two of several. */
  readonly usersOf: (client: string) => readonly string[];
  /** Some client spoke for this user. */
  readonly isMailbox: (user: string) => boolean;
}

/** The past of a capture that is kept whole. */
export const nothingBefore: Past = {
  isSignedIn: () => false,
  userOf: () => undefined,
  usersOf: () => [],
  isMailbox: () => false,
};

/** A past that grows; of each kind the newest 10,000 are remembered at least. */
export interface GrowingPast extends Past {
  /** @param client - The key of the client that the observation belongs to. */
  readonly remember: (observation: Observation, client: string) => void;
}

const remembered = 10_000;

/** Starts with nothing. */
export function createPast(): GrowingPast {
  const signedIn = createRecent<true>(remembered);
  const users = createRecent<string>(remembered);
  const clients = createRecent<readonly string[]>(remembered);
  const mailboxes = createRecent<true>(remembered);
  return {
    isSignedIn: (connection) => signedIn.get(connection) === true,
    userOf: users.get,
    usersOf: (client) => clients.get(client) ?? [],
    isMailbox: (user) => mailboxes.get(user) === true,
    remember(observation, client) {
      const { connection } = observation.transaction;
      const { user } = observation.client;
      if (connection !== undefined && signsConnectionIn(observation, answerOf(observation)))
        signedIn.set(connection, true);
      if (user === undefined) return;
      mailboxes.set(user, true);
      if (connection !== undefined && users.get(connection) === undefined) users.set(connection, user);
      const known = clients.get(client) ?? [];
      if (known.length < 2 && !known.includes(user)) clients.set(client, [...known, user]);
    },
  };
}

/** A map of a bounded size: of the newest so many nothing is lost. */
function createRecent<Value>(entries: number) {
  let young = new Map<string, Value>();
  let old = young;
  const set = (key: string, value: Value) => {
    if (young.size >= entries && !young.has(key)) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  return {
    set,
    get(key: string): Value | undefined {
      const known = young.get(key);
      if (known !== undefined) return known;
      const older = old.get(key);
      if (older !== undefined) set(key, older);
      return older;
    },
  };
}
