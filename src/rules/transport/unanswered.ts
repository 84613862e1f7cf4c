import type { Flow } from '../../types.js';

/**
 * A request of the flow, or of its sign-in, has no response: it failed, it still runs, or it was not recorded. A pasted
 * error of curl may be the failure alone.
 */
export function lacksAnswer({ observations, signIn }: Flow): boolean {
  return [...observations, ...signIn].some(
    ({ transaction: { request, response, failure } }) => !response && (request !== undefined || failure !== undefined),
  );
}
