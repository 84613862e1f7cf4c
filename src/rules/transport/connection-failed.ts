import { shortageCodes } from '../../knowledge/shortages.js';
import { certificateCodes, versionCodes } from '../../knowledge/tls.js';
import type { Failure, FailureStage, Flow, FlowRule, Observation, RuleContext, SummaryRow } from '../../types.js';
import { breaksWithToken } from '../device/token-too-large-for-device.js';
import { proof, quoteFailure } from '../evidence.js';
import { unreachableIn } from '../sign-in/entra-unreachable.js';
import { known } from '../values.js';
import { lacksClientCertificate } from './client-certificate-required.js';
import { isElsewhere } from './elsewhere.js';
import { isProxyDemand } from './proxy-authentication-required.js';
import { lacksAnswer } from './unanswered.js';

/** No answer came: the name does not resolve, nothing listens, the connection was reset, TLS could not be agreed. */
export default {
  id: 'connection-failed',
  scope: 'flow',
  needs: ['response'],
  references: ['https://nodejs.org/api/errors.html#common-system-errors'],
  applies: lacksAnswer,
  check(flow, context) {
    const failed = [...flow.observations, ...flow.signIn].findLast(({ transaction }) => isOurs(transaction.failure));
    const failure = failed?.transaction.failure;
    if (flow.outcome !== 'failed' || !failed || !failure || isExpectedMiss(flow, context)) return undefined;
    if (isElsewhere(failed, context) || breaksWithToken(flow) || unreachableIn(flow) === failed) return undefined;
    const worked = hasWorked(flow, failed, context);
    if (worked && brokeOff.has(failure.stage)) return undefined;
    const { host, port } = failed.service;
    const values = known({ kind: kindOf(failure), host, port, stage: failure.stage, code: failure.code });
    const weight = worked
      ? ({ severity: 'warning', confidence: 'medium' } as const)
      : ({ severity: 'error', confidence: 'high' } as const);
    return { ...weight, values, evidence: proof(quoteFailure(failed)) };
  },
} satisfies FlowRule;

function kindOf({ stage, code, message = '' }: Failure): string | undefined {
  if (shortageCodes.has(code)) return 'shortage';
  if (code === 'ERR_PROXY_LOOP') return 'loop';
  if (stage === 'proxy') return refusal.test(`${code} ${message}`) ? 'proxy-refused' : 'proxy-unreachable';
  return versionCodes.has(code) ? 'tls-version' : undefined;
}

// What the programs say where a proxy was asked, and opened no connection.
const refusal =
  /PROXY_STATUS_|PROXY_REFUSED|SOCKS_(?:REPLY|SIGN_IN)_|ERR_TUNNEL_CONNECTION_FAILED|CONNECT tunnel failed|from proxy after CONNECT/;

// A client that goes away, or does not trust us, is not the network's fault; certificates have a rule of their own.
function isOurs(failure: Failure | undefined): boolean {
  if (!failure || failure.stage === 'client' || failure.stage === 'client-tls' || isProxyDemand(failure)) return false;
  return !(failure.stage === 'tls' && certificateCodes.has(failure.code)) && !lacksClientCertificate(failure);
}

/** The connection was there and broke: idle connections and long polls end so every day. */
const brokeOff: ReadonlySet<FailureStage> = new Set(['request', 'response']);

// Where the same service let somebody in, or the sign-in host answered, it is not the sign-in that the network broke.
// What a sign-in page loads and sends beside the sign-in is neither.
function hasWorked(flow: Flow, failed: Observation, { summary }: RuleContext): boolean {
  const { host, virtualDirectory, kind, protocol } = failed.service;
  if (kind === 'sign-in') {
    const answered = flow.signIn.some(({ service, transaction }) => service.host === host && transaction.response);
    return answered || protocol === 'sign-in-page';
  }
  // A connection that was not made was for no virtual directory yet.
  const isHere = (each: SummaryRow) =>
    each.host === host &&
    (failed.transaction.request?.method === 'CONNECT' || each.virtualDirectory === virtualDirectory);
  return summary.rows.some((each) => isHere(each) && each.bearer + each.otherScheme > 0);
}

// Clients try several Autodiscover names and most organisations publish one: a miss beside any success is normal.
function isExpectedMiss(flow: Flow, { summary }: RuleContext): boolean {
  const { protocol, host } = flow.service;
  const autodiscover = protocol === 'autodiscover' || host?.startsWith('autodiscover.');
  const gotIn = summary.rows.some(({ bearer, otherScheme, anonymous }) => bearer + otherScheme + anonymous > 0);
  return autodiscover === true && gotIn;
}
