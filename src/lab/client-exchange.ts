import { randomUUID } from 'node:crypto';
import { bindingOf } from './channel-binding.js';
import type { ClientRequest, ClientResponse } from './client-connection.js';
import { acquireToken } from './client-entra.js';
import { type ClientSession, valuesOf } from './client-session.js';
import { entraHosts, ntDomain } from './contoso.js';
import { authenticateMessage, negotiateMessage } from './ntlm.js';
import type { Header } from './wire.js';

/**
 * Asks Exchange as Outlook does: with the token it has or else an empty Bearer, then, as the challenge says, with a
 * token of Entra's, or with Negotiate or NTLM. Gives the last answer; undefined when there was none.
 */
export async function askExchange(
  session: ClientSession,
  host: string,
  request: ClientRequest,
): Promise<ClientResponse | undefined> {
  const { client } = session.lab;
  const ask = async (authorization?: string) => await send(session, host, request, authorization);
  if (session.signedConnections.has(host)) return await ask();
  const fallBack = async (response?: ClientResponse) => await signInByNtlm(session, host, response, ask);
  if (!client.triesBearer) return await fallBack(await ask());
  const cached = session.tokens.get(host);
  if (cached !== undefined) {
    const response = await ask(`Bearer ${cached}`);
    return isRefused(response) ? await ask(`Bearer ${cached}`) : response; // its clock says that the token is good
  }
  const challenged = await ask('Bearer');
  if (!isRefused(challenged)) return challenged;
  const authorizationUri = entraUriOf(challenged);
  if (!authorizationUri) return client.fallsBack === 'never' ? challenged : await fallBack(challenged);
  const token = await acquireToken(session, authorizationUri, `https://${host}/`);
  if (token === undefined) return client.fallsBack === 'always' ? await fallBack(challenged) : challenged;
  const response = await ask(`Bearer ${token}`);
  if (!isRefused(response)) session.tokens.set(host, token);
  return response;
}

/** Asks with an empty Bearer alone. */
export async function askWithoutToken(session: ClientSession, host: string, request: ClientRequest): Promise<void> {
  await send(session, host, request, 'Bearer');
}

/** The client's credentials were not accepted. */
export function isRefused(response: ClientResponse | undefined): boolean {
  return response?.status === 401 || response?.status === 403;
}

type Ask = (authorization?: string) => Promise<ClientResponse | undefined>;

// Three steps on one connection, which is signed in afterwards ([MS-N2HT]).
async function signInByNtlm(session: ClientSession, host: string, response: ClientResponse | undefined, ask: Ask) {
  const offered = valuesOf(response, 'www-authenticate');
  const scheme = ['Negotiate', 'NTLM'].find((name) => offered.includes(name));
  if (!isRefused(response) || scheme === undefined) return response;
  const challenged = await ask(`${scheme} ${negotiateMessage()}`);
  const start = `${scheme} `;
  const challenge = valuesOf(challenged, 'www-authenticate').find((value) => value.startsWith(start));
  if (challenge === undefined) return challenged;
  const { knowsDomainPassword, bindsChannel } = session.lab.client;
  const { account, password } = session.person;
  const user = { domain: ntDomain, account, password: knowsDomainPassword ? password : 'out-of-date' };
  const binding = bindsChannel ? bindingOf(session.certificateOf(host)) : undefined;
  const last = await ask(start + authenticateMessage(challenge.slice(start.length), user, binding));
  if (last && !isRefused(last)) session.signedConnections.add(host);
  return last;
}

// Outlook signs in at Entra; an AD FS it follows only where policy names it (AuthTrustedDomains).
function entraUriOf(response: ClientResponse | undefined): URL | undefined {
  const bearer = valuesOf(response, 'www-authenticate').find((value) => /^bearer\b/i.test(value)) ?? '';
  const uri = /authorization_uri="([^"]*)"/.exec(bearer)?.[1] ?? '';
  if (!URL.canParse(uri)) return undefined;
  const url = new URL(uri);
  return (entraHosts as readonly string[]).includes(url.hostname) ? url : undefined;
}

async function send(session: ClientSession, host: string, request: ClientRequest, authorization?: string) {
  const { address } = session.person;
  const { triesBearer } = session.lab.client;
  const schemes = ['badger', 'Wlid1.1', ...(triesBearer ? ['Bearer'] : []), 'Basic', 'NTLM', 'Digest', 'Kerberos'];
  const headers: Header[] = [
    ['User-Agent', 'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.19328; Pro)'],
    ['Accept-Auth', [...schemes, 'Negotiate', 'Nego2'].join(',')],
    ['X-User-Identity', address],
    ['X-AnchorMailbox', `AAD-SMTP:${address}`],
    ['X-MS-Negotiate', 'Server'],
    ['Client-Request-Id', `{${randomUUID().toUpperCase()}}`],
    ...request.headers,
    ['Content-Length', String(Buffer.byteLength(request.body ?? ''))],
    ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
  ];
  return await session.send(host, { ...request, headers });
}
