import { randomBytes } from 'node:crypto';
import type { Person } from './contoso.js';

/** What an authorization request asked for; it is carried through the sign-in pages. */
export interface PendingSignIn {
  readonly resource: string;
  readonly clientId: string;
}

/** A secret that Entra gave out, to whom, and when. */
export interface Grant {
  /** Milliseconds since the epoch. */
  readonly issuedAt: number;
  readonly person: Person;
}

/** Everything that the simulated Entra has given out. */
export interface Grants {
  readonly refreshTokens: Ledger<Grant>;
  readonly sessions: Ledger<Grant>;
  readonly codes: Ledger<Grant & PendingSignIn>;
  /** `flowToken` of a sign-in page, waiting for the password. */
  readonly waitingForPassword: Ledger<PendingSignIn>;
  /** The same, waiting for the second factor. */
  readonly waitingForSecondFactor: Ledger<PendingSignIn & { readonly person: Person }>;
  /** `wctx`, waiting for what AD FS says. */
  readonly waitingForFederation: Ledger<PendingSignIn>;
}

/** Random secrets, and what each stands for. */
export interface Ledger<T> {
  issue(value: T): string;
  find(secret: string): T | undefined;
  /** The same, once. */
  redeem(secret: string): T | undefined;
}

/** A new, empty set. Each kind of secret begins as Entra's own does. */
export function createGrants(): Grants {
  return {
    refreshTokens: createLedger('1.AVYA'),
    sessions: createLedger('1.AVYAsess'),
    codes: createLedger('1.AVYAcode'),
    waitingForPassword: createLedger('AQABIQEAAA'),
    waitingForSecondFactor: createLedger('AQABIQEAAB'),
    waitingForFederation: createLedger('LoginOptions=3&estsredirect=2&estsrequest='),
  };
}

function createLedger<T>(prefix: string): Ledger<T> {
  const entries = new Map<string, T>();
  return {
    issue(value) {
      const secret = prefix + randomBytes(90).toString('base64url');
      entries.set(secret, value);
      return secret;
    },
    find: (secret) => entries.get(secret),
    redeem(secret) {
      const value = entries.get(secret);
      entries.delete(secret);
      return value;
    },
  };
}
