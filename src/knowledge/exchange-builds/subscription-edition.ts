import { type ExchangeBuild, row } from './row.js';

/** Exchange Server Subscription Edition: its releases, the oldest first. */
export const buildsSe: readonly ExchangeBuild[] = [
  row('se', 'RTM', '15.2.2562.17', '2025-07-01', 'Aug25SU .20 Sep25HU .27 Oct25SU .29 Dec25SU .35 Feb26SU .37'),
];
