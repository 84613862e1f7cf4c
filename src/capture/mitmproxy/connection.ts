import { type Fields, fieldsAt, listAt, numberAt, textAt } from './flow.js';
import { numberOf, textOf } from './tnetstring.js';

/**
 * What tells the client's connection from others: its id; in files older than version 5 its address and the time when it
 * was opened. undefined where neither was recorded.
 */
export function connectionOf(connection: Fields): string | undefined {
  const id = textAt(connection, 'id');
  if (id) return id.slice(0, 100);
  const opened = numberAt(connection, 'timestamp_start');
  const { host, port } = addressOf(connection);
  return opened === undefined || port === undefined ? undefined : `${host ?? ''}:${port}@${opened}`;
}

// A list of host and port, and before 2.0 a dictionary around it.
function addressOf(connection: Fields): { host: string | undefined; port: number | undefined } {
  const name = connection.members.has('peername') ? 'peername' : 'address';
  const plain = listAt(connection, name);
  const [host, port] = plain.length > 0 ? plain : listAt(fieldsAt(connection, name), 'address');
  return { host: textOf(connection.window, host), port: numberOf(connection.window, port) };
}
