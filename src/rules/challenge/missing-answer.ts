import type { Flow, Observation, RuleContext, SummaryRow } from '../../types.js';
import { bearerOf, emptyBearerAnswers } from './challenge-fault.js';

/**
 * The last answer to an empty Bearer, where it is a 401 of Exchange without a Bearer challenge and the flow did not get
 * in with a token. Balancers take X-FEServer out, so NTLM or Negotiate is sign enough that IIS spoke: what else stands at
 * this host is told by the capture.
 */
export function answerWithoutBearer(flow: Flow): Observation | undefined {
  if (flow.outcome === 'bearer') return undefined;
  const last = emptyBearerAnswers(flow)
    .filter(({ transaction }) => transaction.response?.status === 401)
    .at(-1);
  if (!last || bearerOf(last) || last.diagnostics.length > 0) return undefined;
  return last.server?.exchange || offersWindows(last) ? last : undefined;
}

function offersWindows({ challenges }: Observation): boolean {
  return challenges.some(({ scheme }) => /^(?:ntlm|negotiate)$/i.test(scheme));
}

/** The rows of a host at which a Bearer challenge of Exchange was seen. */
export function offeringRows({ service }: Flow, { summary }: RuleContext): SummaryRow[] {
  return summary.rows.filter(({ host, offersBearer }) => offersBearer && host === service.host);
}

/** Some answer without a Bearer challenge is there: what the rules about them look at. */
export function mayLackBearer(flow: Flow): boolean {
  return (
    flow.service.kind === 'exchange' &&
    flow.observations.some((answer) => answer.transaction.response?.status === 401 && !bearerOf(answer))
  );
}
