import { answerOf } from '../../flow/answer.js';
import type { Flow, FlowRule, RuleContext } from '../../types.js';
import { bearerOf, emptyBearerAnswers } from '../challenge/challenge-fault.js';
import { proof, quoteAuthorization, quoteStatus } from '../evidence.js';
import { known } from '../values.js';

/**
 * A client signs in on-premises with user name and password where a token would be taken. Nothing is broken: nearly every
 * organisation has such clients. A client that offered Bearer first has a rule of its own.
 */
export default {
  id: 'basic-auth-used',
  scope: 'flow',
  needs: ['authorization'],
  references: [
    'https://learn.microsoft.com/exchange/plan-and-deploy/post-installation-tasks/enable-modern-auth-in-exchange-server-on-premises',
    'https://www.rfc-editor.org/rfc/rfc7617#section-4',
  ],
  applies: (flow, { expect }) =>
    flow.service.kind === 'exchange' &&
    !flow.service.online &&
    expect !== 'none' &&
    (flow.outcome === 'other-scheme' || flow.outcome === 'signed-in'),
  check(flow, context) {
    if (flow.outcome !== 'other-scheme' || emptyBearerAnswers(flow).length > 0) return undefined;
    if (!offersBearer(flow, context)) return undefined;
    const accepted = flow.observations.findLast(
      (observation) => observation.authorization.scheme === 'basic' && answerOf(observation) === 'other-scheme',
    );
    if (!accepted) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({ host, virtualDirectory, client: flow.client.userAgent });
    const severity = context.expect === 'hma' ? 'warning' : 'info';
    return {
      severity,
      confidence: 'high',
      values,
      evidence: proof(quoteAuthorization(accepted), quoteStatus(accepted)),
    };
  },
} satisfies FlowRule;

function offersBearer({ service, observations }: Flow, { summary }: RuleContext): boolean {
  const { host, virtualDirectory } = service;
  const row = summary.rows.find((each) => each.host === host && each.virtualDirectory === virtualDirectory);
  return row?.offersBearer === true || observations.some((one) => bearerOf(one) !== undefined && one.server?.exchange);
}
