import { statusesOf } from '../../flow/answer.js';
import type { Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { known } from '../values.js';
import { answerInPlace, deviceOf, gotInHere, isExpectedMiss, whoAnswered } from './in-place.js';

/** 502, 503 or 504 of a gateway or of http.sys: a plain outage, in which no setting of a sign-in plays a part. */
export default {
  id: 'front-end-unavailable',
  scope: 'flow',
  needs: ['response', 'response-headers'],
  references: [
    'https://learn.microsoft.com/troubleshoot/developer/webapps/aspnet/site-behavior-performance/error-logging-http-apis',
    'https://learn.microsoft.com/exchange/troubleshoot/calendars/resolve-free-busy-errors',
  ],
  applies: (flow) => flow.service.kind === 'exchange' && flow.observations.some(isOutage),
  check(flow, context) {
    const answer = answerInPlace(flow);
    if (!answer || !isOutage(answer) || answer.front?.failureContext !== undefined) return undefined;
    if (isExpectedMiss(flow, context) || isLongPoll(flow, answer, context)) return undefined;
    const { host, virtualDirectory } = flow.service;
    const values = known({
      kind: kindOf(flow, answer),
      status: answer.transaction.response?.status,
      host,
      virtualDirectory,
      device: deviceOf(flow, answer),
    });
    return { ...weightOf(flow, context), values, evidence: whoAnswered(answer) };
  },
} satisfies FlowRule;

const outages = statusesOf('outage');

function isOutage({ transaction }: Observation): boolean {
  return outages.has(transaction.response?.status);
}

function kindOf({ service }: Flow, { front }: Observation): string {
  if (service.online) return 'online';
  return front?.httpSys ? 'http-sys' : 'gateway';
}

// Gateways cut off long polls like that every day, where all else works.
function isLongPoll(flow: Flow, { transaction }: Observation, context: RuleContext): boolean {
  return transaction.response?.status === 504 && gotInHere(flow, context);
}

// It comes and goes where somebody got in: one server of several. A lone Autodiscover name may never have had a server.
function weightOf(flow: Flow, context: RuleContext) {
  if (gotInHere(flow, context)) return { severity: 'warning', confidence: 'medium' } as const;
  if (flow.service.protocol === 'autodiscover') return { severity: 'warning', confidence: 'low' } as const;
  return { severity: 'error', confidence: 'high' } as const;
}
