import { bodyLimit } from '../fields/body-limit.js';
import type { ShownLines } from './header-lines.js';

/** One exchange of a request: a redirect or an answer to a challenge begins the next. */
export interface Attempt {
  /** `12` for the first of source 12, then `12.2`. */
  readonly id: string;
  readonly url: string;
  readonly method: string;
  /** When it was begun, and when its head was sent. */
  readonly begunAt: number | undefined;
  sentAt: number | undefined;
  lastAt: number | undefined;
  /** Undefined until it was sent. */
  sent: ShownLines | undefined;
  bodyLength: number;
  /** The answer's start line and lines. */
  received: ({ readonly start: string } & ShownLines) | undefined;
  /** As they came from the filters that undo content codings. */
  readonly filtered: Bytes;
  /** As they came from the network, where a filter stands behind it. */
  readonly raw: Bytes;
  job: number | undefined;
  netError: number | undefined;
  /** It came to its end within the log. */
  ended: boolean;
}

/** Bytes of a body, no more than are kept. */
export interface Bytes {
  readonly parts: Buffer[];
  size: number;
}

/** A fresh attempt. */
export function beginAttempt(id: string, url: string, method: string, begunAt: number | undefined): Attempt {
  return {
    id,
    url,
    method,
    begunAt,
    sentAt: undefined,
    lastAt: begunAt,
    sent: undefined,
    bodyLength: 0,
    received: undefined,
    filtered: { parts: [], size: 0 },
    raw: { parts: [], size: 0 },
    job: undefined,
    netError: undefined,
    ended: false,
  };
}

/** Adds bytes up to a little more than is kept, so that a cut is known to be one. */
export function addBytes(bytes: Bytes, part: Buffer): void {
  if (bytes.size <= bodyLimit) bytes.parts.push(part);
  bytes.size += part.length;
}
