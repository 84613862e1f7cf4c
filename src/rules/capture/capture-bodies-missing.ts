import { countOf } from '../../flow/fold.js';
import type { CaptureRule, Flow, Observation, Part } from '../../types.js';
import { evidence, proof, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { lacks, missedIn } from './missed.js';

const parts: readonly Part[] = ['response-body', 'request-body'];

/** The program that saved the capture left bodies out, and one of them would say why a sign-in failed. */
export default {
  id: 'capture-bodies-missing',
  scope: 'capture',
  needs: ['request'],
  references: ['http://www.softwareishard.com/blog/har-12-spec/'],
  applies: (flows) => flows.some((flow) => lacks(flow, parts)),
  check(flows, context) {
    const missed = missedIn(flows, context, parts);
    const [seen] = missed.flatMap(bodiless);
    if (!seen) return undefined;
    const { url } = seen.transaction.request ?? {};
    const kind = missed[0]?.source === 'netlog' ? 'netlog' : 'other';
    const values = known({ kind, host: seen.service.host, flows: countOf(missed) });
    const place = url === undefined ? undefined : evidence(seen, 'url', url.split(/[?#]/, 1)[0] ?? '');
    return { severity: 'info', confidence: 'high', values, evidence: proof(quoteStatus(seen), place) };
  },
} satisfies CaptureRule;

// What Entra ID says stands in a body; of Exchange the heads tell most.
function bodiless({ observations, signIn }: Flow): Observation[] {
  const lacking = [...signIn, ...observations].filter(({ transaction }) =>
    parts.some((part) => transaction.absent.includes(part)),
  );
  const refused = lacking.find(({ transaction }) => (transaction.response?.status ?? 0) >= 400);
  return refused ? [refused] : lacking.slice(0, 1);
}
