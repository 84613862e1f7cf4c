import { randomUUID } from 'node:crypto';
import { type JWTPayload, SignJWT } from 'jose';
import {
  contoso,
  exchangeAppId,
  fabrikam,
  mailHost,
  meganAdministrator,
  outlookAppId,
  type Person,
} from './contoso.js';
import { type EntraSettings, healthy } from './settings.js';
import { signingKey } from './signing-key.js';

/** Seconds that an access token is good for. */
export const tokenLifetime = 4_500;

/**
 * A v1 access token (RS256) for a person of the lab, with the claims that Outlook's tokens carry.
 *
 * @param options.audience - The resource, spelt as it was asked for.
 * @param options.issuedAt - Milliseconds since the epoch.
 * @param options.settings - Whose account it is, and of which tenant.
 */
export async function mintAccessToken(options: {
  readonly person: Person;
  readonly audience: string;
  readonly issuedAt: number;
  readonly clientId?: string;
  readonly settings?: EntraSettings;
}): Promise<string> {
  const { person, settings = healthy.entra } = options;
  const claims = {
    acr: '1',
    amr: ['pwd'],
    appid: options.clientId ?? outlookAppId,
    appidacr: '0',
    e_exp: 262_800,
    ipaddr: '192.0.2.10',
    oid: person.objectId,
    ...identityOf(person, settings.identity),
    ...(settings.manyGroups && { groups: Array.from({ length: 200 }, () => randomUUID()) }),
    platf: '3',
    scp: 'Calendars.ReadWrite Contacts.ReadWrite EAS.AccessAsUser.All EWS.AccessAsUser.All Mail.ReadWrite user_impersonation',
    sub: '32Q7MW8A7kNX5dPed4_XkHP4YwuC6rA8yBwnoROnSlU',
    tid: settings.tenant.id,
    ver: '1.0',
  };
  return await sign(claims, options, `https://sts.windows.net/${settings.tenant.id}/`);
}

/**
 * A token between servers: unsigned outside, as it has to be, with the token of Exchange Online itself in it.
 *
 * @param options.issuedAt - Milliseconds since the epoch.
 */
export async function mintServerToken(options: {
  readonly person: Person;
  readonly issuedAt: number;
}): Promise<string> {
  const audience = `${exchangeAppId}/${mailHost}@${contoso.domain}`;
  const nameid = `${exchangeAppId}@${contoso.id}`;
  const actor = await sign({ nameid, identityprovider: serverIssuer }, { ...options, audience }, serverIssuer);
  const from = Math.floor(options.issuedAt / 1000);
  const outer = {
    aud: audience,
    iss: nameid,
    nbf: String(from),
    exp: String(from + tokenLifetime),
    smtp: options.person.address,
    nii: 'urn:federation:MicrosoftOnline',
    actortoken: actor,
  };
  return `${[{ alg: 'none', typ: 'JWT' }, outer].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.`;
}

/** Who issues tokens between servers. */
export const serverIssuer = `00000001-0000-0000-c000-000000000000@${contoso.id}`;

async function sign(claims: JWTPayload, times: { issuedAt: number; audience: string }, issuer: string) {
  const { privateKey, kid } = await signingKey();
  const issuedAt = Math.floor(times.issuedAt / 1000);
  return await new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: kid, kid })
    .setAudience(times.audience)
    .setIssuer(issuer)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(issuedAt + tokenLifetime)
    .sign(privateKey);
}

// What a token says of who the user is: Exchange looks for the SID first.
function identityOf(person: Person, identity: EntraSettings['identity']): JWTPayload {
  if (identity === 'guest') return { idp: `https://sts.windows.net/${fabrikam.id}/` };
  const { address, name } = identity === 'another-account' ? meganAdministrator : person;
  const [given_name = '', family_name = ''] = name.split(' ');
  const onPremises = identity === 'synchronised' ? { onprem_sid: person.sid } : {};
  return { given_name, family_name, name, ...onPremises, puid: '1003200000000001', unique_name: address, upn: address };
}
