import type { Evidence, Flow, FlowRule, Observation } from '../../types.js';
import { proof, quoteAuthorization, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { bearerOf, challengeSeverity, emptyBearerAnswers, ntlmRefused, offered } from './challenge-fault.js';
import { answerWithoutBearer, mayLackBearer, offeringRows } from './missing-answer.js';

/**
 * The same virtual directory of the same name offered Bearer at one time and not at another: one server of the pool is set
 * up unlike the others. Which one is told by X-FEServer; where a balancer takes that out, it cannot be told, and is said.
 */
export default {
  id: 'servers-disagree',
  scope: 'flow',
  needs: ['request', 'authorization', 'response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/exchange/architecture/client-access/load-balancing',
  ],
  applies: mayLackBearer,
  check(flow, context) {
    const answer = answerWithoutBearer(flow);
    const here = offeringRows(flow, context).find((row) => row.virtualDirectory === flow.service.virtualDirectory);
    const server = answer?.server?.frontEnd;
    // The same server: its set-up was changed in between.
    if (!answer || !here || (server !== undefined && here.offeringServers.includes(server))) return undefined;
    const offering = emptyBearerAnswers(flow).findLast((other) => bearerOf(other) !== undefined);
    const other = here.offeringServers.slice(0, 5).join(', ') || undefined;
    const { host, virtualDirectory } = flow.service;
    const kind = server === undefined ? 'unnamed' : 'named';
    const builds = buildsOf(answer, offering);
    const values = known({ kind, host, virtualDirectory, server, other, offered: offered(answer), builds });
    const severity = challengeSeverity(flow, context);
    return { severity, confidence: confidenceOf(flow, server, other), values, evidence: quotes(answer, offering) };
  },
} satisfies FlowRule;

// Servers of one pool are mostly kept alike: another build is often the server that was forgotten.
function buildsOf(answer: Observation, offering: Observation | undefined): string | undefined {
  const builds = [answer.server?.build, offering?.server?.build];
  return builds.every((build) => build !== undefined) && builds[0] !== builds[1] ? builds.join(', ') : undefined;
}

function confidenceOf(flow: Flow, server: string | undefined, other: string | undefined) {
  if (ntlmRefused(flow)) return 'low';
  return server !== undefined && other !== undefined ? 'high' : 'medium';
}

function quotes(answer: Observation, offering: Observation | undefined): Evidence[] {
  return proof(
    quoteAuthorization(answer),
    quoteHeader(answer, 'www-authenticate') ?? quoteStatus(answer),
    offering && quoteHeader(offering, 'www-authenticate', 'client_id'),
  );
}
