import type { CaptureRule } from '../../types.js';
import { isNotDecrypted } from './capture-not-decrypted.js';

/** Nothing of Exchange or of a sign-in is in the capture. Silence would look like health. */
export default {
  id: 'nothing-to-diagnose',
  scope: 'capture',
  needs: ['request'],
  references: [],
  applies: (flows, { summary }) =>
    summary.exchange + summary.signIn === 0 &&
    !isNotDecrypted(summary) &&
    flows.every(({ source }) => source !== 'token'),
  check(flows, { summary }) {
    if (summary.exchange + summary.signIn > 0 || flows.length > 0) return undefined;
    const transactions = String(summary.transactions);
    const evidence = [{ transaction: '', where: 'capture', quote: `transactions: ${transactions}` }];
    return { severity: 'info', confidence: 'high', values: { transactions }, evidence };
  },
} satisfies CaptureRule;
