import { autodiscoverHost, mailHost } from './contoso.js';

/** What the lab can break, one thing at a time. */
export type Fault =
  | 'healthy'
  | 'spn-missing'
  | 'audience-mismatch'
  | 'ssl-offload'
  | 'unknown-user'
  | 'revoked-grant'
  | 'flighting-disabled'
  | 'authorization-uri-missing'
  | 'authorization-uri-adfs'
  | 'bearer-challenge-missing'
  | 'hma-off'
  | 'password-changed'
  | 'password-changed-prompt-refused'
  | 'expired-token'
  | 'sign-in-error'
  | 'invalid-token'
  | 'certificate-untrusted'
  | 'connection-failed'
  | 'bearer-not-attempted';

/**
 * What stands between the client and Exchange at mail.contoso.com. `http-to-exchange`: a balancer that takes TLS off;
 * `renamed`: a gateway that asks for the server's internal name. `unknown-ca` and `closed` are all of Exchange's names.
 */
export type Route = 'direct' | 'http-to-exchange' | 'renamed' | 'unknown-ca' | 'closed';

/** What an administrator has set, or forgotten, in Exchange. */
export interface ExchangeSettings {
  /** OAuth is among the authentication methods of the virtual directories. */
  readonly oauth: boolean;
  /** `OAuth2ClientProfileEnabled` */
  readonly clientProfileEnabled: boolean;
  /** Of the AuthServer with `IsDefaultAuthorizationEndpoint`; null where no AuthServer has it. */
  readonly authorizationEndpoint: { readonly uri: string; readonly kind: 'AzureAD' | 'ADFS' } | null;
  /** The user's account is in the Active Directory that this Exchange asks. */
  readonly knowsUser: boolean;
}

/** The same of the tenant. */
export interface EntraSettings {
  /** The service principal names of Exchange Online that are URLs. */
  readonly servicePrincipalNames: readonly string[];
  /** How long ago the password changed: older grants and sessions are revoked. */
  readonly passwordChangedAgoMs?: number;
  readonly requiresMfa: boolean;
  readonly directoryAvailable: boolean;
  /** A guest's token has no claim by which Exchange could find a user. */
  readonly userIsGuest: boolean;
}

/** What the client has, and what its user will do. */
export interface ClientSettings {
  /** False: `EnableADAL=0`. */
  readonly triesBearer: boolean;
  readonly knowsDomainPassword: boolean;
  /** Age of the refresh token and of the browser session it starts with. */
  readonly grantAgeMs: number;
  readonly holdsRefreshToken: boolean;
  /** Age of a cached access token which it goes on using (its clock is slow); none when missing. */
  readonly cachedTokenAgeMs?: number;
  /** What becomes of a sign-in window. */
  readonly prompt: 'answered' | 'cancelled' | 'suppressed';
}

/** Everything that a fault can change. */
export interface Settings {
  readonly route: Route;
  readonly exchange: ExchangeSettings;
  readonly entra: EntraSettings;
  readonly client: ClientSettings;
}

interface Changes {
  readonly route?: Route;
  readonly exchange?: Partial<ExchangeSettings>;
  readonly entra?: Partial<EntraSettings>;
  readonly client?: Partial<ClientSettings>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const healthy: Settings = {
  route: 'direct',
  exchange: {
    oauth: true,
    clientProfileEnabled: true,
    authorizationEndpoint: { uri: 'https://login.microsoftonline.com/common/oauth2/authorize', kind: 'AzureAD' },
    knowsUser: true,
  },
  entra: {
    servicePrincipalNames: [`https://${autodiscoverHost}/`, `https://${mailHost}/`],
    requiresMfa: false,
    directoryAvailable: true,
    userIsGuest: false,
  },
  client: {
    triesBearer: true,
    knowsDomainPassword: true,
    grantAgeMs: 2 * dayMs,
    holdsRefreshToken: false,
    prompt: 'answered',
  },
};

const adfs = { uri: 'https://sts.contoso.com/adfs/oauth2/authorize', kind: 'ADFS' } as const;
const stranger = { knowsDomainPassword: false } as const;
const oldGrant = { grantAgeMs: 19 * dayMs, holdsRefreshToken: true } as const;
const changedPassword = { passwordChangedAgoMs: 3 * hourMs, requiresMfa: true } as const;

// Where a challenge is at fault, the domain password is unknown to the client too: else NTLM would mend the sign-in.
const changes = {
  healthy: {},
  'spn-missing': { entra: { servicePrincipalNames: [`https://${autodiscoverHost}/`] } },
  'audience-mismatch': { route: 'renamed' },
  'ssl-offload': { route: 'http-to-exchange' },
  'unknown-user': { exchange: { knowsUser: false } },
  'revoked-grant': { entra: changedPassword, client: { ...oldGrant, prompt: 'suppressed' } },
  'flighting-disabled': { exchange: { clientProfileEnabled: false } },
  'authorization-uri-missing': { exchange: { authorizationEndpoint: null }, client: stranger },
  'authorization-uri-adfs': { exchange: { authorizationEndpoint: adfs }, client: stranger },
  'bearer-challenge-missing': { exchange: { oauth: false }, client: stranger },
  'hma-off': { exchange: { clientProfileEnabled: false, authorizationEndpoint: null } },
  'password-changed': { entra: changedPassword, client: oldGrant },
  'password-changed-prompt-refused': { entra: changedPassword, client: { ...oldGrant, prompt: 'cancelled' } },
  'expired-token': { client: { cachedTokenAgeMs: 3 * hourMs } },
  'sign-in-error': { entra: { directoryAvailable: false } },
  'invalid-token': { entra: { userIsGuest: true } },
  'certificate-untrusted': { route: 'unknown-ca' },
  'connection-failed': { route: 'closed' },
  'bearer-not-attempted': { client: { ...stranger, triesBearer: false } },
} satisfies Record<Fault, Changes>;

/** Every fault, `healthy` first. */
export const faults = Object.keys(changes) as readonly Fault[];

/** The whole organisation with one thing changed. */
export function settingsFor(fault: Fault): Settings {
  const { route, exchange, entra, client }: Changes = changes[fault];
  return {
    route: route ?? healthy.route,
    exchange: { ...healthy.exchange, ...exchange },
    entra: { ...healthy.entra, ...entra },
    client: { ...healthy.client, ...client },
  };
}
