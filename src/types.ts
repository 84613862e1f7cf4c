/**
 * Our words, as types: no code lives here. The path of a transaction is
 * RawTransaction → (admit) → Transaction → (observe) → Observation → Flow → Finding → Report.
 */

// ---- what a source saw -------------------------------------------------------------------------

/** Where a transaction came from. `text` is pasted prose or headers, in which the complaint itself is the fate. */
export type SourceKind = 'live' | 'har' | 'text' | 'token';

/**
 * A part of a transaction which its source cannot show. "Unknown is not absent": a rule that needs such a part
 * says "cannot be known" in place of judging.
 *
 * - `request`: no request was seen at all (a pasted response head)
 * - `authorization`: the request was seen, but its credentials headers were removed (sanitised HAR)
 * - `request-body`, `response`, `response-headers`, `response-body`: not recorded
 * - `time`: no time was recorded
 */
export type Part =
  | 'request'
  | 'authorization'
  | 'request-body'
  | 'response'
  | 'response-headers'
  | 'response-body'
  | 'time';

/** A body, already decoded (transfer coding, content coding) to text, and cut at the source's limit. */
export interface Body {
  readonly text: string;
  /** False when the text is only a beginning: cut by a limit, or the connection ended early. */
  readonly complete: boolean;
}

/** A message as it came. */
export interface Message {
  /**
   * Start line and header lines as on the wire, joined by CRLF, without the empty line at the end. Case, order and
   * repeats are the sender's. One UTF-16 unit a byte (latin1) where bytes were seen.
   */
  readonly head: string;
  readonly body?: Body;
}

/** Which step of a connection broke. `client-tls`: between the client and us. `client`: the client went away. */
export type FailureStage = 'dns' | 'connect' | 'proxy' | 'tls' | 'client-tls' | 'request' | 'response' | 'client';

/** Why there is no (complete) response. */
export interface Failure {
  readonly stage: FailureStage;
  /** A Node error code such as ECONNREFUSED or CERT_HAS_EXPIRED, or the source's own word (net::ERR_…). */
  readonly code: string;
  readonly message?: string;
  /** The certificate that was refused, where there was one. */
  readonly certificate?: {
    readonly subject?: string;
    readonly issuer?: string;
    readonly names?: readonly string[];
    /** ISO 8601 */
    readonly validFrom?: string;
    /** ISO 8601 */
    readonly validTo?: string;
  };
}

/** The program at the client's end of the connection. */
export interface ClientProcess {
  readonly name?: string;
  readonly pid?: number;
}

/** What a transaction has before and after the door alike. */
interface TransactionBase {
  /** Unique in its capture, and what people see in theirs: the HAR entry's number from 1, the live counter. */
  readonly id: string;
  readonly source: SourceKind;
  /** Milliseconds since the epoch. Missing when the source has no times. */
  readonly startedAt?: number;
  /** When the last byte was seen; missing while it runs or where unknown. */
  readonly endedAt?: number;
  /** Equal strings are the same client connection. */
  readonly connection?: string;
  readonly client?: ClientProcess;
  /** The host was named by the user as one to diagnose. */
  readonly watched?: boolean;
  readonly failure?: Failure;
  readonly absent: readonly Part[];
}

/** A request as it came. `url` is absolute; it is missing when a pasted request line has no host. */
export interface RequestMessage extends Message {
  readonly method: string;
  readonly url?: string;
}

/** A response as it came. `status` is missing when only header lines were pasted. */
export interface ResponseMessage extends Message {
  readonly status?: number;
}

/** What a source saw, secrets and all. It lives only until `admit`. */
export interface RawTransaction extends TransactionBase {
  readonly request?: RequestMessage;
  readonly response?: ResponseMessage;
  /** Text which is not an HTTP message: a PowerShell error, a log line, a mail around pasted headers. */
  readonly text?: string;
}

declare const admitted: unique symbol;

/**
 * One exchange after the door: the same shape, with every secret cut and a placeholder in its place. Branded, so
 * that only `admit` makes it and nothing behind the door can be handed a RawTransaction.
 */
export interface Transaction extends RawTransaction {
  readonly [admitted]: true;
}

