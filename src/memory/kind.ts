import { rules } from '../rules/index.js';
import { judge } from '../rules/judge.js';
import { findingKey } from '../rules/tally.js';
import type { Expectation, Flow, RuleContext, SummaryRow } from '../types.js';

/**
 * What a flow is to a report: equal for flows of which the rules say the same, whatever else the capture will show. A rule
 * may look at the summary of the whole, which is not known before the end, so that the rules are asked twice: beside
 * nothing, and beside other servers and virtual directories that offer Bearer and let people in with it.
 */
export function kindOf(flow: Flow, expect: Expectation | undefined): string {
  const { service, client, source, outcome, signIn } = flow;
  const said = [nothing, everything(flow)].map((summary) => {
    const context: RuleContext = { summary, asOf: Number.POSITIVE_INFINITY, ...(expect && { expect }) };
    const { findings, unknown } = judge([flow], rules, context);
    return [
      findings.map((finding) => [findingKey(finding), finding.confidence, finding.causedBy]),
      unknown.map(({ rule, missing }) => [rule, missing]),
    ];
  });
  const place = [service.host, service.port, service.virtualDirectory, service.protocol];
  return JSON.stringify([...place, source, client.kind, outcome, signIn.length > 0, said]);
}

const nothing: RuleContext['summary'] = { transactions: 1, exchange: 0, signIn: 0, tunnels: 0, rows: [] };

function everything({ service }: Flow): RuleContext['summary'] {
  const { host = '', virtualDirectory = '', protocol } = service;
  const counts = { bearer: 1, otherScheme: 1, anonymous: 1, refused: 1, failed: 1, offersBearer: true };
  const rows = [virtualDirectory, '/another'].map(
    (name): SummaryRow => ({ host, virtualDirectory: name, protocol, ...counts, offeringServers: ['another'] }),
  );
  return { transactions: 10, exchange: 5, signIn: 5, tunnels: 1, rows };
}
