import { type StatusMeaning, statusCodes } from '../knowledge/status-codes.js';
import type { Diagnostics, Observation } from '../types.js';

/**
 * What one Exchange transaction was in its sign-in attempt.
 *
 * - `bearer`, `other-scheme`, `anonymous`, `signed-in`: got in; `signed-in` where the source cannot show how
 * - `challenge`: a step of a handshake that goes on
 * - `refusal`: credentials, or the user, were turned down
 * - `failure`: no answer
 * - `unserved`: an answer in Exchange's place: a gateway's or http.sys's error, somebody's sign-in page, a size limit
 * - `other`: says nothing of the sign-in
 */
export type Answer =
  | 'bearer'
  | 'other-scheme'
  | 'anonymous'
  | 'signed-in'
  | 'challenge'
  | 'refusal'
  | 'failure'
  | 'unserved'
  | 'other';

// Each follows an accepted sign-in: 449 asks an ActiveSync client to provision, 451 sends it to another URL.
const acceptedStatuses: ReadonlySet<number> = new Set([304, 449, 451]);

/** Says what a transaction was. Looks at it alone. */
export function answerOf(observation: Observation): Answer {
  const { transaction } = observation;
  const status = transaction.response?.status;
  if (exchangeDiagnostics(observation).length > 0) return 'refusal';
  // A client that goes away says nothing of its sign-in: what was said before stands.
  if (status === undefined && transaction.failure?.stage === 'client') return 'other';
  if (status === undefined) return transaction.failure ? 'failure' : bareHeadAnswer(observation);
  if (status === 407 || isUnserved(observation, status)) return 'unserved';
  if ((status >= 200 && status < 300) || acceptedStatuses.has(status)) return acceptedBy(observation);
  if (status === 401) return unauthorizedAnswer(observation);
  if (status === 403 && sentCredentials(observation)) return 'refusal';
  return 'other';
}

/** Whether a transaction signs its connection in: NTLM and Negotiate do that (RFC 4559, [MS-N2HT]). */
export function signsConnectionIn({ authorization }: Observation, answer: Answer): boolean {
  return answer === 'other-scheme' && (authorization.scheme === 'ntlm' || authorization.scheme === 'negotiate');
}

/** Diagnostics that Exchange wrote; the look-alikes of SharePoint, Skype and others are not evidence here. */
export function exchangeDiagnostics(observation: Observation): Diagnostics[] {
  return observation.diagnostics.filter(({ dialect }) => dialect === 'exchange' || dialect === 'exchange-json');
}

/** A Bearer challenge that names Exchange as the resource. */
export function exchangeBearerChallenge(observation: Observation) {
  const bearer = observation.challenges.filter(({ scheme }) => scheme.toLowerCase() === 'bearer');
  return bearer.find((challenge) => challenge.bearer?.client_id === exchangePrincipal);
}

/** The Exchange Online service principal: the `client_id` of Exchange's challenges. */
export const exchangePrincipal = '00000002-0000-0ff1-ce00-000000000000';

const outages = statusesOf('outage');
const sizeLimits = statusesOf('limit');

/** The status codes with this meaning. */
export function statusesOf(wanted: StatusMeaning): ReadonlySet<number | undefined> {
  return new Set(statusCodes.filter(({ meaning }) => meaning === wanted).map(({ code }) => code));
}

// Exchange that shows itself and is busy (503) says nothing of the sign-in; what it met behind it does.
function isUnserved({ service, server, front, authorization, transaction }: Observation, status: number): boolean {
  if (service.kind !== 'exchange' || transaction.absent.includes('response-headers')) return false;
  if (front?.page !== undefined || front?.authCertificate) return true;
  if (status >= 500 && front?.failureContext !== undefined) return true;
  if (server?.exchange) return false;
  if (outages.has(status) || (status === 403 && front?.device !== undefined)) return true;
  return sizeLimits.has(status) && authorization.scheme === 'bearer' && !authorization.empty;
}

function acceptedBy({ authorization, transaction }: Observation): Answer {
  if (transaction.absent.includes('authorization') || transaction.absent.includes('request')) return 'signed-in';
  if (authorization.scheme === 'none') return 'anonymous';
  if (authorization.scheme !== 'bearer') return 'other-scheme';
  return authorization.empty ? 'anonymous' : 'bearer';
}

function unauthorizedAnswer(observation: Observation): Answer {
  const { authorization } = observation;
  if (authorization.scheme === 'bearer') return authorization.empty ? 'challenge' : 'refusal';
  if (authorization.scheme === 'basic' || authorization.scheme === 'other') return 'refusal';
  if (authorization.scheme === 'none') return refusedInChallenge(observation) ? 'refusal' : 'challenge';
  // NTLM: message 1 is answered with message 2 in a 401. Kerberos and message 3 carry the credentials.
  return authorization.message === 3 || authorization.message === 'kerberos' ? 'refusal' : 'challenge';
}

// Exchange puts error="invalid_token" beside every refusal of a token; it stands in for a request that was not seen.
function refusedInChallenge(observation: Observation): boolean {
  const { absent } = observation.transaction;
  const unseen = absent.includes('request') || absent.includes('authorization');
  return unseen && exchangeBearerChallenge(observation)?.bearer?.error !== undefined;
}

function bareHeadAnswer(observation: Observation): Answer {
  if (observation.challenges.length === 0) return 'other';
  return refusedInChallenge(observation) ? 'refusal' : 'challenge';
}

function sentCredentials({ authorization }: Observation): boolean {
  return authorization.scheme !== 'none' && !(authorization.scheme === 'bearer' && authorization.empty);
}
