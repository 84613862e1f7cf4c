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
  return [...grouped(observations, clientKey)].flatMap(([client, members]) => {
    const users = new Set(past.usersOf(client));
    for (const { client: speaker } of members) if (speaker.user !== undefined) users.add(speaker.user);
    if (users.size < 2) return [{ line: client, members }];
    return [...grouped(members, userKey(members, past))].map(([user, own]) => ({
      line: `${client}|${user}`,
      members: own,
    }));
  });
}

/** Who speaks to what: a program where it is known, else a kind of client; host, port and virtual directory. */
export function clientKey({ client, service, transaction }: Observation): string {
  const program = transaction.client?.pid ?? transaction.client?.name ?? client.kind;
  return `${program}|${service.host ?? ''}|${service.port ?? ''}|${service.virtualDirectory ?? ''}`;
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
