import type { EntraFault } from './entra-replies.js';
import type { EntraSettings } from './settings.js';

/** The resource is none of the tenant's service principal names. The two endpoints word it differently. */
export function refuseResource(
  resource: string,
  { servicePrincipalNames, tenant }: EntraSettings,
  endpoint: 'authorize' | 'token',
): EntraFault | undefined {
  const wanted = withoutSlash(resource);
  if (servicePrincipalNames.some((name) => withoutSlash(name) === wanted)) return undefined;
  const why =
    'This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.';
  return endpoint === 'authorize'
    ? {
        error: 'invalid_resource',
        code: 50001,
        text: `The application named ${resource} was not found in the tenant named ${tenant.domain}.  ${why}`,
      }
    : {
        error: 'invalid_resource',
        code: 500011,
        text: `The resource principal named ${resource} was not found in the tenant named ${tenant.id}. ${why}`,
      };
}

/** The grant is older than the user's `TokensValidFrom`. Both in milliseconds since the epoch. */
export function refuseRevoked(issuedAt: number, tokensValidFrom: number): EntraFault | undefined {
  if (issuedAt >= tokensValidFrom) return undefined;
  const [issued, validFrom] = [issuedAt, tokensValidFrom].map((time) =>
    new Date(time).toISOString().replace('Z', '0000Z'),
  );
  return {
    error: 'invalid_grant',
    code: 50173,
    text: `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${validFrom}'.`,
  };
}

/** What AD FS says is signed with a certificate that the domain's federation settings do not name. */
export function refuseFederation({ federation }: EntraSettings, signedWith: number): EntraFault | undefined {
  if (federation === undefined || federation.trusted === signedWith) return undefined;
  const text = 'Unable to verify token signature. The signing key identifier does not match any valid registered keys.';
  return { error: 'invalid_grant', code: 50008, text };
}

/** The tenant's directory cannot be asked just now. */
export function refuseUnavailable({ directoryAvailable }: EntraSettings): EntraFault | undefined {
  if (directoryAvailable) return undefined;
  return { error: 'temporarily_unavailable', code: 90033, text: 'A transient error has occurred. Please try again.' };
}

/** A code or refresh token which this Entra never gave out. */
export const unknownGrant: EntraFault = {
  error: 'invalid_grant',
  code: 9002313,
  text: 'Invalid request. Request is malformed or invalid.',
};

/** A grant type that the lab does not speak. */
export const unsupportedGrant: EntraFault = {
  error: 'unsupported_grant_type',
  code: 70003,
  text: "The app requested an unsupported grant type ''.",
};

function withoutSlash(resource: string): string {
  return resource.toLowerCase().replace(/\/$/, '');
}
