/** What it means that a token cannot be used, by kind, in English. */
export const tokenMeanings: Readonly<Record<string, string>> = {
  'wrong-profile':
    'The token is right for its kind, but it was sent to a virtual directory that takes others: a token between servers, or of an application alone, where a user is needed.',
  'no-user':
    'The token names nobody whom Exchange could look up. Guests of the tenant have such tokens, and programs that sign in as themselves.',
  'claim-value':
    'A claim of the token has a value that is not allowed here, for example a role that this endpoint does not know.',
  'claim-missing': 'A claim that Exchange needs is not in the token. Whoever built or issued it left it out.',
  realms: 'The token mixes two organizations: issuer, audience and caller do not name the same tenant.',
  'server-form':
    'Between servers the outer token is unsigned, as it has to be, and the inner one (actortoken) is signed. Here the two do not go together.',
  unsigned:
    'The token is not signed (alg: none), and no signed one is in it. Between servers an unsigned token is right only with the signed one (actortoken) inside.',
  'add-in':
    'This is a token that Exchange gives to add-ins, and something in it does not fit. Such tokens are for Exchange on-premises only.',
  sid: 'The SID in the token is not one that can be read, so Exchange cannot look the account up.',
  damaged: 'Exchange could not read the token at all: it was cut, or changed by a line break or a device on the way.',
  other: 'Exchange says no more than that the token does not fit.',
};
