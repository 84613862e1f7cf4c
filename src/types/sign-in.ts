/** What is asked of a sign-in host, and what it answers. */

import type { Token } from './credentials.js';
import type { EntraError } from './refusal.js';

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
