/** Sign-in attempts. */

import type { Folded, Observation } from './observation.js';
import type { Client, Service } from './service.js';
import type { SourceKind } from './transaction.js';

/**
 * How a sign-in attempt ended, as far as it was seen.
 *
 * - `bearer`: signed in with a token
 * - `other-scheme`: signed in with NTLM, Negotiate or Basic
 * - `signed-in`: signed in, by which scheme the source cannot show
 * - `anonymous`: answered without any credentials
 * - `refused`: the last word was a refusal
 * - `failed`: no answer of Exchange: no response (DNS, TCP, TLS, reset), or another's in its place (a gateway's 503)
 * - `sign-in-failed`: Entra or AD FS refused, and nothing good came after
 * - `open`: the last thing seen is a step of a handshake that goes on
 */
export type Outcome =
  | 'bearer'
  | 'other-scheme'
  | 'signed-in'
  | 'anonymous'
  | 'refused'
  | 'failed'
  | 'sign-in-failed'
  | 'open';

/** One sign-in attempt: one client, one host, one service, with the Entra leg that belongs to it. */
export interface Flow {
  /** Of the first transaction; stable as the flow grows. */
  readonly id: string;
  readonly source: SourceKind;
  readonly service: Service;
  readonly client: Client;
  /** In time order; those of Exchange, or of the sign-in host for a leg that stands alone. */
  readonly observations: readonly Observation[];
  /** The Entra leg, in time order. */
  readonly signIn: readonly Observation[];
  readonly outcome: Outcome;
  /** Later uses of the token that ended this flow well. */
  readonly laterUses: number;
  /** Of a long capture: later flows of its kind, which are no longer kept. */
  readonly folded?: FoldedFlows;
  readonly startedAt?: number;
  /** Of the newest transaction of either leg. */
  readonly lastAt?: number;
}

/** Flows for which an earlier one stands: the rules say of each the same. */
export interface FoldedFlows extends Folded {
  /** They are of several users. */
  readonly severalUsers: boolean;
}
