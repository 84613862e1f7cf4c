import { SignJWT } from 'jose';
import { megan, outlookAppId, tenantId } from './contoso.js';
import { signingKey } from './signing-key.js';

/** Seconds that an access token is good for. */
export const tokenLifetime = 4_500;

/**
 * A v1 access token (RS256) for the lab's user, with the claims that Outlook's tokens carry.
 *
 * @param options.audience - The resource, spelt as it was asked for.
 * @param options.issuedAt - Milliseconds since the epoch.
 * @param options.isGuest - Leaves out all that says who the user is on-premises.
 */
export async function mintAccessToken(options: {
  readonly audience: string;
  readonly issuedAt: number;
  readonly clientId?: string;
  readonly isGuest?: boolean;
}): Promise<string> {
  const { privateKey, kid } = await signingKey();
  const issuedAt = Math.floor(options.issuedAt / 1000);
  return await new SignJWT({
    acr: '1',
    amr: ['pwd'],
    appid: options.clientId ?? outlookAppId,
    appidacr: '0',
    e_exp: 262_800,
    ipaddr: '192.0.2.10',
    oid: megan.objectId,
    ...(options.isGuest ? { idp: 'https://sts.windows.net/bbbbcccc-1111-dddd-2222-eeee3333ffff/' } : identity),
    platf: '3',
    scp: 'Calendars.ReadWrite Contacts.ReadWrite EAS.AccessAsUser.All EWS.AccessAsUser.All Mail.ReadWrite user_impersonation',
    tid: tenantId,
    ver: '1.0',
  })
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid })
    .setAudience(options.audience)
    .setIssuer(`https://sts.windows.net/${tenantId}/`)
    .setSubject('32Q7MW8A7kNX5dPed4_XkHP4YwuC6rA8yBwnoROnSlU')
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetime)
    .sign(privateKey);
}

const identity = {
  given_name: 'Megan',
  family_name: 'Bowen',
  name: megan.name,
  onprem_sid: megan.sid,
  puid: '1003200000000001',
  unique_name: megan.address,
  upn: megan.address,
};
