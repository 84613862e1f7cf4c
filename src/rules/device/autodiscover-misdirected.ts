import { answerOf } from '../../flow/answer.js';
import type { Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { offered } from '../challenge/challenge-fault.js';
import { quoteHeader } from '../evidence.js';
import { known } from '../values.js';
import { deviceOf, inExcerpt, isExpectedMiss, isForeign, whoAnswered } from './in-place.js';

/**
 * Autodiscover was asked of something that is not Exchange: the company's web site, a hosting panel, a name that was left
 * behind. Where another name led to Exchange it is a miss as every start of Outlook has them, and nothing is said.
 */
export default {
  id: 'autodiscover-misdirected',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/architecture/client-access/autodiscover',
    'https://learn.microsoft.com/outlook/troubleshoot/profiles-and-accounts/unexpected-autodiscover-behavior',
  ],
  applies: (flow) =>
    flow.service.protocol === 'autodiscover' && flow.observations.some((observation) => mayBeStranger(observation)),
  check(flow, context) {
    const answer = flow.observations.findLast((observation) => answerOf(observation) !== 'other');
    const kind = answer && flow.service.protocol === 'autodiscover' ? kindOf(answer) : undefined;
    if (!answer || kind === undefined || isExpectedMiss(flow, context)) return undefined;
    const values = known({ kind, host: flow.service.host, device: deviceOf(flow, answer), offered: offered(answer) });
    const evidence = whoAnswered(
      answer,
      quoteHeader(answer, 'www-authenticate') ?? quoteHeader(answer, 'content-type'),
    );
    return { ...weightOf(flow, context), values, evidence };
  },
} satisfies FlowRule;

function mayBeStranger({ front, transaction }: Observation): boolean {
  return transaction.response?.status === 401 || front?.page !== undefined;
}

// A hardened Exchange shows nothing of itself either, but offers what web sites do not: Bearer, NTLM, Negotiate.
function kindOf(answer: Observation): string | undefined {
  if (!isForeign(answer)) return undefined;
  const { page } = answer.front ?? {};
  if (page === 'page' || page === 'sign-in-page') return 'page';
  const schemes = answer.challenges.map(({ scheme }) => scheme.toLowerCase());
  const isWebSite = schemes.length > 0 && schemes.every((scheme) => scheme === 'basic' || scheme === 'digest');
  return answer.transaction.response?.status === 401 && isWebSite ? 'password' : undefined;
}

// Whether clients inside find another way (a service connection point) is not to be seen here.
function weightOf(flow: Flow, { expect }: RuleContext) {
  const { outcome } = flow;
  if (inExcerpt(flow)) return { severity: 'warning', confidence: 'low' } as const;
  if (outcome === 'other-scheme' || outcome === 'signed-in' || expect === 'none')
    return { severity: 'info', confidence: 'medium' } as const;
  return { severity: 'error', confidence: 'medium' } as const;
}
