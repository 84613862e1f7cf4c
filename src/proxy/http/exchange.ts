import type { Failure } from '../../types.js';
import type { BodyPrefix } from './body-prefix.js';

/**
 * One request and its answer while they go by. `state` is `open` until the answer is complete, the connection failed,
 * or the reader lost sight of it (`unseen`: opaque connection, or recording stopped).
 */
export interface Exchange {
  state: 'open' | 'complete' | 'failed' | 'unseen';
  /** Missing when an answer came without a request. */
  request?: ExchangePart & { readonly method: string; readonly target: string; readonly expectContinue: boolean };
  response?: ExchangePart & { readonly status: number };
  failure?: Failure;
}

/** One message of an exchange. */
export interface ExchangePart {
  readonly head: string;
  /** As one `Content-Encoding` value; undefined when the body is not coded. */
  readonly coding: string | undefined;
  /** A body is announced (it may still be empty). */
  readonly hasBody: boolean;
  body: BodyPrefix | undefined;
  complete: boolean;
}

/** What the reader tells. All are called at most once for an exchange, in this order. */
export interface HttpEvents {
  /** A request head was read, or an answer without a request begins. */
  started(exchange: Exchange): void;
  /** The answer's head is known, and its body was not complete within the same bytes. */
  answered(exchange: Exchange): void;
  /** No longer `open`. */
  ended(exchange: Exchange): void;
  /** The reader lost its place; bytes flow on unseen. `at` is an offset in the bytes of `side`. */
  opaque(defect: { readonly code: string; readonly at: number; readonly side: 'request' | 'response' }): void;
}
