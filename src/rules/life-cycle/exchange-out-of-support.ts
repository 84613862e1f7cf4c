import { exchangeSupport, supportOf, versionOf } from '../../knowledge/exchange-builds.js';
import type { CaptureRule, Flow } from '../../types.js';
import { proof } from '../evidence.js';
import { known } from '../values.js';
import { buildsOf, productName, quoteBuild, type SeenBuild } from './seen-build.js';

/** A server runs a version of Exchange that was no longer supported when the traffic was seen. */
export default {
  id: 'exchange-out-of-support',
  scope: 'capture',
  needs: ['time'],
  references: [
    'https://learn.microsoft.com/lifecycle/products/exchange-server-2016',
    'https://learn.microsoft.com/lifecycle/products/exchange-server-2019',
  ],
  applies: (flows) => buildsIn(flows).some((seen) => hasEnded(seen) || (timeOf(seen) === undefined && isOld(seen))),
  check(flows) {
    const [oldest] = buildsIn(flows).filter(hasEnded).sort(byEnd);
    if (!oldest) return undefined;
    const { build, product, observation } = oldest;
    const values = known({
      product: productName(product),
      release: versionOf(build),
      build,
      until: supportOf(product)?.until,
      server: observation.server?.frontEnd,
    });
    return { severity: 'info', confidence: 'high', values, evidence: proof(quoteBuild(oldest)) };
  },
} satisfies CaptureRule;

function buildsIn(flows: readonly Flow[]): SeenBuild[] {
  return flows.flatMap(buildsOf);
}

// The server's own clock where the source has no times.
function timeOf({ observation }: SeenBuild): number | undefined {
  return observation.transaction.startedAt ?? observation.server?.date;
}

function hasEnded(seen: SeenBuild): boolean {
  const time = timeOf(seen);
  const until = supportOf(seen.product)?.until;
  return time !== undefined && until !== undefined && time >= Date.parse(until) + 86_400_000;
}

// Of the version that is sold nobody has to ask; of a paste nobody expects times.
function isOld({ product, observation }: SeenBuild): boolean {
  return observation.transaction.source !== 'text' && product !== exchangeSupport.at(-1)?.product;
}

function byEnd(a: SeenBuild, b: SeenBuild): number {
  const [first = '', second = ''] = [supportOf(a.product)?.until, supportOf(b.product)?.until];
  return first < second ? -1 : first > second ? 1 : 0;
}
