import { applicationOf } from '../../knowledge/applications.js';
import { partnerInReason, requiredAndGranted } from '../../knowledge/diagnostics.js';
import type { FlowRule, Token } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { problemOf, type Verdict, verdictOf, worldOf } from './verdict.js';

/** The token is good, but it does not permit this call. Signing in again brings the same token, and does not help. */
export default {
  id: 'missing-permission',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/exchange/client-developer/exchange-web-services/how-to-authenticate-an-ews-application-by-using-oauth',
    'https://learn.microsoft.com/exchange/troubleshoot/calendars/resolve-free-busy-errors',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'missing-permission');
    if (!verdict) return undefined;
    const { refusal, misfit, reason, evidence } = verdict;
    const { token, meaning } = refusal;
    const [, required, printed] = requiredAndGranted.exec(reason) ?? [];
    const values = known({
      kind: meaning?.kind ?? misfit?.values.kind ?? 'other',
      required: required ?? misfit?.values.required,
      granted: printed ?? (token && grantedBy(token)),
      application: partnerInReason.exec(reason)?.[1] ?? token?.application,
      name: applicationOf(token?.application)?.name,
      user: token?.user,
      virtualDirectory: flow.service.virtualDirectory,
      host: flow.service.host,
      world: worldOf(flow),
    });
    return problemOf({ ...verdict, evidence: misfit ? evidence : proof(...evidence, permissionsOf(verdict)) }, values);
  },
} satisfies FlowRule;

function grantedBy({ scopes, roles }: Token): string | undefined {
  return [...scopes, ...roles].join(' ') || undefined;
}

function permissionsOf({ refusal: { observation, token } }: Verdict) {
  const granted = token && grantedBy(token);
  if (!granted) return undefined;
  return quoteClaim(observation, token.scopes.length > 0 ? 'scp' : 'roles', granted);
}
