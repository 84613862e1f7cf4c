import type { Flow, FlowReport } from '../types.js';
import { timesOf } from './fold.js';
import { stepOf } from './story.js';

/** A flow as the report shows it: who, where, how it ended, and its story. */
export function flowReport(flow: Flow): FlowReport {
  const { id, service, client, outcome, observations, signIn, laterUses, folded } = flow;
  const program = observations[0]?.transaction.client;
  const seen = [...new Set([...observations, ...signIn])].map(stepOf).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return {
    id,
    protocol: service.protocol,
    client: client.kind,
    outcome,
    steps: seen,
    laterUses,
    times: timesOf(flow),
    ...(service.host !== undefined && { host: service.host }),
    ...(service.virtualDirectory !== undefined && { virtualDirectory: service.virtualDirectory }),
    // One user that holds for a part of them would mislead.
    ...(client.user !== undefined && !folded?.severalUsers && { user: client.user }),
    ...(program && !folded && { program }),
  };
}