/** Something malformed on the wire. `at` is an offset in UTF-16 units into the parsed string. */
export interface Defect {
  readonly code: string;
  readonly at: number;
}

// ---- what the strings say (src/parse) ------------------------------------------------------------

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
  /** The body carries `PROCESSING` / `PENDING` / `DONE` lines. */
  readonly metaTags: readonly string[];
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
  /** A lone token (pasted), not one inside an Authorization header. */
  readonly token?: Token;
  readonly defects: readonly Defect[];
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

// ---- flows ------------------------------------------------------------------------------------

/**
 * How a sign-in attempt ended, as far as it was seen.
 *
 * - `bearer`: signed in with a token
 * - `other-scheme`: signed in with NTLM, Negotiate or Basic
 * - `signed-in`: signed in, by which scheme the source cannot show
 * - `anonymous`: answered without any credentials
 * - `refused`: the last word was a refusal
 * - `failed`: no response (DNS, TCP, TLS, reset)
 * - `sign-in-failed`: Entra or AD FS refused, and nothing good came after
 * - `open`: the last thing seen is a step of a handshake that goes on
 */
export type Outcome =
  | 'bearer'
  | 'other-scheme'
  | 'signed-in'
  | 'anonymous'
  | 'refused'
  | 'failed'
  | 'sign-in-failed'
  | 'open';

/** One sign-in attempt: one client, one host, one service, with the Entra leg that belongs to it. */
export interface Flow {
  /** Of the first transaction; stable as the flow grows. */
  readonly id: string;
  readonly source: SourceKind;
  readonly service: Service;
  readonly client: Client;
  /** In time order; those of Exchange, or of the sign-in host for a leg that stands alone. */
  readonly observations: readonly Observation[];
  /** The Entra leg, in time order. */
  readonly signIn: readonly Observation[];
  readonly outcome: Outcome;
  /** Later uses of the token that ended this flow well. */
  readonly laterUses: number;
  readonly startedAt?: number;
  /** Of the newest transaction of either leg. */
  readonly lastAt?: number;
}

// ---- findings and the report -----------------------------------------------------------------------

export type Severity = 'error' | 'warning' | 'info';
export type Confidence = 'high' | 'medium' | 'low';
/** What the organisation means to use. */
export type Expectation = 'hma' | 'adfs' | 'none';

/** A quotation from the wire. */
export interface Evidence {
  /** Transaction id. */
  readonly transaction: string;
  /** A header name as sent, `status`, `body`, `url`, `token aud`, `connection`, `text`. */
  readonly where: string;
  readonly quote: string;
}

/** Published names: never renamed, never reused. The compiler asks for a text in every language when one is added. */
export type RuleId =
  | 'spn-missing'
  | 'audience-mismatch'
  | 'ssl-offload'
  | 'unknown-user'
  | 'revoked-grant'
  | 'flighting-disabled'
  | 'bearer-not-attempted'
  | 'signed-in-without-bearer'
  | 'bearer-challenge-missing'
  | 'authorization-uri-missing'
  | 'authorization-uri-adfs'
  | 'expired-token'
  | 'sign-in-error'
  | 'token-refused'
  | 'connection-failed'
  | 'certificate-untrusted'
  | 'interception-refused'
  | 'nothing-to-diagnose';

/** What a rule found in one flow. */
export interface Problem {
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** For the messages. Missing means unknown, never an empty string. */
  readonly values: Readonly<Record<string, string>>;
  /** Never empty. */
  readonly evidence: readonly Evidence[];
}

/** What rules may know beside the flow. */
export interface RuleContext {
  readonly expect?: Expectation;
  /** The traffic's time now, ms since the epoch: for a pasted token, the time it is judged at. */
  readonly asOf?: number;
  readonly summary: Summary;
}

/** One line of the bounded server × virtual directory table. */
export interface SummaryRow {
  readonly host: string;
  readonly virtualDirectory: string;
  readonly protocol: Protocol;
  /** Requests that got in, by scheme. */
  readonly bearer: number;
  readonly otherScheme: number;
  readonly anonymous: number;
  readonly refused: number;
  readonly failed: number;
  /** A Bearer challenge was seen here. */
  readonly offersBearer: boolean;
}

