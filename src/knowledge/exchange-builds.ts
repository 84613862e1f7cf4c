import { builds2013 } from './exchange-builds/2013.js';
import { builds2016 } from './exchange-builds/2016.js';
import { builds2019 } from './exchange-builds/2019.js';
import {
  type ExchangeMilestone,
  type ExchangeNeed,
  type ExchangeSupport,
  exchangeMilestones,
  exchangeSupport,
} from './exchange-builds/milestones.js';
import type { ExchangeBuild, ExchangeProduct } from './exchange-builds/row.js';
import { buildsSe } from './exchange-builds/subscription-edition.js';

export type { ExchangeBuild, ExchangeMilestone, ExchangeNeed, ExchangeProduct, ExchangeSupport };
export { exchangeMilestones, exchangeSupport };

/**
 * Which build is which version of Exchange Server, what each version can do, and how long it is supported. The list ends
 * where it was taken: a build that is higher than all of it is newer, never wrong.
 */

/** Every release that is known. */
export const exchangeBuilds: readonly ExchangeBuild[] = [...builds2013, ...builds2016, ...builds2019, ...buildsSe];

/** The product of a build such as `15.1.2507.6`; undefined for Exchange Online and for what is no build of Exchange. */
export function productOf(build: string): ExchangeProduct | undefined {
  const [major, minor = 0, third = 0] = numbersOf(build);
  if (major === 8) return '2007';
  if (major === 14) return '2010';
  if (major !== 15) return undefined;
  if (minor === 0) return '2013';
  if (minor === 1) return '2016';
  if (minor !== 2) return undefined;
  return third < firstOfSe ? '2019' : 'se';
}

/** From this third number on, 15.2 is Subscription Edition. */
const firstOfSe = 2562;

/** The release that a build belongs to, by its first three numbers; undefined for one that is not listed. */
export function releaseOf(build: string): ExchangeBuild | undefined {
  const beginning = numbersOf(build).slice(0, 3).join('.');
  return exchangeBuilds.find((known) => known.build.startsWith(`${beginning}.`));
}

/** `CU23 Feb26SU`: the release, and the update where it is listed; undefined for a release that is not. */
export function versionOf(build: string): string | undefined {
  const release = releaseOf(build);
  const update = release?.updates.find(([, last]) => last === numbersOf(build)[3]);
  return release && [release.release, ...(update ? [update[0]] : [])].join(' ');
}

/** The milestone that a product has to reach; undefined where it has none. */
export function milestoneOf(need: ExchangeNeed, product: ExchangeProduct): ExchangeMilestone | undefined {
  return exchangeMilestones.find((row) => row.need === need && row.product === product);
}

/** How long a product is supported; undefined for one that is not known. */
export function supportOf(product: ExchangeProduct): ExchangeSupport | undefined {
  return exchangeSupport.find((row) => row.product === product);
}

/** Below zero when `a` is the older build; numbers are compared, so that zeros in front do not count. */
export function compareBuilds(a: string, b: string): number {
  const [first, second] = [numbersOf(a), numbersOf(b)];
  const at = first.findIndex((number, index) => number !== (second[index] ?? 0));
  return at < 0 ? 0 : (first[at] ?? 0) - (second[at] ?? 0);
}

function numbersOf(build: string): number[] {
  return build.split('.').map(Number);
}
