import type { Flow } from '../types.js';

/** A request of the flow, or of its sign-in, has no response: it failed, it still runs, or it was not recorded. */
export function lacksAnswer({ observations, signIn }: Flow): boolean {
  return [...observations, ...signIn].some(({ transaction }) => transaction.request && !transaction.response);
}
