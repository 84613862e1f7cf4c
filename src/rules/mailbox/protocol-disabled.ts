import { answerOf, exchangeDiagnostics } from '../../flow/answer.js';
import type { Confidence, Evidence, Flow, FlowRule, Observation, Problem } from '../../types.js';
import { evidence, proof, quoteAuthorization, quoteStatus } from '../evidence.js';
import missingPermission from '../token/missing-permission.js';
import { known } from '../values.js';
import { mailboxFailureOf, quoteMailboxFailure } from './mailbox-failure.js';

/** The sign-in is good; the protocol is switched off for this mailbox. */
export default {
  id: 'protocol-disabled',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/clients/mapi-over-http/configure-mapi-over-http',
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-ashttp/',
    'https://learn.microsoft.com/powershell/module/exchange/set-casmailbox',
  ],
  applies: (flow) =>
    mailboxFailureOf(flow) !== undefined ||
    smtpSwitch(flow) !== undefined ||
    isForbidden(flow.observations.at(-1), true),
  check(flow) {
    const smtp = smtpSwitch(flow);
    if (smtp) return smtp;
    const said = switchedOff(flow);
    // A token that may not do this is refused in the same way.
    if (!said || missingPermission.check(flow)) return undefined;
    const { observation, protocol, quote, confidence } = said;
    const { host, virtualDirectory } = flow.service;
    const user = flow.client.user ?? userOf(observation);
    const values = known({ protocol, host, virtualDirectory, user, server: observation.server?.frontEnd });
    return {
      severity: protocol === 'ews' ? 'warning' : 'error',
      confidence,
      values,
      evidence: proof(quote, quoteAuthorization(observation)),
    };
  },
} satisfies FlowRule;

// Pasted from a mail program or a device: SMTP AUTH is off, whoever signs in and however.
function smtpSwitch({ observations }: Flow): Problem | undefined {
  for (const observation of observations) {
    const said = observation.mailRefusals?.find(
      ({ kind }) => kind === 'smtp-off-tenant' || kind === 'smtp-off-mailbox',
    );
    if (!said) continue;
    const values = known({ protocol: said.kind, code: said.code });
    return { severity: 'error', confidence: 'high', values, evidence: [evidence(observation, 'text', said.raw)] };
  }
  return undefined;
}

interface SwitchedOff {
  readonly observation: Observation;
  readonly protocol: 'mapi' | 'mapi-http' | 'eas' | 'ews';
  readonly quote: Evidence | undefined;
  readonly confidence: Confidence;
}

function switchedOff(flow: Flow): SwitchedOff | undefined {
  const failure = mailboxFailureOf(flow);
  if (failure?.kind === 'disabled') {
    const { observation } = failure;
    // "Endpoint disabled" is said of MAPI over HTTP alone, the store's own words of MAPI as a whole.
    const protocol = failure.code === '16' ? 'mapi-http' : 'mapi';
    return { observation, protocol, quote: quoteMailboxFailure(failure), confidence: 'high' };
  }
  const last = flow.observations.findLast((observation) => answerOf(observation) === 'refusal');
  if (flow.outcome !== 'refused' || !last || !isForbidden(last)) return undefined;
  const protocol = last.service.protocol === 'eas' ? 'eas' : 'ews';
  // ActiveSync's specification says so; of EWS it is one reason among several.
  return { observation: last, protocol, quote: quoteStatus(last), confidence: protocol === 'eas' ? 'medium' : 'low' };
}

function userOf({ authorization }: Observation): string | undefined {
  if (authorization.scheme === 'basic') return authorization.user;
  return authorization.scheme === 'bearer' && !authorization.empty ? authorization.token.user : undefined;
}

// By Exchange itself, to somebody who is signed in, and without another reason. Devices and outbound proxies say 403
// too; in Exchange Online EWS has reasons of its own.
function isForbidden(observation: Observation | undefined, unseen = false): boolean {
  if (observation?.transaction.response?.status !== 403 || answerOf(observation) !== 'refusal') return false;
  const { protocol, online } = observation.service;
  if (protocol !== 'eas' && !(protocol === 'ews' && !online)) return false;
  if (unseen && observation.transaction.absent.includes('response-headers')) return true;
  return observation.server?.exchange === true && exchangeDiagnostics(observation).length === 0;
}
