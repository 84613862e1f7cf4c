import type { Observation, RuleContext, SummaryRow } from '../../types.js';

/**
 * Whether a tunnel is for another host than the one where the sign-in went on. Outlook also fetches the pictures of mails, and
 * asks the root domain for Autodiscover: a host of which nothing else is known is another one, where Exchange has
 * answered. Unless that was Autodiscover alone, which sends its clients on to others.
 */
export function isElsewhere({ service, transaction }: Observation, { summary }: RuleContext): boolean {
  const { host = '', online, kind } = service;
  // Of a live run its user names the hosts that count.
  if (transaction.request?.method !== 'CONNECT' || transaction.source === 'live') return false;
  if (online || kind === 'sign-in' || host.startsWith('autodiscover.')) return false;
  const answered = summary.rows.filter(isAnswered);
  if (answered.some((row) => row.host === host)) return false;
  return answered.some((row) => row.protocol !== 'autodiscover' || row.host.endsWith(`.${host}`));
}

/** Exchange answered here. */
export function isAnswered({ bearer, otherScheme, anonymous, refused, offersBearer }: SummaryRow): boolean {
  return offersBearer || bearer + otherScheme + anonymous + refused > 0;
}
