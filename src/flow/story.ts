import { withoutOrdinals } from '../parse/placeholder.js';
import { pathEnd } from '../parse/service.js';
import type { Authorization, FlowStep, NtlmMessage, Observation, SignInAnswer } from '../types.js';

/** Tells one transaction in the words of the wire: what was sent, and what the answer says. */
export function stepOf(observation: Observation): FlowStep {
  const { transaction, service } = observation;
  const { request, response, failure } = transaction;
  const sent = service.kind === 'sign-in' ? undefined : sentWords(observation);
  const target = targetOf(request?.url);
  return {
    transaction: transaction.id,
    leg: service.kind === 'sign-in' || observation.entraErrors.length > 0 ? 'sign-in' : 'exchange',
    says: answerWords(observation),
    ...(transaction.startedAt !== undefined && { at: transaction.startedAt }),
    ...(request && { method: request.method }),
    ...(target !== undefined && { target }),
    ...(sent !== undefined && { sent }),
    ...(response?.status !== undefined && { status: response.status }),
    ...(failure && { failure: `${failure.stage}: ${failure.code}` }),
  };
}

function sentWords({ transaction, authorization }: Observation): string | undefined {
  if (!transaction.request || transaction.absent.includes('authorization')) return undefined;
  return authorizationWords(authorization);
}

function authorizationWords(authorization: Authorization): string {
  switch (authorization.scheme) {
    case 'none':
      return 'no Authorization';
    case 'bearer':
      return authorization.empty ? 'Bearer (empty)' : 'Bearer token';
    case 'basic':
      return 'Basic';
    case 'ntlm':
      return `NTLM ${ntlmWords[authorization.message]}`;
    case 'negotiate':
      return `Negotiate ${ntlmWords[authorization.message]}`;
    case 'other':
      return authorization.name;
  }
}

const ntlmWords: Record<NtlmMessage, string> = {
  1: 'type 1',
  2: 'type 2',
  3: 'type 3',
  kerberos: 'Kerberos',
  unknown: 'message',
};

function answerWords({ challenges, diagnostics, entraErrors, signInAnswer, mapi }: Observation): string[] {
  const schemes = challenges.map(({ scheme, bearer }) =>
    bearer && bearer.authorization_uri === undefined ? `${scheme} (no authorization_uri)` : scheme,
  );
  return [
    ...(schemes.length > 0 ? [[...new Set(schemes)].join(', ')] : []),
    ...diagnostics.map(
      ({ code, error_category }) => `x-ms-diagnostics ${[code, error_category].filter(Boolean).join(' ')}`,
    ),
    ...entraErrors.map(({ code, msis, error }) => (code !== undefined ? `AADSTS${code}` : (msis ?? error ?? 'error'))),
    ...signInWords(signInAnswer),
    ...(mapi?.responseCode !== undefined ? [`X-ResponseCode ${mapi.responseCode}`] : []),
  ];
}

function signInWords(answer: SignInAnswer | undefined): string[] {
  if (answer?.kind === 'token') return ['token issued'];
  if (answer?.kind === 'code') return ['code issued'];
  return answer?.kind === 'page' ? ['page'] : [];
}

// Without the query: it is long, and its values were cut anyway.
function targetOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : withoutOrdinals(url.slice(0, pathEnd(url)).replace(/^https?:\/\//i, ''));
}
