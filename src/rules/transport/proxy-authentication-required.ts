import { headerLines } from '../../parse/head.js';
import type { Failure, Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { proof, quoteFailure, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { isAnswered, isElsewhere } from './elsewhere.js';
import { lacksAnswer } from './unanswered.js';

/** An outbound proxy wants credentials before it lets anybody through, and never got good ones. */
export default {
  id: 'proxy-authentication-required',
  scope: 'flow',
  needs: ['response'],
  references: ['https://www.rfc-editor.org/rfc/rfc9110#section-15.5.8'],
  applies: (flow) => lacksAnswer(flow) || everyStep(flow).some(isDemand),
  check(flow, context) {
    const demand = everyStep(flow).findLast(isDemand);
    if (!demand || !endsThere(flow, demand) || getsThrough(demand, context)) return undefined;
    const values = known({ host: demand.service.host, offered: offeredBy(demand), code: '407' });
    const quotes = proof(quoteStatus(demand) ?? quoteFailure(demand), quoteHeader(demand, 'proxy-authenticate'));
    return { severity: 'error', confidence: 'high', values, evidence: quotes };
  },
} satisfies FlowRule;

/** A proxy's wish for credentials, as programs report it. */
export function isProxyDemand({ stage, code, message = '' }: Failure): boolean {
  return stage === 'proxy' && /\b407\b|PROXY_?AUTH/i.test(`${code} ${message}`);
}

function isDemand({ transaction: { response, failure } }: Observation): boolean {
  return response?.status === 407 || (failure !== undefined && isProxyDemand(failure));
}

function everyStep({ observations, signIn }: Flow): Observation[] {
  return [...new Set([...observations, ...signIn])];
}

// Signing in to a proxy takes a 407 or two: only the last word counts, and what was answered after it got through.
function endsThere({ outcome, observations, signIn }: Flow, demand: Observation): boolean {
  if (outcome === 'open') return signIn.at(-1) === demand;
  const list = signIn.includes(demand) ? signIn : observations;
  const later = list.slice(list.indexOf(demand) + 1);
  return outcome === 'failed' && !later.some(({ transaction: { response } }) => response !== undefined);
}

// Tunnels come and go apart from what flows in them: where one was opened, or anything came back, the proxy was content.
function getsThrough(demand: Observation, context: RuleContext): boolean {
  const { summary } = context;
  const { service, transaction } = demand;
  if (transaction.request?.method !== 'CONNECT') return false;
  if (summary.tunnels > 0 || service.kind === 'sign-in') return true;
  return summary.rows.some((row) => row.host === service.host && isAnswered(row)) || isElsewhere(demand, context);
}

function proxyAuthenticate({ transaction }: Observation): readonly string[] {
  const lines = headerLines(transaction.response?.head ?? '');
  return lines.filter(([name]) => name.toLowerCase() === 'proxy-authenticate').map(([, value]) => value);
}

function offeredBy(demand: Observation): string | undefined {
  const schemes = proxyAuthenticate(demand).map((value) => value.split(/[\s,]/, 1)[0]);
  return [...new Set(schemes)].join(', ') || undefined;
}
