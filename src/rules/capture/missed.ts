import { gotIn } from '../../flow/attempts.js';
import type { Flow, Part, RuleContext, SourceKind } from '../../types.js';

/** Sources that never show all of a request: what they lack, no program left out. */
const partial: ReadonlySet<SourceKind> = new Set(['live', 'log', 'text', 'token']);

/**
 * The flows that did not get in, and of which a rule could not tell why, because a program that saved the capture left
 * out one of these parts. What is missing and hid nothing that anybody needs is no fault of a capture.
 */
export function missedIn(flows: readonly Flow[], { unknown = [] }: RuleContext, parts: readonly Part[]): Flow[] {
  const missed = new Set(unknown.filter(({ missing }) => parts.includes(missing)).flatMap((one) => one.flows));
  return flows.filter((flow) => missed.has(flow.id) && !gotIn(flow.outcome) && lacks(flow, parts));
}

/** Whether a recorder of traffic left one of these parts out of a flow. */
export function lacks({ source, observations, signIn }: Flow, parts: readonly Part[]): boolean {
  if (partial.has(source)) return false;
  return [...observations, ...signIn].some(({ transaction }) =>
    parts.some((part) => transaction.absent.includes(part)),
  );
}
