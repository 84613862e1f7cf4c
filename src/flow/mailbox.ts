import type { Observation } from '../types.js';

/** What MAPI/HTTP said of a mailbox. */
export interface MailboxState {
  /** Equal strings are the same mailbox. */
  readonly mailbox: string;
  readonly isOpen: boolean;
}

/**
 * Whether a mailbox opened, by a MAPI/HTTP answer: who signed in well may still be turned away, in a 200. Undefined where
 * the answer says nothing of it.
 *
 * @see [MS-OXCMAPIHTTP] 2.2.3.3.3, 2.2.4.1.3
 */
export function mailboxStateOf({ mapi }: Observation): MailboxState | undefined {
  if (mapi?.responseCode === undefined) return undefined;
  const isOpen = mapi.responseCode === 0 && !mapi.connectCode && !mapi.protocolDisabled;
  return { mailbox: mapi.mailbox ?? '', isOpen };
}

/** The answers of the mailboxes that did not open to the end of a flow, in their order. */
export function mailboxFailures(observations: readonly Observation[]): Observation[] {
  const failing = new Map<string, Observation[]>();
  for (const observation of observations) {
    const state = mailboxStateOf(observation);
    if (!state) continue;
    const before = failing.get(state.mailbox);
    if (state.isOpen) failing.delete(state.mailbox);
    else if (before) before.push(observation);
    else failing.set(state.mailbox, [observation]);
  }
  return [...failing.values()].flat();
}
