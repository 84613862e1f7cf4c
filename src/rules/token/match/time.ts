import type { Observation, Token } from '../../../types.js';
import { evidence, proof, quoteClaim } from '../../evidence.js';
import type { Refusal } from '../refusal.js';
import type { Misfit } from './misfit.js';

/** Clocks differ, and Exchange allows for it: a token is called expired, or too young, only beyond this. Seconds. */
export const skewSeconds = 300;

/** The token's time against the server's clock; where the server does not say its own, against the traffic's time. */
export function timeCell({ observation, token }: Refusal): Misfit | undefined {
  const at = judgedAt(observation);
  if (!token || at === undefined) return undefined;
  if (isExpired(token, at)) return misfit(observation, token, 'exp', token.expiresAt);
  // A slow clock of the machine that captured makes no token too young for Exchange: only Exchange's own clock does.
  const { date } = observation.server ?? {};
  return date !== undefined && isTooYoung(token, date) ? misfit(observation, token, 'nbf', token.notBefore) : undefined;
}

function misfit(observation: Observation, token: Token, claim: 'exp' | 'nbf', value = 0): Misfit {
  return {
    cell: 'time',
    rule: claim === 'exp' ? 'expired-token' : 'token-not-yet-valid',
    values: { ...timeValues(observation, token) },
    evidence: proof(quoteClaim(observation, claim, String(value)), quoteDate(observation)),
  };
}

/** Had the token ended at this time (ms since the epoch)? */
export function isExpired({ expiresAt }: Token, at: number): boolean {
  return expiresAt !== undefined && at / 1000 > expiresAt + skewSeconds;
}

function isTooYoung({ notBefore }: Token, at: number): boolean {
  return notBefore !== undefined && at / 1000 < notBefore - skewSeconds;
}

/** What a message needs to tell of a token's time. */
export function timeValues(observation: Observation, token: Token | undefined) {
  return {
    expiredAt: isoTime(inMs(token?.expiresAt)),
    validFrom: isoTime(inMs(token?.notBefore)),
    at: isoTime(judgedAt(observation)),
    skew: skewOf(observation),
    user: token?.user,
  };
}

function inMs(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1000;
}

function judgedAt({ server, transaction }: Observation): number | undefined {
  return server?.date ?? transaction.startedAt;
}

// Whole minutes by which the clock that made the capture is ahead of the server's (behind, where negative).
function skewOf({ server, transaction: { startedAt } }: Observation): string | undefined {
  if (server?.date === undefined || startedAt === undefined) return undefined;
  const seconds = (startedAt - server.date) / 1000;
  return Math.abs(seconds) > skewSeconds ? String(Math.round(seconds / 60)) : undefined;
}

// As every server writes it (RFC 9110 §5.6.7), so that the line need not be kept to be quoted.
function quoteDate(observation: Observation) {
  const { date } = observation.server ?? {};
  return date === undefined ? undefined : evidence(observation, 'Date', new Date(date).toUTCString());
}

/** ISO 8601; claims hold any number, and one that is no date is left out. */
export function isoTime(ms: number | undefined): string | undefined {
  return ms !== undefined && Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : undefined;
}
