import { accessToken, start, tenant } from './traffic.js';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token between servers: unsigned outside, as it has to be, with the actor's token in it. */
export function serverToken(claims: Readonly<Record<string, unknown>> = {}, realm = tenant): string {
  const actor = accessToken({
    aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@${realm}`,
    iss: `00000001-0000-0000-c000-000000000000@${realm}`,
    nameid: `00000002-0000-0ff1-ce00-000000000000@${realm}`,
    scp: undefined,
    upn: undefined,
    tid: undefined,
    appid: undefined,
    onprem_sid: undefined,
  });
  const outer = {
    aud: `00000002-0000-0ff1-ce00-000000000000/mail.contoso.com@${realm}`,
    iss: `00000002-0000-0ff1-ce00-000000000000@${realm}`,
    nbf: String(start / 1000 - 60),
    exp: String(start / 1000 + 3600),
    smtp: 'kaz@contoso.com',
    nii: 'urn:federation:MicrosoftOnline',
    actortoken: actor,
    ...claims,
  };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(outer)}.`;
}
