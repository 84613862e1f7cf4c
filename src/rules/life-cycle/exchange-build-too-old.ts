import { compareBuilds, milestoneOf, versionOf } from '../../knowledge/exchange-builds.js';
import type { Flow, FlowRule, RuleContext } from '../../types.js';
import { isBetweenServers } from '../between-servers.js';
import { challengeConfidence, challengeSeverity, emptyBearerAnswers } from '../challenge/challenge-fault.js';
import { proof, quoteAuthorization } from '../evidence.js';
import { known } from '../values.js';
import { buildsOf, productName, quoteBuild, type SeenBuild } from './seen-build.js';

/**
 * The client asks for modern authentication, and the server is of a build from before it. What such a server offers, or
 * does not, is then no fault of its settings: switching anything on would not help.
 */
export default {
  id: 'exchange-build-too-old',
  scope: 'flow',
  needs: ['authorization', 'response-headers'],
  references: [
    'https://learn.microsoft.com/microsoft-365/enterprise/configure-exchange-server-for-hybrid-modern-authentication',
    'https://learn.microsoft.com/exchange/new-features/build-numbers-and-release-dates',
  ],
  applies: (flow, context) =>
    flow.service.kind === 'exchange' &&
    flow.outcome !== 'bearer' &&
    !isBetweenServers(flow) &&
    tooOldOf(flow, context) !== undefined,
  check(flow, context) {
    const asked = emptyBearerAnswers(flow).at(-1);
    const seen = tooOldOf(flow, context);
    if (!asked || !seen || context.expect === 'none') return undefined;
    const values = known({
      kind: context.expect === 'adfs' ? 'adfs' : 'hma',
      product: productName(seen.product),
      build: seen.build,
      release: versionOf(seen.build),
      ...minimumFor(seen, context),
      host: flow.service.host,
      server: seen.observation.server?.frontEnd,
    });
    const severity = challengeSeverity(flow, context);
    return {
      severity,
      confidence: challengeConfidence(flow),
      values,
      evidence: proof(quoteBuild(seen), quoteAuthorization(asked)),
    };
  },
} satisfies FlowRule;

const needOf = ({ expect }: RuleContext) => (expect === 'adfs' ? 'adfs' : 'hma');

// A higher build than any that is listed is newer, and can do it.
function tooOldOf(flow: Flow, context: RuleContext): SeenBuild | undefined {
  return buildsOf(flow).find(({ build, product }) => {
    const minimum = milestoneOf(needOf(context), product);
    return minimum === undefined || compareBuilds(build, minimum.build) < 0;
  });
}

function minimumFor({ product }: SeenBuild, context: RuleContext) {
  const minimum = milestoneOf(needOf(context), product);
  return minimum && { minimum: minimum.build, minimumRelease: minimum.release };
}
