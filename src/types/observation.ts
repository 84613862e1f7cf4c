/** What the strings of a transaction say: facts and defects. */

import type { Defect, Transaction } from './transaction.js';

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

/** One entry of `trusted_issuers`. `realm` is a tenant GUID, a domain, `*` or empty; missing when there is no `@`. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly realm?: string;
}

/** The parameters of a Bearer challenge that Exchange, Entra and their like send, in their wire spelling. */
export interface BearerParameters {
  readonly client_id?: string;
  readonly trusted_issuers?: readonly TrustedIssuer[];
  readonly token_types?: readonly string[];
  readonly authorization_uri?: string;
  readonly issuer_kind?: string;
  readonly error?: string;
  readonly error_description?: string;
  readonly realm?: string;
  readonly claims?: string;
  readonly resource_id?: string;
  readonly resource_metadata?: string;
}

/** One authentication challenge, RFC 9110 §11.6.1. */
export interface Challenge {
  /** As sent; compare case-insensitively. */
  readonly scheme: string;
  readonly token68?: string;
  /** As sent, in order, repeats kept; values without quotes and escapes. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  /** Present when the scheme is Bearer. Of a repeated parameter the first counts. */
  readonly bearer?: BearerParameters;
  /** The challenge as it stood on the wire. */
  readonly raw: string;
}

/**
 * Whose dialect of `x-ms-diagnostics` (or of its JSON successor) this is.
 * `exchange-json`: `{"error":{"code":…,"innerError":{"errorUrl":"https://aka.ms/autherrors#…"}}}`.
 */
export type DiagnosticsDialect = 'exchange' | 'exchange-json' | 'skype' | 'sharepoint' | 'mip' | 'unknown';

/** One `x-ms-diagnostics` value. */
export interface Diagnostics {
  readonly dialect: DiagnosticsDialect;
  readonly code?: number;
  readonly reason?: string;
  /** Lower case; the final full stop of PowerShell prints removed. */
  readonly error_category?: string;
  /** SharePoint's name for it. */
  readonly category?: string;
  readonly source?: string;
  readonly appName?: string;
  /** As it stood on the wire, to be quoted. */
  readonly raw: string;
}

/** One OAuth error from Entra ID or AD FS. */
export interface EntraError {
  readonly form: 'redirect' | 'json' | 'html' | 'form-post' | 'text';
  readonly error?: string;
  readonly error_description?: string;
  /** Every AADSTS number named in the text, in order. */
  readonly codes: readonly number[];
  /**
   * The one that counts: the innermost of the text. `error_codes` of the JSON counts only where `error` is a
   * registered OAuth word and the text names no number: a number beside a made-up word proves nothing.
   */
  readonly code?: number;
  /** AD FS: `MSIS9224` and the like. */
  readonly msis?: string;
  readonly suberror?: string;
  readonly claims?: string;
  readonly trace_id?: string;
  readonly correlation_id?: string;
  readonly timestamp?: string;
  /** The resource that the text names, as printed (`https://mail.contoso.com/`). */
  readonly resource?: string;
  /** The tenant that the text names, as printed. */
  readonly tenant?: string;
  readonly defects: readonly Defect[];
  /** What to quote: the error text as a person reads it, not longer than 1,000 units. */
  readonly raw: string;
}

/** A decoded, **unverified** token. Times are seconds since the epoch, as RFC 7519 has them. */
export interface Token {
  /** `jws`: three parts, read; `jwe`: encrypted, header only; `payload`: claims pasted as JSON; `opaque`: not a JWT; `cut`: parts are missing. */
  readonly kind: 'jws' | 'jwe' | 'payload' | 'opaque' | 'cut';
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** `placeholder`: cut by us. `empty` is required of the outer token server to server. */
  readonly signature: 'present' | 'empty' | 'placeholder' | 'none';
  /** Server to server: the token inside `actortoken`. */
  readonly actor?: Token;
  readonly audience: readonly string[];
  readonly issuer?: string;
  readonly tenant?: string;
  readonly version?: string;
  /** `appid` or `azp`. */
  readonly application?: string;
  /** `upn`, `preferred_username`, `unique_name` or `smtp`, the first there is. */
  readonly user?: string;
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly expiresAt?: number;
  readonly notBefore?: number;
  readonly issuedAt?: number;
  /** Length of the token as sent, in units. */
  readonly length: number;
  readonly defects: readonly Defect[];
}

/** NTLM message type, or Kerberos inside Negotiate. */
export type NtlmMessage = 1 | 2 | 3 | 'kerberos' | 'unknown';

/** What the NTLMv2 type 3 message says of channel binding (`MsvAvChannelBindings`). `zero` is 16 zero bytes. */
export type ChannelBinding = 'present' | 'zero' | 'absent' | 'unknown';

/** What a request's `Authorization` says. */
export type Authorization =
  | { readonly scheme: 'none' }
  | { readonly scheme: 'bearer'; readonly empty: true }
  | {
      readonly scheme: 'bearer';
      readonly empty: false;
      readonly token: Token;
      /** The token text behind the door: equal texts are equal tokens. Never shown. */
      readonly identity: string;
    }
  | { readonly scheme: 'basic'; readonly user?: string }
  | {
      readonly scheme: 'ntlm' | 'negotiate';
      readonly message: NtlmMessage;
      readonly channelBinding: ChannelBinding;
    }
  | { readonly scheme: 'other'; readonly name: string };

