import type { Protocol } from '../types.js';
import type { Status } from './clouds.js';

/**
 * Exchange's names for kinds of tokens. V1: from Entra ID; S2S: between servers; ActAs: for a user; AppOnly: for the
 * application itself; Callback: Exchange's own, for add-ins.
 */
export type TokenProfile = 'V1AppActAs' | 'V1AppOnly' | 'S2SAppActAs' | 'S2SAppOnly' | 'Callback';

/** What a virtual directory of Exchange on-premises takes. Exchange Online has its own rules, which are not public. */
export interface AcceptedPermissions {
  readonly protocol: Protocol;
  readonly profiles: readonly TokenProfile[];
  /** Any of these in `scp` will do; `*`: whatever is there. */
  readonly scopes: readonly string[] | '*';
  readonly source: string;
  readonly status: Status;
}

const source = 'CSS-Exchange HealthChecker, web.config files of Exchange 2016 and 2019';
const all: readonly TokenProfile[] = ['S2SAppActAs', 'S2SAppOnly', 'V1AppActAs', 'V1AppOnly'];
const eas = ['full_access_as_user', 'EAS.AccessAsUser.All', 'EWS.AccessAsUser.All'];

/** `OAuthHttpModule.Profiles` and `V1AppScopes` of the front ends. OWA and ECP sign in by a session, and are not here. */
export const acceptedPermissions: readonly AcceptedPermissions[] = [
  row('mapi', ['V1AppActAs'], ['user_impersonation']),
  row('oab', ['V1AppActAs', 'Callback'], ['user_impersonation']),
  row('eas', ['V1AppActAs'], eas),
  row('autodiscover', all, '*'),
  row('ews', [...all, 'Callback'], '*'),
  row('rest', [...all, 'Callback'], '*'),
];

function row(
  protocol: Protocol,
  profiles: readonly TokenProfile[],
  scopes: AcceptedPermissions['scopes'],
): AcceptedPermissions {
  return { protocol, profiles, scopes, source, status: 'verified' };
}
