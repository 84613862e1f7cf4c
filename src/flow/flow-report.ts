import type { Flow, FlowReport } from '../types.js';
import { stepOf } from './story.js';

/** A flow as the report shows it: who, where, how it ended, and its story. */
export function flowReport({ id, service, client, outcome, observations, signIn, laterUses }: Flow): FlowReport {
  const seen = [...new Set([...observations, ...signIn])].map(stepOf).sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  return {
    id,
    protocol: service.protocol,
    client: client.kind,
    outcome,
    steps: seen,
    laterUses,
    ...(service.host !== undefined && { host: service.host }),
    ...(service.virtualDirectory !== undefined && { virtualDirectory: service.virtualDirectory }),
    ...(client.user !== undefined && { user: client.user }),
  };
}
