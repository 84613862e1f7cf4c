import type { Flow, FlowRule } from '../../types.js';
import { proof, quoteAuthorization, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { type MailboxFailure, mailboxFailureOf, quoteMailboxFailure } from './mailbox-failure.js';

/**
 * The sign-in worked, and MAPI/HTTP turned the request down inside its 200. Codes of a lost context follow idle times,
 * recycled pools and failover and heal by a new connection: they count only where that failed too.
 */
export default {
  id: 'mapi-error',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcmapihttp/',
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-oxcstor/',
  ],
  applies: (flow) => mailboxFailureOf(flow) !== undefined || mayHaveFailed(flow),
  check(flow) {
    const failure = mailboxFailureOf(flow);
    if (!failure || failure.kind === 'disabled' || mayHeal(failure)) return undefined;
    const { observation, kind, code, name } = failure;
    const { host } = flow.service;
    const { frontEnd, backEnd } = observation.server ?? {};
    const request = observation.mapi?.requestType;
    const values = known({ kind, code, name, request, host, user: flow.client.user, server: frontEnd, backEnd });
    const quotes = proof(quoteMailboxFailure(failure), quoteStatus(observation), quoteAuthorization(observation));
    const severity = kind === 'moving' ? 'warning' : 'error';
    return { severity, confidence: kind === 'unknown' ? 'low' : 'medium', values, evidence: quotes };
  },
} satisfies FlowRule;

function mayHeal({ kind, times, reconnected }: MailboxFailure): boolean {
  return kind === 'context' && !(reconnected && times > 1);
}

// Without its headers a 200 of MAPI/HTTP says nothing of the mailbox.
function mayHaveFailed({ service, observations }: Flow): boolean {
  const last = observations.at(-1)?.transaction;
  return service.protocol === 'mapi' && last?.response?.status === 200 && last.absent.includes('response-headers');
}
