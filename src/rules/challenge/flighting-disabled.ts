import { exchangeDiagnostics } from '../../flow/answer.js';
import { flightingSubject } from '../../knowledge/diagnostics.js';
import type { Flow, FlowRule, Observation, RuleContext, Severity } from '../../types.js';
import { proof, quoteDiagnostics } from '../evidence.js';
import { ruleOf } from '../token/refusal.js';
import { mayBeOurDoing } from '../transport/bound-refusal.js';
import { known } from '../values.js';
import { gotInOtherwise } from './challenge-fault.js';

/** Exchange says that OAuth is not offered to this user, or on this host (`oauth_not_available`). */
export default {
  id: 'flighting-disabled',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://techcommunity.microsoft.com/blog/exchange/announcing-hybrid-modern-authentication-for-exchange-on-premises/607476',
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
  ],
  applies: (flow) =>
    flow.outcome !== 'bearer' &&
    flow.observations.some(({ challenges, diagnostics }) => challenges.length + diagnostics.length > 0),
  check(flow, context) {
    if (flow.outcome === 'bearer') return undefined;
    const said = flow.observations.flatMap(diagnosticsOf).at(-1);
    if (!said) return undefined;
    const [observation, diagnostics] = said;
    const subject = flightingSubject.exec(diagnostics.reason ?? '')?.[1];
    const kind = subject === undefined || subject.includes('@') ? 'user' : 'host';
    const values = known({ kind, subject, host: flow.service.host, server: observation.server?.frontEnd });
    const evidence = proof(quoteDiagnostics(observation, diagnostics));
    return {
      severity: severityOf(flow, kind, context),
      confidence: kind === 'user' ? 'high' : 'low',
      values,
      evidence,
    };
  },
} satisfies FlowRule;

function diagnosticsOf(observation: Observation) {
  const said = exchangeDiagnostics(observation).filter((diagnostics) => ruleOf(diagnostics) === 'flighting-disabled');
  return said.map((diagnostics) => [observation, diagnostics] as const);
}

// For a host name Exchange judged no user at all: seen in healthy organisations too.
function severityOf(flow: Flow, kind: string, { expect }: RuleContext): Severity {
  if (expect === 'none') return 'info';
  if (gotInOtherwise(flow)) return expect === 'hma' ? 'warning' : 'info';
  if (expect === 'hma') return 'error';
  return kind === 'host' || mayBeOurDoing(flow) ? 'warning' : 'error';
}
