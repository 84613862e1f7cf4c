import { retirementOf } from '../../knowledge/retirements.js';
import type { CaptureRule, Flow, Observation } from '../../types.js';
import { evidence, proof, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/**
 * A program speaks EWS with Exchange Online, which is being switched off. Exchange on-premises keeps EWS. What a switched
 * off EWS answers is known as 403 alone, so that a 403 is a hint and no proof.
 */
export default {
  id: 'ews-retirement',
  scope: 'capture',
  needs: ['time'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/retirement-of-exchange-web-services-in-exchange-online/3924440',
    'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-ews-exchange-online',
  ],
  applies: (flows) =>
    flows.some((flow) => isOnlineEws(flow) && (flow.source !== 'text' || flow.observations.some(isTimed))),
  check(flows) {
    const plan = retirementOf('protocol', 'ews');
    const asked = flows.filter(isOnlineEws).flatMap(({ observations }) => observations);
    const seen = asked.find((one) => isBlocked(one, plan?.begins)) ?? asked.find(isTimed);
    const url = seen?.transaction.request?.url;
    if (!plan || !seen || url === undefined) return undefined;
    const kind = isBlocked(seen, plan.begins) ? 'blocked' : stateOf(timeOf(seen) ?? 0, plan);
    const values = known({ kind, host: seen.service.host, begins: plan.begins, ends: plan.ends });
    const quotes = proof(evidence(seen, 'url', withoutQuery(url)), kind === 'blocked' ? quoteStatus(seen) : undefined);
    return { severity: 'info', confidence: kind === 'blocked' ? 'medium' : 'high', values, evidence: quotes };
  },
} satisfies CaptureRule;

function isOnlineEws({ service }: Flow): boolean {
  return service.online && service.protocol === 'ews';
}

function isTimed(observation: Observation): boolean {
  return timeOf(observation) !== undefined;
}

function timeOf({ transaction, server }: Observation): number | undefined {
  return transaction.startedAt ?? server?.date;
}

function isBlocked(observation: Observation, begins: string | undefined): boolean {
  const time = timeOf(observation);
  const isOver = time !== undefined && begins !== undefined && time >= Date.parse(begins);
  return isOver && observation.transaction.response?.status === 403 && observation.diagnostics.length === 0;
}

function stateOf(time: number, { begins, ends }: { readonly begins: string; readonly ends?: string }): string {
  if (time < Date.parse(begins)) return 'planned';
  return ends !== undefined && time >= Date.parse(ends) ? 'over' : 'begun';
}

function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? '';
}
