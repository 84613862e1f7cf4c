import type { Token } from '../../types.js';

/** The issuers of tokens between servers, by their application part. */
const serverIssuer = /^0000000[0-9]-000[0-9]-(0000-c000|0ff1-ce00)-000000000000@/i;

/** A token between servers (free/busy, hybrid features), not one of a user's Outlook. */
export function isServerToServer(token: Token): boolean {
  return token.actor !== undefined || serverIssuer.test(token.issuer ?? '');
}
