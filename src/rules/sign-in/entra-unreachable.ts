import { certificateCodes } from '../../knowledge/tls.js';
import { isSignInContent } from '../../parse/service.js';
import type { FailureStage, Flow, FlowRule, Observation, RuleContext } from '../../types.js';
import { proof, quoteFailure } from '../evidence.js';
import { lacksClientCertificate } from '../transport/client-certificate-required.js';
import { known } from '../values.js';

/** Entra ID's sign-in host, or where its pages load their scripts from, cannot be reached: a blank window. */
export default {
  id: 'entra-unreachable',
  scope: 'flow',
  needs: ['response'],
  references: ['https://learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges'],
  applies: (flow) => flow.signIn.some(({ transaction }) => !transaction.response),
  check(flow, context) {
    const failed = unreachableIn(flow);
    if (!failed || hasToken(context.summary)) return undefined;
    const { host, port } = failed.service;
    const { stage, code } = failed.transaction.failure ?? {};
    const isContent = failed.service.kind !== 'sign-in';
    const values = known({ kind: isContent ? 'content' : 'sign-in', host, port, stage, code });
    return { ...weightOf(flow, isContent, context), values, evidence: proof(quoteFailure(failed)) };
  },
} satisfies FlowRule;

function weightOf(flow: Flow, isContent: boolean, { summary, expect }: RuleContext) {
  const isAside = flow.service.kind === 'sign-in' && getsInWithout(summary);
  if (isAside) return { severity: expect === 'hma' ? 'warning' : 'info', confidence: 'medium' } as const;
  // A picture that did not come may be nothing; a script that did not come is a blank page.
  return isContent
    ? ({ severity: 'warning', confidence: 'low' } as const)
    : ({ severity: 'error', confidence: 'high' } as const);
}

// By NTLM or Negotiate, everywhere: who was blocked was perhaps another program, and modern authentication is not in use.
function getsInWithout({ rows }: RuleContext['summary']): boolean {
  const isLeft = rows.some(({ offersBearer, bearer, otherScheme }) => offersBearer && bearer + otherScheme === 0);
  return !isLeft && rows.some(({ otherScheme }) => otherScheme > 0);
}

/** The way there broke; what breaks later, or in the client, is another matter. */
const onTheWay: ReadonlySet<FailureStage> = new Set(['dns', 'connect', 'proxy', 'tls']);

/** The request to Entra ID that never got there, where the flow ended with it and the host did not answer otherwise. */
export function unreachableIn(flow: Flow): Observation | undefined {
  if (flow.outcome !== 'failed') return undefined;
  const failed = flow.signIn.findLast(isBlocked);
  const host = failed?.service.host;
  const answered = flow.signIn.some(({ service, transaction }) => service.host === host && transaction.response);
  return answered ? undefined : failed;
}

// AD FS is the organisation's own; a certificate that is not trusted, and an ad blocker, are other matters.
function isBlocked({ service, transaction: { failure } }: Observation): boolean {
  if (!failure || !onTheWay.has(failure.stage) || certificateCodes.has(failure.code)) return false;
  if (failure.code === 'net::ERR_BLOCKED_BY_CLIENT' || lacksClientCertificate(failure)) return false;
  return (service.kind === 'sign-in' && service.cloud !== undefined) || isSignInContent(service.host ?? '');
}

// Where somebody got in with a token the sign-in works.
function hasToken({ rows }: RuleContext['summary']): boolean {
  return rows.some(({ bearer }) => bearer > 0);
}
