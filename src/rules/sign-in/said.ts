import { applicationNamed, tenantNamed, userNamed } from '../../knowledge/aadsts/names.js';
import { applicationOf } from '../../knowledge/applications.js';
import type { Flow } from '../../types.js';
import { type SignInFailure, textOf } from './sign-in-failure.js';

/** The first group of a pattern that took part. */
export function firstGroup(pattern: RegExp, text: string): string | undefined {
  return pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
}

/** The user whom the error names, else the one whom the sign-in was opened for, else the mailbox's. */
export function userOf(flow: Flow, { observation, error }: SignInFailure): string | undefined {
  return firstGroup(userNamed, textOf(error)) ?? observation.signInRequest?.login_hint ?? flow.client.user;
}

/** The tenant that the error names. */
export function tenantOf({ error }: SignInFailure): string | undefined {
  return error.tenant ?? firstGroup(tenantNamed, textOf(error));
}

/** The client application, by its id and, where it is a known one, its name. */
export function applicationIn({ observation, error }: SignInFailure) {
  const id = firstGroup(applicationNamed, textOf(error)) ?? observation.signInRequest?.client_id;
  return { application: id, applicationName: applicationOf(id)?.name };
}
