import type { TokenProfile } from '../../knowledge/accepted-permissions.js';
import { issuerKindOf } from '../../knowledge/issuers.js';
import type { Token } from '../../types.js';

/** A token between servers (free/busy, hybrid features), not one of a user's Outlook. */
export function isServerToServer(token: Token): boolean {
  const kind = issuerKindOf(token.issuer);
  return token.actor !== undefined || kind === 'acs' || kind === 'exchange';
}

/** Exchange's name for a token of this kind; undefined where its claims cannot be read, or are of no kind we know. */
export function profileOf(token: Token): TokenProfile | undefined {
  if (!token.claims || (token.kind !== 'jws' && token.kind !== 'payload')) return undefined;
  if (token.claims.appctx !== undefined) return 'Callback';
  if (isServerToServer(token)) return token.actor ? 'S2SAppActAs' : 'S2SAppOnly';
  if (token.scopes.length > 0 || token.user !== undefined) return 'V1AppActAs';
  return token.roles.length > 0 ? 'V1AppOnly' : undefined;
}

/** The token which vouches for the caller: the inner one, between servers. */
export function vouching(token: Token): Token {
  return token.actor ?? token;
}
