/**
 * A morning's start of Outlook as it is in life: five hundred transactions through Fiddler, in which nothing is wrong.
 * Exchange Online is asked first, the web site of the domain knows nothing, the token was kept from the day before, a
 * delegate's mailbox opens over RPC, Teams and OneDrive talk beside it, and MAPI loses its context once.
 */
import { discovery } from './long-start/discovery.js';
import { delegate, lostContext, opening, working } from './long-start/mailbox.js';
import { longStartNoise } from './long-start/noise.js';
import { addressBook, exchangeWebServices } from './long-start/services.js';
import type { Exchange } from './traffic.js';

/** How many transactions it has. */
export const longStartLength = 500;

/** All of it, in the order of the wire. Times are seconds after the start. */
export function longStart(): Exchange[] {
  const own = [
    ...discovery(),
    ...opening(),
    ...working(),
    ...delegate(),
    ...lostContext(),
    ...exchangeWebServices(),
    ...addressBook(),
  ];
  const noise = longStartNoise(longStartLength - own.length);
  return [...own, ...noise].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}
