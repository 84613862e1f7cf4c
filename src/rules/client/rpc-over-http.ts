import { gotIn } from '../../flow/attempts.js';
import type { Evidence, Flow, FlowRule, Observation, Problem, RuleContext } from '../../types.js';
import { evidence, proof, quoteAuthorization, quoteStatus } from '../evidence.js';
import { boundRefusals, isDoneByInterception } from '../transport/bound-refusal.js';
import { known } from '../values.js';

/**
 * The profile still speaks RPC over HTTP (Outlook Anywhere), which takes no tokens. Beside MAPI/HTTP it is one delegate or
 * public folder, and works.
 */
export default {
  id: 'rpc-over-http',
  scope: 'flow',
  needs: ['authorization'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/exchange/clients/mapi-over-http/configure-mapi-over-http',
  ],
  applies: (flow) => isRpc(flow) && (gotIn(flow.outcome) || flow.outcome === 'refused' || isUnseen(flow)),
  check(flow, context) {
    const weight = weightOf(flow, context);
    const last = flow.observations.at(-1);
    if (!weight || !last) return undefined;
    const { host } = flow.service;
    const kind = flow.outcome === 'refused' ? 'refused' : usesMapi(context) ? 'beside' : 'works';
    const values = known({ kind, host, user: flow.client.user, client: flow.client.userAgent });
    const quotes = proof(requestQuote(last), quoteAuthorization(last), quoteStatus(last));
    return { ...weight, values, evidence: quotes };
  },
} satisfies FlowRule;

function weightOf(flow: Flow, context: RuleContext): Pick<Problem, 'severity' | 'confidence'> | undefined {
  if (flow.outcome === 'refused') {
    // Extended Protection is required there: the refusal may be the doing of the capture.
    const isOurs = boundRefusals(flow).some(isDoneByInterception);
    return isOurs ? { severity: 'warning', confidence: 'low' } : { severity: 'error', confidence: 'medium' };
  }
  if (!gotIn(flow.outcome)) return undefined;
  const harmless = usesMapi(context) || context.expect === 'none';
  return { severity: harmless ? 'info' : 'warning', confidence: 'high' };
}

function isRpc({ service }: Flow): boolean {
  return service.kind === 'exchange' && service.protocol === 'rpc';
}

function isUnseen({ observations, outcome }: Flow): boolean {
  return outcome === 'open' && observations.some(({ transaction }) => transaction.absent.includes('authorization'));
}

function usesMapi({ summary }: RuleContext): boolean {
  return summary.rows.some(({ protocol, bearer, otherScheme }) => protocol === 'mapi' && bearer + otherScheme > 0);
}

function requestQuote(observation: Observation): Evidence | undefined {
  const { request } = observation.transaction;
  const path = request?.url?.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1)[0];
  return request && evidence(observation, 'request', `${request.method} ${path || '/rpc/rpcproxy.dll'}`);
}
