import type { Status } from '../clouds.js';
import type { ExchangeProduct } from './row.js';

/** What a server must be able to do. */
export type ExchangeNeed =
  | 'hma'
  | 'evosts-naming'
  | 'adfs'
  | 'extended-protection'
  | 'extended-protection-by-default'
  | 'hma-owa'
  | 'dedicated-hybrid-app';

/** From which build on a product can do it. A product without a row cannot, or needs no more than its first build. */
export interface ExchangeMilestone {
  readonly need: ExchangeNeed;
  readonly product: ExchangeProduct;
  readonly release: string;
  readonly build: string;
  readonly source: string;
  readonly status: Status;
}

const blog = 'Exchange Team Blog, Hybrid Modern Authentication (2017-12); CSS-Exchange';
const page = 'learn: configure hybrid modern authentication; CSS-Exchange';
const protection = 'learn: Extended Protection; CSS-Exchange';
const hybridApp = 'CSS-Exchange ConfigureExchangeHybridApplication.ps1';

/** What came with which build; the lowest first. */
export const exchangeMilestones: readonly ExchangeMilestone[] = [
  milestone('hma', '2013', 'CU19', '15.0.1365.1', blog),
  milestone('hma', '2016', 'CU8', '15.1.1415.2', blog),
  milestone('hma', '2019', 'CU1', '15.2.330.5', page),
  milestone('hma', 'se', 'RTM', '15.2.2562.17', 'CSS-Exchange (build)'),
  milestone('evosts-naming', '2016', 'CU18', '15.1.2106.2', page),
  milestone('evosts-naming', '2019', 'CU7', '15.2.721.2', page),
  milestone('adfs', '2019', 'CU13', '15.2.1258.12', 'learn: modern authentication in Exchange on-premises'),
  milestone('adfs', 'se', 'RTM', '15.2.2562.17', 'CSS-Exchange (build)'),
  milestone('extended-protection', '2013', 'CU23 Aug22SU', '15.0.1497.40', protection),
  milestone('extended-protection', '2016', 'CU23 Aug22SU', '15.1.2507.12', protection),
  milestone('extended-protection', '2019', 'CU12 Aug22SU', '15.2.1118.12', protection),
  milestone('extended-protection-by-default', '2019', 'CU14', '15.2.1544.4', protection),
  milestone('hma-owa', '2019', 'CU14 Apr24HU', '15.2.1544.11', page),
  milestone('dedicated-hybrid-app', '2016', 'CU23 Apr25HU', '15.1.2507.55', hybridApp),
  milestone('dedicated-hybrid-app', '2019', 'CU14 Apr25HU', '15.2.1544.25', hybridApp),
  milestone('dedicated-hybrid-app', '2019', 'CU15 Apr25HU', '15.2.1748.24', hybridApp),
  milestone('dedicated-hybrid-app', 'se', 'RTM', '15.2.2562.17', hybridApp),
];

/** How long a product is supported. */
export interface ExchangeSupport {
  readonly product: ExchangeProduct;
  /** Last day, ISO 8601. */
  readonly until: string;
  readonly source: string;
  readonly status: Status;
}

/** When extended support ends or ended. */
export const exchangeSupport: readonly ExchangeSupport[] = [
  { product: '2007', until: '2017-04-11', source: 'general knowledge', status: 'unverified' },
  { product: '2010', until: '2020-10-13', source: 'general knowledge', status: 'unverified' },
  support('2013', '2023-04-11'),
  support('2016', '2025-10-14'),
  support('2019', '2025-10-14'),
  support('se', '2035-12-31'),
];

function milestone(
  need: ExchangeNeed,
  product: ExchangeProduct,
  release: string,
  build: string,
  source: string,
): ExchangeMilestone {
  return { need, product, release, build, source, status: 'verified' };
}

function support(product: ExchangeProduct, until: string): ExchangeSupport {
  return { product, until, source: 'CSS-Exchange (f88378b)', status: 'verified' };
}
