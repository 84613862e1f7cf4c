import type { Flow } from '../types.js';
import { isServerToServer } from './token/token-kind.js';

/** Free/busy and the like: a server asks for its user. It, too, opens with an empty Bearer, and nobody signs in. */
export function isBetweenServers({ client, observations }: Flow): boolean {
  return (
    client.kind === 'exchange-online' ||
    observations.some(
      ({ authorization }) =>
        authorization.scheme === 'bearer' && !authorization.empty && isServerToServer(authorization.token),
    )
  );
}
