import { proof, quoteClaim } from '../../evidence.js';
import type { Refusal } from '../refusal.js';
import type { Misfit } from './misfit.js';

/**
 * The form of the token against what Exchange takes: an unsigned one is right between servers alone, where a signed one
 * (`actortoken`) is in it. Whether a signature is good we do not judge.
 */
export function formCell({ observation, token }: Refusal): Misfit | undefined {
  if (!token?.defects.some(({ code }) => code === 'alg-none-without-actor')) return undefined;
  const evidence = proof(quoteClaim(observation, 'alg', String(token.header?.alg)));
  return { cell: 'form', rule: 'invalid-token', values: { kind: 'unsigned' }, evidence };
}
