import { autodiscoverHost, contoso, mailHost, megan, type Person, type Tenant } from './contoso.js';

/**
 * What stands between the client and Exchange at mail.contoso.com. `unknown-ca` and `closed` are all of Exchange's names.
 *
 * - `http-to-exchange`: a balancer that takes TLS off
 * - `renamed`: a gateway that asks for the server's internal name
 * - `without-credentials`: a device that takes the Authorization header out
 * - `short-headers`: a device that reads eight kilobytes of headers
 * - `pool`: a balancer over three servers, the second of which is as `pooled` says; it hides which one answered
 * - `http-sys`: Windows answers alone, because Exchange's application pool is down
 */
export type Route =
  | 'direct'
  | 'http-to-exchange'
  | 'renamed'
  | 'without-credentials'
  | 'short-headers'
  | 'pool'
  | 'http-sys'
  | 'unknown-ca'
  | 'closed';

/** What an administrator has set, or forgotten, in Exchange. */
export interface ExchangeSettings {
  /** Where OAuth is among the authentication methods of the virtual directories. */
  readonly oauth: 'everywhere' | 'not-on-mapi' | 'nowhere';
  /** To a request without credentials too, as before Exchange 2019 CU13. */
  readonly offersBearerToAll: boolean;
  /** `OAuth2ClientProfileEnabled` */
  readonly clientProfileEnabled: boolean;
  /** Of the AuthServer with `IsDefaultAuthorizationEndpoint`; null where no AuthServer has it. */
  readonly authorizationEndpoint: { readonly uri: string; readonly kind: 'AzureAD' | 'ADFS' } | null;
  /** The user's account is in the Active Directory that this Exchange asks. */
  readonly knowsUser: boolean;
  /** NTLM and Negotiate must be bound to the TLS connection that the server sees. */
  readonly extendedProtection: boolean;
  /** After so many requests the server has forgotten a session of MAPI; never when missing. */
  readonly forgetsSessionAfter?: number;
  /** The host of the MAPI virtual directory's URL, which Autodiscover hands out. */
  readonly mapiHost: string;
}

/** The same of the tenant. */
export interface EntraSettings {
  /** Of the account that the user's computer signs in with. */
  readonly tenant: Tenant;
  /** The service principal names of Exchange Online that are URLs. */
  readonly servicePrincipalNames: readonly string[];
  /** How long ago the password changed: older grants and sessions are revoked. */
  readonly passwordChangedAgoMs?: number;
  readonly requiresMfa: boolean;
  readonly directoryAvailable: boolean;
  /** Whose token it is: nothing of a `guest`, no SID of a `cloud-only` user, nothing of the mailbox's for `another-account`. */
  readonly identity: 'synchronised' | 'guest' | 'cloud-only' | 'another-account';
  /** The user is in so many groups that the token has more than eight kilobytes. */
  readonly manyGroups: boolean;
  /** The certificate (by number) whose signatures are trusted, where the domain is federated with AD FS. */
  readonly federation?: { readonly trusted: number; readonly signsWith: number };
}

/** What the client has, and what its user will do. */
export interface ClientSettings {
  /** Whose Outlook starts, one after the other. */
  readonly people: readonly Person[];
  readonly protocols: readonly ClientProtocol[];
  /** Goes on where a protocol did not get in. */
  readonly goesOn: boolean;
  /** False: `EnableADAL=0`. */
  readonly triesBearer: boolean;
  /** When Negotiate or NTLM is tried: where Bearer does not lead to Entra, or also where Entra gave no token. */
  readonly fallsBack: 'never' | 'without-bearer' | 'always';
  /** NTLM and Negotiate are bound to the certificate that the client sees, as Windows does it. */
  readonly bindsChannel: boolean;
  readonly knowsDomainPassword: boolean;
  /** Age of the refresh token and of the browser session it starts with. */
  readonly grantAgeMs: number;
  readonly holdsRefreshToken: boolean;
  /** Age of a cached access token which it goes on using (its clock is slow); none when missing. */
  readonly cachedTokenAgeMs?: number;
  /** What becomes of a sign-in window. */
  readonly prompt: 'answered' | 'cancelled' | 'suppressed';
}

/**
 * What the simulated Outlook can be made to use. `free-busy` is Exchange Online, which asks for a colleague's calendar;
 * `elsewhere` is where Outlook looks first; `work` fills the folders while others talk beside it.
 */
export type ClientProtocol = 'autodiscover' | 'mapi' | 'ews' | 'oab' | 'eas' | 'free-busy' | 'elsewhere' | 'work';

/** Everything that a fault can change. */
export interface Settings {
  readonly route: Route;
  readonly exchange: ExchangeSettings;
  /** What is different on the second server of the `pool`. */
  readonly pooled: Partial<ExchangeSettings>;
  readonly entra: EntraSettings;
  readonly client: ClientSettings;
}

const dayMs = 86_400_000;

/** An organisation in which nothing is wrong. */
export const healthy: Settings = {
  route: 'direct',
  exchange: {
    oauth: 'everywhere',
    offersBearerToAll: false,
    clientProfileEnabled: true,
    authorizationEndpoint: { uri: 'https://login.microsoftonline.com/common/oauth2/authorize', kind: 'AzureAD' },
    knowsUser: true,
    extendedProtection: false,
    mapiHost: mailHost,
  },
  pooled: {},
  entra: {
    tenant: contoso,
    servicePrincipalNames: [`https://${autodiscoverHost}/`, `https://${mailHost}/`],
    requiresMfa: false,
    directoryAvailable: true,
    identity: 'synchronised',
    manyGroups: false,
  },
  client: {
    people: [megan],
    protocols: ['autodiscover', 'mapi', 'ews', 'oab'],
    goesOn: false,
    triesBearer: true,
    fallsBack: 'without-bearer',
    bindsChannel: false,
    knowsDomainPassword: true,
    grantAgeMs: 2 * dayMs,
    holdsRefreshToken: false,
    prompt: 'answered',
  },
};
