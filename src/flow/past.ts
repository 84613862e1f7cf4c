import type { Observation, Outcome } from '../types.js';
import { answerOf, signsConnectionIn } from './answer.js';
import { clientKey } from './groups.js';
import { comparePlaces, type Place } from './order.js';

/** What is still known of the transactions of a long capture that are no longer kept; where it matters to later ones. */
export interface Past {
  /** NTLM or Negotiate signed in the connection on which this client speaks here. */
  readonly isSignedIn: (observation: Observation) => boolean;
  /** The user for whom this connection spoke. */
  readonly userOf: (connection: string) => string | undefined;
  /** The users for whom the client of this key spoke: none, one, or two of several. */
  readonly usersOf: (client: string) => readonly string[];
  /** Some client spoke for this user. */
  readonly isMailbox: (user: string) => boolean;
  /** The attempts of a line that are no longer kept. */
  readonly lineOf: (line: string) => PastLine | undefined;
  /** The sign-in leg that begins with this transaction belongs to an attempt that is no longer kept. */
  readonly isJoined: (leg: string) => boolean;
}

/** Attempts of one line that are no longer kept: their first and their last transaction, and how the last one ended. */
export interface PastLine {
  readonly from: Place;
  readonly until: Place;
  readonly outcome: Outcome;
  /** What the last of them is remembered as; undefined where it was given up before its end. */
  readonly kind: string | undefined;
}

/** The past of a capture that is kept whole. */
export const nothingBefore: Past = {
  isSignedIn: () => false,
  userOf: () => undefined,
  usersOf: () => [],
  isMailbox: () => false,
  lineOf: () => undefined,
  isJoined: () => false,
};

/** A past that grows; of each kind the newest 10,000 are remembered at least. */
export interface GrowingPast extends Past {
  readonly remember: (observation: Observation) => void;
  /** An attempt of a line goes. */
  readonly end: (line: string, attempt: PastLine) => void;
  /** What an attempt gained that is gone was used again here. */
  readonly use: (line: string | undefined, place: Place) => void;
  /** Of an attempt that goes a leg stays, because its token may be used again. */
  readonly join: (leg: string) => void;
  /** That leg goes, too. */
  readonly leave: (leg: string) => void;
}

const remembered = 10_000;

/** Starts with nothing. */
export function createPast(): GrowingPast {
  const signedIn = createRecent<true>(remembered);
  const users = createRecent<string>(remembered);
  const clients = createRecent<readonly string[]>(remembered);
  const mailboxes = createRecent<true>(remembered);
  const lines = createRecent<PastLine>(remembered);
  const joined = new Set<string>();
  return {
    isSignedIn: (observation) => signedIn.get(connectionKey(observation)) === true,
    userOf: users.get,
    usersOf: (client) => clients.get(client) ?? [],
    isMailbox: (user) => mailboxes.get(user) === true,
    lineOf: lines.get,
    isJoined: (leg) => joined.has(leg),
    end(line, attempt) {
      const known = lines.get(line);
      lines.set(line, known ? longer(known, attempt) : attempt);
    },
    use(line, place) {
      const known = line === undefined ? undefined : lines.get(line);
      if (line !== undefined && known && comparePlaces(place, known.until) > 0)
        lines.set(line, { ...known, until: place });
    },
    join: (leg) => void joined.add(leg),
    leave: (leg) => void joined.delete(leg),
    remember(observation) {
      const { connection } = observation.transaction;
      const { user } = observation.client;
      if (connection !== undefined && signsConnectionIn(observation, answerOf(observation)))
        signedIn.set(connectionKey(observation), true);
      if (user === undefined) return;
      mailboxes.set(user, true);
      if (connection !== undefined && users.get(connection) === undefined) users.set(connection, user);
      const client = clientKey(observation);
      const known = clients.get(client) ?? [];
      if (known.length < 2 && !known.includes(user)) clients.set(client, [...known, user]);
    },
  };
}

function connectionKey(observation: Observation): string {
  return `${clientKey(observation)} ${observation.transaction.connection}`;
}

// Where the newest came first, the line ends as it did.
function longer(known: PastLine, attempt: PastLine): PastLine {
  const last = comparePlaces(attempt.until, known.until) >= 0 ? attempt : known;
  const from = comparePlaces(attempt.from, known.from) < 0 ? attempt.from : known.from;
  return { ...last, from };
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
