import type { Observation } from '../types.js';
import { createOpenLegs } from './open-legs.js';

/** The transactions with a sign-in host that belong together: one client asking for one resource. */
export interface SignInLeg {
  readonly observations: readonly Observation[];
  /** Host of the resource that was asked for, lower case; missing when nothing names it. */
  readonly resourceHost?: string;
  /** Identities of the access tokens that were issued. */
  readonly identities: ReadonlySet<string>;
  /** It ended with its token. */
  readonly issued: boolean;
}

/**
 * Groups sign-in transactions into legs by the resource that they name. One that names none belongs to the leg of its
 * client application or connection; it stays alone where that is not certain.
 *
 * @param observations - Of sign-in hosts, in the order of the wire.
 */
export function signInLegsOf(observations: readonly Observation[]): SignInLeg[] {
  const open = createOpenLegs();
  for (const observation of observations) {
    const host = resourceHostOf(observation);
    const leg = open.legFor(observation, host) ?? open.begin();
    open.add(leg, observation, host);
  }
  return open.all().map(({ observations: members, resourceHost, identities, closed }) => ({
    observations: members,
    identities,
    issued: closed,
    ...(resourceHost !== undefined && { resourceHost }),
  }));
}

/** The host that a sign-in transaction asks for, or that its error names. */
export function resourceHostOf(observation: Observation): string | undefined {
  const named =
    observation.signInRequest?.resource ?? observation.entraErrors.find(({ resource }) => resource)?.resource;
  return (
    hostOfUrl(named) ?? observation.signInAnswer?.token?.audience.map(hostOfUrl).find((host) => host !== undefined)
  );
}

/** The host of an absolute URL as it is printed in errors and claims; undefined for a GUID or anything else. */
export function hostOfUrl(text: string | undefined): string | undefined {
  const match = /^https?:\/\/([^/:?#\s]{1,255})/i.exec(text ?? '');
  return match?.[1]?.toLowerCase();
}