/** What is kept of all transactions, quiet ones too; its size is bounded. */
export interface Summary {
  readonly transactions: number;
  readonly exchange: number;
  readonly signIn: number;
  readonly rows: readonly SummaryRow[];
}

export interface RuleMeta {
  /** The parts which must be seen before `check` may speak. */
  readonly needs: readonly Part[];
  /** Where the rule comes from: documents, RFCs. */
  readonly references: readonly string[];
}

/** A rule about one flow. Pure. */
export interface FlowRule extends RuleMeta {
  readonly id: RuleId;
  readonly scope: 'flow';
  /** Is this flow one that the rule is about? Cheap; may look only at what is there. */
  readonly applies: (flow: Flow, context: RuleContext) => boolean;
  readonly check: (flow: Flow, context: RuleContext) => Problem | undefined;
}

/** A rule about the whole capture. Pure. */
export interface CaptureRule extends RuleMeta {
  readonly id: RuleId;
  readonly scope: 'capture';
  readonly applies: (flows: readonly Flow[], context: RuleContext) => boolean;
  readonly check: (flows: readonly Flow[], context: RuleContext) => Problem | undefined;
}

export type Rule = FlowRule | CaptureRule;

/** What is wrong, with proof; equal problems of many flows are one finding with a count. */
export interface Finding extends Problem {
  readonly rule: RuleId;
  /** `provisional` while live traffic may still turn it round. */
  readonly certainty: 'provisional' | 'certain';
  readonly count: number;
  /** Ms since the epoch, of the first and last flow that shows it. */
  readonly first?: number;
  readonly last?: number;
  /** Rule id of the finding that explains this one. */
  readonly causedBy?: RuleId;
  /** Flow ids. */
  readonly flows: readonly string[];
}

/** "Cannot be known from this capture": a rule which applied, and the part it missed. */
export interface Unknown {
  readonly rule: RuleId;
  readonly missing: Part;
  readonly flows: readonly string[];
}

/** One step of a flow's story, in words of the wire (they are not translated). */
export interface FlowStep {
  readonly transaction: string;
  readonly at?: number;
  readonly leg: 'exchange' | 'sign-in';
  readonly method?: string;
  /** Host and path, without query. */
  readonly target?: string;
  /** What the request carried: `no Authorization`, `Bearer (empty)`, `Bearer token`, `NTLM type 3`, `Basic`. */
  readonly sent?: string;
  readonly status?: number;
  /** What the answer says: `WWW-Authenticate: Bearer, NTLM`, `x-ms-diagnostics: 2000003`, `AADSTS50173`, `tokens issued`. */
  readonly says: readonly string[];
  readonly failure?: string;
}

/** A flow as the report shows it. */
export interface FlowReport {
  readonly id: string;
  readonly host?: string;
  readonly virtualDirectory?: string;
  readonly protocol: Protocol;
  readonly client: ClientKind;
  readonly user?: string;
  readonly outcome: Outcome;
  readonly steps: readonly FlowStep[];
  readonly laterUses: number;
}

/** A file, stream or live run that was read. */
export interface SourceReport {
  readonly name: string;
  readonly format: string;
  readonly producer?: string;
  readonly read: number;
  readonly skipped: number;
  /** Codes of what this source cannot show or what was repaired, e.g. `truncated`, `no-times`. */
  readonly limits: readonly string[];
}

/** The whole answer, language-free: ids and values. Every view draws from it. */
export interface Report {
  readonly schema: 'hma-doctor/report@1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly sources: readonly SourceReport[];
  readonly capture: {
    readonly transactions: number;
    readonly exchange: number;
    readonly signIn: number;
    readonly limits: readonly string[];
  };
  readonly expect?: Expectation;
  readonly flows: readonly FlowReport[];
  /** Leading findings first, each followed by those it explains. */
  readonly findings: readonly Finding[];
  readonly unknown: readonly Unknown[];
  /** Tokens pasted alone, decoded. */
  readonly tokens: readonly Token[];
}
