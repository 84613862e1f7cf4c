/** What the strings of a transaction say: facts and defects. */

import type { Challenge } from './challenge.js';
import type { Authorization, Token } from './credentials.js';
import type { Diagnostics, EntraError, MailRefusal } from './refusal.js';
import type { Client, Service } from './service.js';
import type { SignInAnswer, SignInRequest } from './sign-in.js';
import type { Defect, Transaction } from './transaction.js';

/** A transaction and all that it says. */
export interface Observation {
  readonly transaction: Transaction;
  readonly service: Service;
  readonly client: Client;
  readonly authorization: Authorization;
  /** Of `WWW-Authenticate` lines (and of challenges quoted in pasted text). */
  readonly challenges: readonly Challenge[];
  readonly diagnostics: readonly Diagnostics[];
  readonly entraErrors: readonly EntraError[];
  readonly signInRequest?: SignInRequest;
  readonly signInAnswer?: SignInAnswer;
  readonly mapi?: MapiAnswer;
  readonly server?: ServerSigns;
  /** What the response says of those in front of Exchange; missing where it says nothing. */
  readonly front?: FrontSigns;
  /** Of pasted text; missing where there is none. */
  readonly mailRefusals?: readonly MailRefusal[];
  /** A lone token (pasted), not one inside an Authorization header. */
  readonly token?: Token;
  readonly defects: readonly Defect[];
  /** Of a long capture: what came after it in its flow and is no longer kept. */
  readonly folded?: Folded;
}

/** What a MAPI/HTTP 200 really says ([MS-OXCMAPIHTTP] 2.2.2.2, 2.2.3.3.3). */
export interface MapiAnswer {
  /** X-RequestType, lower case. */
  readonly requestType?: string;
  /** Of the body's own headers when they are there, else of the HTTP head. */
  readonly responseCode?: number;
  /**
   * Of an answered Connect that failed: StatusCode of the body or, where that is 0, ErrorCode; `unknown` for one that is
   * not known. Missing when it is 0 or not seen.
   */
  readonly connectCode?: number | 'unknown';
  /** The body says in words that MAPI is switched off. */
  readonly protocolDisabled?: true;
  /** The mailbox that was asked for, and whether for it or for the address book: `emsmdb <MailboxId>`, lower case. */
  readonly mailbox?: string;
  /** The body carries `PROCESSING` / `PENDING` / `DONE` lines. */
  readonly metaTags: readonly string[];
}

/** What the response says of the server that made it. */
export interface ServerSigns {
  /** At least one positive sign that Exchange (not a device, not a website) answered. */
  readonly exchange: boolean;
  /** X-FEServer (the first, where a list). */
  readonly frontEnd?: string;
  /** X-CalculatedBETarget, X-TargetBEServer or X-BEServer. */
  readonly backEnd?: string;
  /** From X-OWA-Version or X-ServerApplication, e.g. `15.2.1544.11`. */
  readonly build?: string;
  readonly requestId?: string;
  /** The server's `Date`, milliseconds since the epoch. */
  readonly date?: number;
}

/** What a response says of who stands in front of Exchange, and of what the front end met behind it. */
export interface FrontSigns {
  /** The device or service that shows itself in a header, or whose sign-in page it is. */
  readonly device?: string;
  /** An error of http.sys alone: no site and no application pool took the request. */
  readonly httpSys?: true;
  /**
   * A protocol that has no pages was answered with one: sent to a sign-in, given a page whose title speaks of one, or some
   * other page.
   */
  readonly page?: 'sign-in-redirect' | 'sign-in-page' | 'page';
  /** The title of the refusal says that the headers were too large. */
  readonly tooLarge?: true;
  /** Where it was sent, without the query. */
  readonly location?: string;
  /** `X-FailureContext`, as sent, at most 200 units. */
  readonly failureContext?: string;
  /** The last status of `X-BackEndHttpStatus`. */
  readonly backEndStatus?: string;
  /** The page says that Exchange's own certificate for tokens and cookies is not usable. */
  readonly authCertificate?: true;
}

/** What came after another one, said nothing new and is no longer kept itself: transactions, or whole flows. */
export interface Folded {
  readonly count: number;
  /** When the last of them began, ms since the epoch; 0 where the source has no times. */
  readonly until: number;
}
