/** What a token and an `Authorization` line say. */

import type { Defect } from './transaction.js';

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
