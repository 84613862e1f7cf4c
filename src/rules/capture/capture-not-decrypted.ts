import type { CaptureRule, Summary } from '../../types.js';
import { known } from '../values.js';

/** Most of the capture is tunnels that nobody can look into, and nothing of Exchange or of a sign-in is beside them. */
export default {
  id: 'capture-not-decrypted',
  scope: 'capture',
  needs: ['request'],
  references: [
    'https://docs.telerik.com/fiddler/configure-fiddler/tasks/decrypthttps',
    'https://docs.mitmproxy.org/stable/concepts/certificates/',
  ],
  applies: (_flows, { summary }) => summary.tunnels > 0,
  check(_flows, { summary }) {
    if (!isNotDecrypted(summary)) return undefined;
    const { tunnels, transactions } = summary;
    const evidence = [{ transaction: '', where: 'capture', quote: `CONNECT: ${tunnels}/${transactions}` }];
    return { severity: 'warning', confidence: 'high', values: known({ tunnels, transactions }), evidence };
  },
} satisfies CaptureRule;

/** With decryption each tunnel has requests behind it; without there are few beside them, of plain HTTP. */
export function isNotDecrypted({ tunnels, transactions, exchange, signIn }: Summary): boolean {
  return exchange + signIn === 0 && tunnels > transactions - tunnels;
}
