import { type ExchangeProduct, productOf } from '../../knowledge/exchange-builds.js';
import type { Evidence, Flow, Observation } from '../../types.js';
import { quoteHeader } from '../evidence.js';

/** An answer that names the build of an Exchange Server. */
export interface SeenBuild {
  readonly observation: Observation;
  readonly build: string;
  readonly product: ExchangeProduct;
}

/** The builds that the answers of a flow name, in order; not those of Exchange Online, which nobody has to look after. */
export function buildsOf({ observations, service }: Flow): SeenBuild[] {
  if (service.online) return [];
  return observations.flatMap((observation) => {
    const build = observation.server?.build;
    const product = build === undefined ? undefined : productOf(build);
    return build === undefined || product === undefined ? [] : [{ observation, build, product }];
  });
}

/** Quotes the header that names the build. */
export function quoteBuild({ observation }: SeenBuild): Evidence | undefined {
  return quoteHeader(observation, 'x-owa-version') ?? quoteHeader(observation, 'x-serverapplication');
}

/** As Microsoft calls it. */
export function productName(product: ExchangeProduct): string {
  return product === 'se' ? 'Exchange Server SE' : `Exchange Server ${product}`;
}
