/** What a `WWW-Authenticate` line says. */

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
