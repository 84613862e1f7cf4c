import { randomUUID } from 'node:crypto';
import type { ClientRequest, ClientResponse } from './client-connection.js';
import { type ClientSession, valuesOf } from './client-session.js';
import { nativeRedirectUri, outlookAppId } from './contoso.js';
import type { Header } from './wire.js';

/** The Entra leg of one sign-in: where, and for what. */
interface Leg {
  readonly session: ClientSession;
  readonly authorizationUri: URL;
  readonly resource: string;
  /** One for the whole leg: `client-request-id`. */
  readonly correlationId: string;
}

/**
 * Gets an access token as ADAL does: silently by the refresh token, else by the authorize endpoint, where the user
 * may have to sign in. Undefined when Entra refuses or the user does not sign in.
 */
export async function acquireToken(
  session: ClientSession,
  authorizationUri: URL,
  resource: string,
): Promise<string | undefined> {
  const leg: Leg = { session, authorizationUri, resource, correlationId: randomUUID() };
  if (session.refreshToken !== undefined) {
    const token = await redeem(leg, { grant_type: 'refresh_token', refresh_token: session.refreshToken });
    if (token !== undefined) return token;
  }
  if (session.lab.client.prompt === 'suppressed') return undefined;
  const code = await authorize(leg);
  return code && (await redeem(leg, { grant_type: 'authorization_code', code, redirect_uri: nativeRedirectUri }));
}

async function authorize(leg: Leg): Promise<string | undefined> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: outlookAppId,
    resource: leg.resource,
    redirect_uri: nativeRedirectUri,
    login_hint: leg.session.person.address,
    'client-request-id': leg.correlationId,
  });
  const headers: Header[] = [['Cookie', `ESTSAUTHPERSISTENT=${leg.session.browserSession}`]];
  let response = await send(leg, { method: 'GET', path: `${leg.authorizationUri.pathname}?${query}`, headers });
  // The password and, where it is wanted, the second factor.
  for (let pages = 0; response?.status === 200 && pages < 3; pages += 1) response = await answerPage(leg, response);
  response = await passFederation(leg, response);
  keepBrowserSession(leg.session, response);
  return codeOf(response);
}

async function answerPage(leg: Leg, page: ClientResponse): Promise<ClientResponse | undefined> {
  const config = /\$Config=(\{.*\});/.exec(page.body.toString('utf8'))?.[1] ?? '{}';
  const { urlPost = '', sFT = '' } = JSON.parse(config) as { urlPost?: string; sFT?: string };
  const { person, lab } = leg.session;
  const isCancelled = lab.client.prompt === 'cancelled';
  const isPassword = urlPost === '/common/login';
  const answer = isPassword
    ? { login: person.address, passwd: person.password }
    : { mfaAuthMethod: 'PhoneAppNotification' };
  return await post(leg, urlPost, { flowToken: sFT, ...(isCancelled ? { cancel: '1' } : answer) });
}

// To AD FS, which knows who asks, and back with the form that its page posts.
async function passFederation(leg: Leg, response: ClientResponse | undefined): Promise<ClientResponse | undefined> {
  const location = valuesOf(response, 'location')[0] ?? '';
  if (!location.startsWith('https:')) return response;
  const { hostname, pathname, search } = new URL(location);
  const page = await leg.session.send(hostname, { method: 'GET', path: pathname + search, headers: [browser] });
  const inputs = (page?.body.toString('utf8') ?? '').matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const form = Object.fromEntries([...inputs].map(([, name, value]) => [name, unescapeAttribute(value ?? '')]));
  return page?.status === 200 ? await post(leg, '/login.srf', form) : page;
}

function unescapeAttribute(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

async function redeem(leg: Leg, grant: Record<string, string>): Promise<string | undefined> {
  const form = { ...grant, client_id: outlookAppId, resource: leg.resource };
  const path = leg.authorizationUri.pathname.replace(/\/authorize$/, '/token');
  const response = await post(leg, path, form);
  if (response?.status !== 200) return undefined;
  const tokens = JSON.parse(response.body.toString('utf8')) as { access_token: string; refresh_token: string };
  leg.session.refreshToken = tokens.refresh_token;
  return tokens.access_token;
}

async function post(leg: Leg, path: string, form: Record<string, string>): Promise<ClientResponse | undefined> {
  const body = new URLSearchParams(form).toString();
  const headers: Header[] = [
    ['Content-Type', 'application/x-www-form-urlencoded'],
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
  return await send(leg, { method: 'POST', path, headers, body });
}

async function send(leg: Leg, request: ClientRequest): Promise<ClientResponse | undefined> {
  const headers: Header[] = [
    browser,
    ['Accept', 'application/json, text/html'],
    ['x-client-SKU', 'ADAL.Native'],
    ['client-request-id', leg.correlationId],
    ['return-client-request-id', 'true'],
    ...request.headers,
  ];
  return await leg.session.send(leg.authorizationUri.hostname, { ...request, headers });
}

const browser: Header = [
  'User-Agent',
  'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 10.0; Microsoft Outlook 16.0.19328; ms-office; MSOffice 16)',
];

function keepBrowserSession(session: ClientSession, response: ClientResponse | undefined): void {
  const cookie = valuesOf(response, 'set-cookie').find((value) => value.startsWith('ESTSAUTHPERSISTENT='));
  if (cookie) session.browserSession = cookie.slice(cookie.indexOf('=') + 1).split(';')[0] ?? '';
}

// `urn:ietf:wg:oauth:2.0:oob?code=…`
function codeOf(response: ClientResponse | undefined): string | undefined {
  const location = valuesOf(response, 'location')[0] ?? '';
  return new URLSearchParams(location.split('?')[1] ?? '').get('code') ?? undefined;
}
