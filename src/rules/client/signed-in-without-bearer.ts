import { answerOf } from '../../flow/answer.js';
import type { FlowRule } from '../../types.js';
import { emptyBearerAnswers } from '../challenge/challenge-fault.js';
import { proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/** The client offered modern authentication and then got in another way: Outlook shows no `Bearer*` under Authn. */
export default {
  id: 'signed-in-without-bearer',
  scope: 'flow',
  needs: ['request', 'authorization'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
  ],
  applies: ({ outcome, service }) =>
    service.kind === 'exchange' && (outcome === 'other-scheme' || outcome === 'signed-in'),
  check(flow, { expect }) {
    const asked = emptyBearerAnswers(flow).at(-1);
    if (flow.outcome !== 'other-scheme' || !asked || expect === 'none') return undefined;
    const accepted = flow.observations.findLast((observation) => answerOf(observation) === 'other-scheme');
    const { host, virtualDirectory } = flow.service;
    const values = known({ scheme: accepted && schemeNames[accepted.authorization.scheme], host, virtualDirectory });
    const quotes = proof(
      quoteAuthorization(asked),
      quoteHeader(asked, 'www-authenticate'),
      accepted && quoteAuthorization(accepted),
      accepted && quoteStatus(accepted),
    );
    return { severity: expect === 'hma' ? 'warning' : 'info', confidence: 'high', values, evidence: quotes };
  },
} satisfies FlowRule;

const schemeNames: Partial<Record<string, string>> = { ntlm: 'NTLM', negotiate: 'Negotiate', basic: 'Basic' };