/** What a sign-in request asks for: the public fields of the authorize query or of the token form. */
export interface SignInRequest {
  readonly client_id?: string;
  /** Of `resource`, or the URL part of `scope`: an absolute URL or a GUID, as sent. */
  readonly resource?: string;
  readonly scope?: string;
  readonly grant_type?: string;
  readonly response_type?: string;
  readonly redirect_uri?: string;
  readonly login_hint?: string;
  readonly prompt?: string;
}

/** How a sign-in host answered. */
export interface SignInAnswer {
  /** `token`: tokens were issued (also when unreadable: a JWE). `code`: redirected back with a code. `page`: a page for a person. */
  readonly kind: 'token' | 'code' | 'page' | 'error' | 'other';
  /** `kind: 'token'`: the access token, when it can be read. */
  readonly token?: Token;
  /** `kind: 'token'`: equal to `Authorization.identity` of the requests which use it. */
  readonly identity?: string;
  readonly error?: EntraError;
}

/** What a MAPI/HTTP 200 really says ([MS-OXCMAPIHTTP] 2.2.2.2, 2.2.3.3.3). */
export interface MapiAnswer {
  /** X-RequestType, lower case. */
  readonly requestType?: string;
  /** Of the body's own headers when they are there, else of the HTTP head. */
  readonly responseCode?: number;
  /**
   * Of an answered Connect that failed: StatusCode of the body or, where that is 0, ErrorCode; `unknown` for one that is
   * not known. Missing when it is 0 or not seen.
   */
  readonly connectCode?: number | 'unknown';
  /** The body says in words that MAPI is switched off. */
  readonly protocolDisabled?: true;
  /** The mailbox that was asked for, and whether for it or for the address book: `emsmdb <MailboxId>`, lower case. */
  readonly mailbox?: string;
  /** The body carries `PROCESSING` / `PENDING` / `DONE` lines. */
  readonly metaTags: readonly string[];
}

/** What SMTP AUTH, POP or IMAP of Exchange Online answered, in pasted text. */
export interface MailRefusal {
  /**
   * `password` and `not-signed-in` do not tell why; `smtp-off-…`: SMTP AUTH itself is switched off; the others name their
   * reason.
   */
  readonly kind:
    | 'basic-retired'
    | 'smtp-off-tenant'
    | 'smtp-off-mailbox'
    | 'security-defaults'
    | 'conditional-access'
    | 'password'
    | 'not-signed-in';
  readonly protocol: 'smtp' | 'pop' | 'imap' | 'mail';
  /** `550 5.7.30`; missing where the protocol has no codes. */
  readonly code?: string;
  /** As it stood in the text. */
  readonly raw: string;
}

/** Transactions that came after another, said nothing new and are no longer kept themselves. */
export interface Folded {
  readonly count: number;
  /** When the last of them began, ms since the epoch; 0 where the source has no times. */
  readonly until: number;
}

/** A transaction and all that it says. */
export interface Observation {
  readonly transaction: Transaction;
  readonly service: Service;
  readonly client: Client;
  readonly authorization: Authorization;
  /** Of `WWW-Authenticate` lines (and of challenges quoted in pasted text). */
  readonly challenges: readonly Challenge[];
  readonly diagnostics: readonly Diagnostics[];
  readonly entraErrors: readonly EntraError[];
  readonly signInRequest?: SignInRequest;
  readonly signInAnswer?: SignInAnswer;
  readonly mapi?: MapiAnswer;
  readonly server?: ServerSigns;
  /** What the response says of those in front of Exchange; missing where it says nothing. */
  readonly front?: FrontSigns;
  /** Of pasted text; missing where there is none. */
  readonly mailRefusals?: readonly MailRefusal[];
  /** A lone token (pasted), not one inside an Authorization header. */
  readonly token?: Token;
  readonly defects: readonly Defect[];
  /** Of a long capture: what came after it in its flow and is no longer kept. */
  readonly folded?: Folded;
}

/** What the response says of the server that made it. */
export interface ServerSigns {
  /** At least one positive sign that Exchange (not a device, not a website) answered. */
  readonly exchange: boolean;
  /** X-FEServer (the first, where a list). */
  readonly frontEnd?: string;
  /** X-CalculatedBETarget, X-TargetBEServer or X-BEServer. */
  readonly backEnd?: string;
  /** From X-OWA-Version or X-ServerApplication, e.g. `15.2.1544.11`. */
  readonly build?: string;
  readonly requestId?: string;
  /** The server's `Date`, milliseconds since the epoch. */
  readonly date?: number;
}

/** What a response says of who stands in front of Exchange, and of what the front end met behind it. */
export interface FrontSigns {
  /** The device or service that shows itself in a header, or whose sign-in page it is. */
  readonly device?: string;
  /** An error of http.sys alone: no site and no application pool took the request. */
  readonly httpSys?: true;
  /**
   * A protocol that has no pages was answered with one: sent to a sign-in, given a page whose title speaks of one, or some
   * other page.
   */
  readonly page?: 'sign-in-redirect' | 'sign-in-page' | 'page';
  /** The title of the refusal says that the headers were too large. */
  readonly tooLarge?: true;
  /** Where it was sent, without the query. */
  readonly location?: string;
  /** `X-FailureContext`, as sent, at most 200 units. */
  readonly failureContext?: string;
  /** The last status of `X-BackEndHttpStatus`. */
  readonly backEndStatus?: string;
  /** The page says that Exchange's own certificate for tokens and cookies is not usable. */
  readonly authCertificate?: true;
}
