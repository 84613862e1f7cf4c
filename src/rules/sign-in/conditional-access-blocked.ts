import type { Flow } from '../../types.js';
import { applicationIn, userOf } from './said.js';
import { signInRule } from './sign-in-rule.js';

/**
 * A policy forbids the sign-in. Entra ID names no policy. Where the device could not prove itself the capture may be to
 * blame: a device does that by a certificate in TLS, which no interception can pass on.
 */
export default signInRule('conditional-access-blocked', {
  references: [
    'https://learn.microsoft.com/entra/identity/conditional-access/troubleshoot-conditional-access',
    'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-device-compliance',
  ],
  values: (flow, failure) => ({ user: userOf(flow, failure), ...applicationIn(failure) }),
  weight: (flow, { kind = '' }) => {
    if (kind === 'device-proof' && isIntercepted(flow)) return { severity: 'warning', confidence: 'low' };
    return { severity: 'error', confidence: kind.startsWith('device') && isIntercepted(flow) ? 'medium' : 'high' };
  },
});

/** These were made by opening the encrypted connection, or may have been. */
function isIntercepted({ source }: Flow): boolean {
  return source !== 'text' && source !== 'log' && source !== 'netlog';
}
