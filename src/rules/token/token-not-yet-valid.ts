import { issuerKindOf } from '../../knowledge/issuers.js';
import type { FlowRule } from '../../types.js';
import { known } from '../values.js';
import { timeValues } from './match/time.js';
import { problemOf, verdictOf } from './verdict.js';

/**
 * A token was refused whose validity begins in the server's future: one of the clocks is wrong, mostly the server's,
 * since Entra ID's are right. Judged by the server's own `Date` alone.
 */
export default {
  id: 'token-not-yet-valid',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.5',
    'https://learn.microsoft.com/windows-server/networking/windows-time-service/windows-time-service-tools-and-settings',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'token-not-yet-valid');
    if (!verdict) return undefined;
    const { observation, token } = verdict.refusal;
    const { validFrom, at, skew, user } = timeValues(observation, token);
    const server = observation.server?.frontEnd;
    const kind = issuerKindOf(token?.issuer) === 'adfs' ? 'adfs' : 'entra';
    return problemOf(verdict, known({ kind, validFrom, at, skew, user, host: flow.service.host, server }));
  },
} satisfies FlowRule;
