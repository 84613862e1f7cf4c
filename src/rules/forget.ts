import type { Finding, FlowReport, Report } from '../types.js';

/** Of a flow that never ends, so many of its newest steps are kept. */
const stepLimit = 100;

/** What may go from a long run, and which findings lose flows by it. */
export interface Forgettable {
  readonly ids: readonly string[];
  /** By finding: in how many of its flows it is no longer to be seen. */
  readonly counts: ReadonlyMap<Finding, number>;
}

/**
 * Chooses what a long run may forget: the oldest, but not the evidence of a finding, nor the first flow that shows
 * it. A flow with a finding goes as a whole or not at all, because half of it would tell another story.
 *
 * @param ids - What is kept now, in order of arrival.
 * @param surplus - How many of the oldest are to go.
 */
export function forgettable(
  ids: readonly string[],
  surplus: number,
  { findings, flows }: Pick<Report, 'findings' | 'flows'>,
): Forgettable {
  const oldest = new Set(ids.slice(0, surplus));
  const firsts = new Set(findings.flatMap((finding) => finding.flows.slice(0, 1)));
  const troubled = new Set(findings.flatMap((finding) => finding.flows));
  const isOver = ({ steps }: FlowReport) => steps.every(({ transaction }) => oldest.has(transaction));
  const staying = flows.filter((flow) => firsts.has(flow.id) || (troubled.has(flow.id) && !isOver(flow)));
  const stay = new Set([
    ...findings.flatMap(({ evidence }) => evidence.map(({ transaction }) => transaction)),
    ...staying.flatMap(({ steps }) => steps.slice(-stepLimit).map(({ transaction }) => transaction)),
  ]);
  const stayingFlows = new Set(staying.map(({ id }) => id));
  return {
    ids: [...oldest].filter((id) => !stay.has(id)),
    counts: new Map(
      findings.map((finding) => [finding, finding.flows.filter((id) => !stayingFlows.has(id)).length] as const),
    ),
  };
}
