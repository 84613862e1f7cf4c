/** What a request points to, and who speaks. */

export type CloudId = 'worldwide' | 'us-gov' | 'us-dod' | 'china' | 'bleu' | 'delos' | 'germany';

export type Protocol =
  | 'mapi'
  | 'ews'
  | 'autodiscover'
  | 'oab'
  | 'eas'
  | 'rpc'
  | 'owa'
  | 'ecp'
  | 'rest'
  | 'powershell'
  | 'authorize'
  | 'token'
  | 'openid-configuration'
  | 'sign-in-page'
  | 'other';

/** What a URL points to. */
export interface Service {
  /** `exchange`: an Exchange virtual directory by its path; `sign-in`: Entra ID or AD FS; `other`: the rest. */
  readonly kind: 'exchange' | 'sign-in' | 'other';
  readonly protocol: Protocol;
  /** Lower case, without port. */
  readonly host?: string;
  readonly port?: number;
  /** As Exchange spells it: `/mapi`, `/EWS`, `/Autodiscover`, `/OAB`, `/Microsoft-Server-ActiveSync`, … */
  readonly virtualDirectory?: string;
  /** The cloud of a known Microsoft host. */
  readonly cloud?: CloudId;
  /** The host belongs to Exchange Online. */
  readonly online: boolean;
  /** The path is one of AD FS (`/adfs/…`). */
  readonly adfs: boolean;
}

export type ClientKind =
  | 'outlook-2010'
  | 'outlook-2013'
  | 'outlook' // 2016 and later for Windows
  | 'outlook-mac'
  | 'outlook-mobile'
  | 'apple-mail'
  | 'android-mail'
  | 'thunderbird'
  | 'exchange-online' // Exchange Online calling on-premises
  | 'ews-client' // EWS Managed API, exchangelib, DavMail, evolution-ews …
  | 'sign-in-broker' // WAM
  | 'browser'
  | 'unknown';

/** Who speaks, by the signs in the request. */
export interface Client {
  readonly kind: ClientKind;
  readonly userAgent?: string;
  /** The user that the client says it speaks for (X-User-Identity, X-AnchorMailbox), lower case. */
  readonly user?: string;
  /** The schemes of Outlook's `Accept-Auth` header, lower case. Missing when the header is. */
  readonly acceptAuth?: readonly string[];
}
