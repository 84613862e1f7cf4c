import { autodiscoverHost, fabrikam, internalHost, people } from './contoso.js';
import { type ClientSettings, type EntraSettings, type ExchangeSettings, healthy, type Settings } from './settings.js';

/** What differs from health. */
interface Changes {
  readonly route?: Settings['route'];
  readonly exchange?: Partial<ExchangeSettings>;
  readonly pooled?: Partial<ExchangeSettings>;
  readonly entra?: Partial<EntraSettings>;
  readonly client?: Partial<ClientSettings>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const adfs = { uri: 'https://sts.contoso.com/adfs/oauth2/authorize', kind: 'ADFS' } as const;
const stranger = { knowsDomainPassword: false } as const;
const oldGrant = { grantAgeMs: 19 * dayMs, holdsRefreshToken: true } as const;
const forgotten = { grantAgeMs: 100 * dayMs } as const;
const changedPassword = { passwordChangedAgoMs: 3 * hourMs, requiresMfa: true } as const;
const hmaOff = { clientProfileEnabled: false, authorizationEndpoint: null } as const;

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
  'bearer-challenge-missing': { exchange: { oauth: 'nowhere' }, client: stranger },
  'hma-off': { exchange: hmaOff },
  'password-changed': { entra: changedPassword, client: oldGrant },
  'password-changed-prompt-refused': { entra: changedPassword, client: { ...oldGrant, prompt: 'cancelled' } },
  'expired-token': { client: { cachedTokenAgeMs: 3 * hourMs } },
  'sign-in-error': { entra: { directoryAvailable: false } },
  'invalid-token': { entra: { identity: 'guest' } },
  'certificate-untrusted': { route: 'unknown-ca' },
  'connection-failed': { route: 'closed' },
  'bearer-not-attempted': { client: { ...stranger, triesBearer: false } },
  'spn-missing-internal-name': { exchange: { mapiHost: internalHost } },
  'spn-missing-foreign-tenant': {
    entra: { tenant: fabrikam, servicePrincipalNames: [] },
    client: { holdsRefreshToken: true },
  },
  'unknown-user-cloud-only': { entra: { identity: 'cloud-only' } },
  'unknown-user-wrong-account': { entra: { identity: 'another-account' } },
  'unknown-user-server-to-server': { exchange: { knowsUser: false }, client: { protocols: ['free-busy'] } },
  'extended-protection': {
    exchange: { ...hmaOff, extendedProtection: true },
    client: { bindsChannel: true, goesOn: true },
  },
  'one-server-without-oauth': {
    route: 'pool',
    pooled: { oauth: 'not-on-mapi' },
    client: { people, protocols: ['mapi'], fallsBack: 'never' },
  },
  'federation-trust-broken': {
    entra: { federation: { trusted: 1, signsWith: 2 } },
    client: { ...stranger, ...forgotten, people, protocols: ['mapi'], fallsBack: 'always' },
  },
  'authorization-header-stripped': { route: 'without-credentials', exchange: { offersBearerToAll: true } },
  'token-too-large-for-device': { route: 'short-headers', entra: { manyGroups: true } },
  'front-end-unavailable': { route: 'http-sys' },
  'busy-start': {
    exchange: { forgetsSessionAfter: 120 },
    client: {
      protocols: ['elsewhere', 'autodiscover', 'mapi', 'work', 'ews', 'oab'],
      cachedTokenAgeMs: hourMs / 3,
    },
  },
} satisfies Record<string, Changes>;

/** What the lab can break, one thing at a time. */
export type Fault = keyof typeof changes;

/** Every fault, `healthy` first. */
export const faults = Object.keys(changes) as readonly Fault[];

/** The whole organisation with one thing changed. */
export function settingsFor(fault: Fault): Settings {
  const changed: Changes = changes[fault];
  return {
    route: changed.route ?? healthy.route,
    exchange: { ...healthy.exchange, ...changed.exchange },
    pooled: changed.pooled ?? healthy.pooled,
    entra: { ...healthy.entra, ...changed.entra },
    client: { ...healthy.client, ...changed.client },
  };
}
