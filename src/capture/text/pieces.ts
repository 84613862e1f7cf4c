import type { StartLine } from './lines.js';

/** A pasted message while it is being read. */
export interface PastedMessage {
  readonly kind: 'message';
  readonly start?: StartLine;
  /** Start line (when there is one) excluded. */
  readonly headers: (readonly [name: string, value: string])[];
  /** Lines of the head were left out, and somebody says so. */
  shortened?: true;
  /** Body lines; missing when no body was pasted. */
  body?: string[];
}

/** What a paste is made of, in order. */
export type Piece =
  | PastedMessage
  | { readonly kind: 'text'; readonly lines: string[] }
  | { readonly kind: 'curl-error'; readonly number: number; readonly message: string };

/**
 * A line behind a message whose end is known, where a program's print was read: what follows belongs to it no more, be it
 * a bare head. The separator of records in ASCII, which no paste has on a line of its own.
 */
export const messageEnd = '\u001e';
