import { applicationOf } from '../../knowledge/applications.js';
import { applicationInReason } from '../../knowledge/diagnostics.js';
import type { FlowRule } from '../../types.js';
import { proof, quoteClaim } from '../evidence.js';
import { known } from '../values.js';
import { isServerToServer } from './token-kind.js';
import { problemOf, verdictOf, worldOf } from './verdict.js';

/** Exchange does not know the application that calls: its partner application is missing or disabled. */
export default {
  id: 'unknown-application',
  scope: 'flow',
  needs: ['response-headers'],
  references: [
    'https://learn.microsoft.com/powershell/module/exchange/get-partnerapplication',
    'https://learn.microsoft.com/openspecs/exchange_server_protocols/ms-xoauth/',
  ],
  applies: (flow) => flow.outcome === 'refused',
  check(flow) {
    const verdict = verdictOf(flow, 'unknown-application');
    if (!verdict) return undefined;
    const { refusal, reason, evidence } = verdict;
    const { observation, token } = refusal;
    const [, unknown, actual] = applicationInReason.exec(reason) ?? [];
    const application = unknown ?? actual ?? token?.application;
    const values = known({
      kind: token && isServerToServer(token) ? 's2s' : 'application',
      application,
      name: applicationOf(application)?.name,
      host: flow.service.host,
      world: worldOf(flow),
    });
    const claim = token?.application === undefined ? undefined : quoteClaim(observation, 'appid', token.application);
    return problemOf({ ...verdict, evidence: proof(...evidence, claim) }, values);
  },
} satisfies FlowRule;
