import type { Observation } from '../types.js';
import type { Past } from './past.js';

/** The transactions of one client at one virtual directory, for one user where that is known. */
export interface Group {
  /** Equal for equal groups, whatever came before or comes after. */
  readonly line: string;
  readonly members: readonly Observation[];
}

/**
 * Groups the transactions of Exchange by who speaks to what: client, host and virtual directory, and where one client
 * speaks for several mailboxes by user.
 *
 * @param observations - In the order of the wire, which each group keeps.
 */
export function groupsOf(observations: readonly Observation[], past: Past): Group[] {
  const { speakerOf, seatOf } = speakersOf(observations);
  return [...grouped(observations, speakerOf)].flatMap(([client, members]) => {
    const users = new Set([...past.usersOf(client), ...past.usersOf(seatOf(client))]);
    for (const { client: speaker } of members) if (speaker.user !== undefined) users.add(speaker.user);
    if (users.size < 2) return [{ line: client, members }];
    return [...grouped(members, userKey(members, past))].map(([user, own]) => ({
      line: `${client}|${user}`,
      members: own,
    }));
  });
}

/** Who speaks to what: a program where it is known, else a kind of client; host, port and virtual directory. */
export function clientKey(observation: Observation): string {
  return keyOf(programOf(observation) ?? observation.client.kind, observation);
}

function programOf({ transaction: { client } }: Observation): number | string | undefined {
  return client?.pid ?? client?.name;
}

function keyOf(who: number | string, { service }: Observation): string {
  return `${who}|${service.host ?? ''}|${service.port ?? ''}|${service.virtualDirectory ?? ''}`;
}

/**
 * A connection may be over before its program is looked up. It goes with the one program of its kind there, lest one
 * sign-in be taken for two, of which the first was given up; beside several it stands alone.
 */
function speakersOf(observations: readonly Observation[]) {
  const programs = new Map<string, string | undefined>();
  for (const observation of observations) {
    if (programOf(observation) === undefined) continue;
    const [seat, program] = [keyOf(observation.client.kind, observation), clientKey(observation)];
    programs.set(seat, !programs.has(seat) || programs.get(seat) === program ? program : undefined);
  }
  const seats = new Map([...programs].flatMap(([seat, program]) => (program === undefined ? [] : [[program, seat]])));
  return {
    speakerOf: (observation: Observation) => {
      const key = clientKey(observation);
      return programOf(observation) === undefined ? (programs.get(key) ?? key) : key;
    },
    seatOf: (program: string) => seats.get(program) ?? program,
  };
}

// Several mailboxes behind one client: requests which name no user go with their connection's.
function userKey(members: readonly Observation[], past: Past): (member: Observation) => string {
  const byConnection = new Map<string, string>();
  for (const { client, transaction } of members) {
    const { connection } = transaction;
    if (client.user === undefined || connection === undefined || byConnection.has(connection)) continue;
    byConnection.set(connection, past.userOf(connection) ?? client.user);
  }
  return ({ client, transaction: { connection } }) => {
    if (client.user !== undefined || connection === undefined) return client.user ?? '';
    return byConnection.get(connection) ?? past.userOf(connection) ?? '';
  };
}

/** Observations by key, each list in their order. */
export function grouped(observations: readonly Observation[], key: (observation: Observation) => string) {
  const groups = new Map<string, Observation[]>();
  for (const observation of observations) {
    const name = key(observation);
    const group = groups.get(name);
    if (group) group.push(observation);
    else groups.set(name, [observation]);
  }
  return groups;
}
