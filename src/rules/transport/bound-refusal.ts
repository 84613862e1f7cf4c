import { answerOf } from '../../flow/answer.js';
import { interceptorOf } from '../../flow/interception.js';
import { extendedProtectionOf } from '../../knowledge/extended-protection.js';
import type { ChannelBinding, Flow, Observation } from '../../types.js';

/** A refusal of NTLM or Negotiate, with the credentials in it. */
export interface BoundRefusal {
  readonly observation: Observation;
  readonly scheme: 'NTLM' | 'Negotiate';
  readonly isKerberos: boolean;
  readonly binding: ChannelBinding;
}

/** The refusals of NTLM and Negotiate with which a flow ended; none when it got in, or ended otherwise. */
export function boundRefusals(flow: Flow): BoundRefusal[] {
  if (flow.outcome !== 'refused' || flow.service.kind !== 'exchange') return [];
  const bound = flow.observations.filter((observation) => answerOf(observation) === 'refusal').map(boundOf);
  const decided = bound.at(-1) !== undefined;
  return decided ? bound.filter((one) => one !== undefined) : [];
}

/**
 * Would Extended Protection refuse this because of the program in between, whoever signs in? Clients bind NTLM and
 * Negotiate to the certificate that they see, which is then not the server's, unless that was given to the program. A client that binds to nothing is refused
 * or let in alike with and without one.
 */
export function isDoneByInterception({ observation, binding }: BoundRefusal): boolean {
  const { transaction, service } = observation;
  const interceptor = interceptorOf(transaction);
  if (interceptor === undefined || interceptor === 'nobody' || transaction.sameCertificate) return false;
  if (!transaction.request?.url?.toLowerCase().startsWith('https:')) return false;
  return extendedProtectionOf(service.protocol) !== 'none' && (binding === 'present' || binding === 'unknown');
}

/**
 * The flow ended with such a refusal: without the program in between NTLM may well have let the user in, and what else is
 * unusual in it may have nothing to do with the refusal.
 */
export function mayBeOurDoing(flow: Flow): boolean {
  return boundRefusals(flow).some(isDoneByInterception);
}

function boundOf(observation: Observation): BoundRefusal | undefined {
  const { authorization } = observation;
  if (authorization.scheme !== 'ntlm' && authorization.scheme !== 'negotiate') return undefined;
  return {
    observation,
    scheme: authorization.scheme === 'ntlm' ? 'NTLM' : 'Negotiate',
    isKerberos: authorization.message === 'kerberos',
    binding: authorization.channelBinding,
  };
}
