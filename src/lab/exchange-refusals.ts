import { randomUUID } from 'node:crypto';
import { exchangeAppId, tenantId } from './contoso.js';
import type { Refusal } from './exchange-token.js';
import type { ExchangeSettings } from './settings.js';
import type { VirtualDirectory } from './virtual-directories.js';
import type { Header, LabRequest, Reply } from './wire.js';

/** Lines that every answer of the simulated front end carries. */
export function frontEndHeaders(now: number): Header[] {
  return [
    ['Server', 'Microsoft-IIS/10.0'],
    ['request-id', randomUUID()],
    ['X-FEServer', 'EX01'],
    ['X-Powered-By', 'ASP.NET'],
    ['Date', new Date(now).toUTCString()],
  ];
}

/** What a 401 (or 403) is made of. */
export interface Challenge {
  readonly request: LabRequest;
  readonly virtualDirectory: VirtualDirectory;
  readonly settings: ExchangeSettings;
  readonly now: number;
  /** Bearer was asked for: to others it is offered by old servers only. */
  readonly offersBearer: boolean;
  /** A token was sent and refused. */
  readonly error?: 'invalid_token';
  readonly refusal?: Refusal;
  /** The answer to a type 1 message takes the place of the list of schemes. */
  readonly handshake?: string;
}

/** The refusal as Exchange words it: one line a scheme, `x-ms-diagnostics`, no body. */
export function refuse(challenge: Challenge): Reply {
  const { refusal, now } = challenge;
  const headers: Header[] = [['Content-Length', '0']];
  const bearer =
    (challenge.offersBearer || challenge.settings.offersBearerToAll) && takesOAuth(challenge)
      ? [bearerLine(challenge)]
      : [];
  const others = challenge.handshake === undefined ? otherLines(challenge) : [handshakeLine(challenge.handshake)];
  if (challenge.virtualDirectory.bearerFirst) headers.push(...bearer);
  headers.push(...frontEndHeaders(now), ...others);
  if (challenge.error) headers.push(['X-CalculatedBETarget', 'ex01.contoso.local']);
  if (refusal) headers.push(['x-ms-diagnostics', diagnostics(refusal)]);
  if (!challenge.virtualDirectory.bearerFirst) headers.push(...bearer);
  headers.push(['Proxy-Support', 'Session-Based-Authentication']);
  return refusal?.status === 403
    ? { status: 403, reason: 'Forbidden', headers }
    : { status: 401, reason: 'Unauthorized', headers };
}

/** OAuth is among the authentication methods of a virtual directory. */
export function takesOAuth({ settings, virtualDirectory }: Pick<Challenge, 'settings' | 'virtualDirectory'>): boolean {
  return settings.oauth === 'everywhere' || (settings.oauth === 'not-on-mapi' && virtualDirectory.name !== '/mapi');
}

/** OAuth is switched off for clients (`OAuth2ClientProfileEnabled`): said to the user named, else of the host. */
export function flightingRefusal(request: LabRequest): Refusal {
  const domain = request.header('x-user-identity') ?? request.host;
  return {
    code: 4000000,
    reason: `Flighting is not enabled for domain '${domain}'.`,
    category: 'oauth_not_available',
  };
}

function bearerLine({ settings, error }: Challenge): Header {
  const endpoint = settings.authorizationEndpoint;
  const parameters = [
    `client_id="${exchangeAppId}"`,
    `trusted_issuers="00000001-0000-0000-c000-000000000000@${tenantId}"`,
    'token_types="app_asserted_user_v1 service_asserted_app_v1"',
    ...(endpoint ? [`authorization_uri="${endpoint.uri}"`, `issuer_kind="${endpoint.kind}"`] : []),
    ...(error ? [`error="${error}"`] : []),
  ];
  return ['WWW-Authenticate', `Bearer ${parameters.join(', ')}`];
}

function otherLines({ virtualDirectory, request }: Challenge): Header[] {
  return virtualDirectory.schemes.map((scheme) => [
    'WWW-Authenticate',
    scheme === 'Basic' ? `Basic realm="${request.host}"` : scheme,
  ]);
}

function handshakeLine(value: string): Header {
  return ['WWW-Authenticate', value];
}

function diagnostics({ code, reason, category }: Refusal): string {
  return `${code};reason="${reason}";error_category="${category}"`;
}
