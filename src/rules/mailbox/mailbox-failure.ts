import { gotIn } from '../../flow/attempts.js';
import { countOf } from '../../flow/fold.js';
import { mailboxFailures } from '../../flow/mailbox.js';
import { connectErrorOf, responseCodeOf } from '../../knowledge/response-codes.js';
import type { Evidence, Flow, MapiAnswer, Observation } from '../../types.js';
import { evidence, quoteHeader } from '../evidence.js';

/** A mailbox that did not open although who asked was signed in. */
export interface MailboxFailure {
  readonly observation: Observation;
  /** How it is to be read: kinds of response codes and of Connect's errors. */
  readonly kind: 'context' | 'access' | 'disabled' | 'request' | 'moving' | 'client' | 'unknown';
  /** `11` of `X-ResponseCode`, or `0x000003EB` of Connect's body. */
  readonly code?: string;
  /** As the specification calls it. */
  readonly name?: string;
  /** So often it was asked for in vain. */
  readonly times: number;
  /** A new connection with the mailbox was tried, and failed too. */
  readonly reconnected: boolean;
}

/** The last mailbox that did not open to the end of a flow; undefined where all did, or where nobody got in. */
export function mailboxFailureOf(flow: Flow): MailboxFailure | undefined {
  if (!gotIn(flow.outcome)) return undefined;
  const failures = mailboxFailures(flow.observations);
  const observation = failures.at(-1);
  if (!observation?.mapi) return undefined;
  const same = failures.filter(({ mapi }) => mapi?.mailbox === observation.mapi?.mailbox);
  return {
    observation,
    ...readingOf(observation.mapi),
    times: countOf(same),
    reconnected: same.some(({ mapi }) => mapi?.requestType === 'connect' || mapi?.requestType === 'bind'),
  };
}

/** Quotes the code that says so: of the head, or of the body, whose own headers are the later word. */
export function quoteMailboxFailure({ observation, code }: MailboxFailure): Evidence | undefined {
  const { mapi } = observation;
  if (mapi?.protocolDisabled) return evidence(observation, 'body', 'Protocol disabled');
  if (mapi?.responseCode === 0) return evidence(observation, 'body', `Connect: ${code ?? 'an error'}`);
  const quote = quoteHeader(observation, 'x-responsecode', String(mapi?.responseCode));
  return quote ?? evidence(observation, 'body', `X-ResponseCode: ${mapi?.responseCode}`);
}

type Reading = Pick<MailboxFailure, 'kind' | 'code' | 'name'>;

function readingOf({ responseCode, connectCode, protocolDisabled }: MapiAnswer): Reading {
  if (protocolDisabled) return { kind: 'disabled', ...(responseCode ? { code: String(responseCode) } : {}) };
  if (responseCode !== 0) {
    const row = responseCodeOf(responseCode);
    const kind = row === undefined || row.kind === 'success' ? 'unknown' : row.kind;
    return { kind, code: String(responseCode), ...(row && { name: row.name }) };
  }
  if (typeof connectCode !== 'number') return { kind: 'unknown' };
  const row = connectErrorOf(connectCode);
  const code = `0x${connectCode.toString(16).toUpperCase().padStart(8, '0')}`;
  return { kind: row?.kind ?? 'unknown', code, ...(row && { name: row.name }) };
}
