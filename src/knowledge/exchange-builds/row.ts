import type { Status } from '../clouds.js';

/** A product of Exchange Server. `se`: Subscription Edition. */
export type ExchangeProduct = '2007' | '2010' | '2013' | '2016' | '2019' | 'se';

/** One release (RTM or a cumulative update), and the updates to it. */
export interface ExchangeBuild {
  readonly product: ExchangeProduct;
  /** `RTM`, `CU13`. */
  readonly release: string;
  /** Four numbers, without zeros in front. */
  readonly build: string;
  /** ISO 8601 day; missing where it is not known. */
  readonly released?: string;
  /** Security and hotfix updates by the last number of their build: `Feb26SU .43`, the oldest first. */
  readonly updates: readonly (readonly [name: string, last: number])[];
  readonly source: string;
  readonly status: Status;
}

const source = 'CSS-Exchange Shared/Get-ExchangeBuildVersionInformation.ps1 (f88378b)';

/** A row of the list that Microsoft's own scripts use. `updates` as in `Feb26SU .43 Apr26SU .45`. */
export function row(
  product: ExchangeProduct,
  release: string,
  build: string,
  released: string,
  updates: string,
): ExchangeBuild {
  const pairs = [...updates.matchAll(/(\S+) \.(\d+)/g)].map(([, name = '', last]) => [name, Number(last)] as const);
  return { product, release, build, released, updates: pairs, source, status: 'verified' };
}

/** A row that is commonly known and not in that list. */
export function unverifiedRow(product: ExchangeProduct, release: string, build: string): ExchangeBuild {
  return { product, release, build, updates: [], source: 'general knowledge', status: 'unverified' };
}
