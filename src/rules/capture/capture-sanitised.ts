import { countOf } from '../../flow/fold.js';
import type { CaptureRule, Flow, Observation, Part } from '../../types.js';
import { proof, quoteHeader, quoteStatus } from '../evidence.js';
import { known } from '../values.js';
import { lacks, missedIn } from './missed.js';

const parts: readonly Part[] = ['authorization'];

/**
 * The program that saved the capture took the credentials out, and somebody was turned away in it: what they had sent
 * cannot be known. Where all got in, nobody misses anything.
 */
export default {
  id: 'capture-sanitised',
  scope: 'capture',
  needs: ['request'],
  references: [
    'https://developer.chrome.com/blog/new-in-devtools-130',
    'https://www.chromium.org/for-testers/providing-network-details/',
  ],
  applies: (flows) => flows.some((flow) => lacks(flow, parts)),
  check(flows, context) {
    const missed = missedIn(flows, context, parts).filter(({ observations }) => observations.some(isRefused));
    const [first] = missed;
    const refused = first?.observations.findLast(isRefused);
    if (!first || !refused) return undefined;
    const { host, virtualDirectory } = first.service;
    const values = known({ kind: kindOf(first), host, virtualDirectory, flows: countOf(missed) });
    const evidence = proof(quoteStatus(refused), quoteHeader(refused, 'www-authenticate'));
    return { severity: 'warning', confidence: 'high', values, evidence };
  },
} satisfies CaptureRule;

// Websites and hosting panels ask for credentials too: of them nobody wants to know.
function isRefused({ transaction, server }: Observation): boolean {
  const status = transaction.response?.status;
  return (
    server?.exchange === true && transaction.absent.includes('authorization') && (status === 401 || status === 403)
  );
}

function kindOf({ source }: Flow): string {
  return source === 'har' || source === 'netlog' ? source : 'other';
}
