import { acceptedPermissions } from '../../../knowledge/accepted-permissions.js';
import { issuerKindOf } from '../../../knowledge/issuers.js';
import type { Flow } from '../../../types.js';
import { proof, quoteClaim } from '../../evidence.js';
import type { Refusal } from '../refusal.js';
import { profileOf } from '../token-kind.js';
import type { Misfit } from './misfit.js';

/** The kind of token and its permissions against what the virtual directory takes. On-premises only. */
export function permissionCell(flow: Flow, refusal: Refusal): Misfit | undefined {
  const { observation, token } = refusal;
  const row = acceptedPermissions.find(({ protocol }) => protocol === flow.service.protocol);
  const profile = token && profileOf(token);
  if (!token || !row || profile === undefined || flow.service.online) return undefined;
  const { virtualDirectory } = flow.service;
  if (!row.profiles.includes(profile)) {
    const where = token.issuer === undefined ? undefined : quoteClaim(observation, 'iss', token.issuer);
    const roles = profile === 'V1AppOnly' ? quoteClaim(observation, 'roles', token.roles.join(' ')) : where;
    const values = { kind: 'wrong-profile', profile, virtualDirectory };
    return { cell: 'profile', rule: 'invalid-token', values, evidence: proof(roles) };
  }
  return profile === 'V1AppActAs' ? scopeMisfit(flow, refusal, row.scopes) : undefined;
}

function scopeMisfit(flow: Flow, { observation, token }: Refusal, wanted: readonly string[] | '*'): Misfit | undefined {
  if (!token || issuerKindOf(token.issuer) !== 'entra') return undefined; // AD FS has scopes of its own
  const taken = wanted === '*' ? token.scopes : token.scopes.filter((scope) => wanted.includes(scope));
  if (taken.length > 0) return undefined;
  const granted = token.scopes.join(' ') || undefined;
  const values = {
    kind: granted === undefined ? 'none' : 'scope',
    granted,
    required: wanted === '*' ? undefined : wanted.join(', '),
    virtualDirectory: flow.service.virtualDirectory,
    application: token.application,
  };
  const quote =
    granted === undefined ? quoteClaim(observation, 'upn', token.user ?? '') : quoteClaim(observation, 'scp', granted);
  return { cell: 'permission', rule: 'missing-permission', values, evidence: proof(quote) };
}
