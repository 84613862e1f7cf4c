import type { Socket } from 'node:net';
import type { HeldBytes } from './held-bytes.js';
import { headText, TextBlockReader } from './http/text-block.js';
import { limitPatience } from './patience.js';

const headLimitBytes = 16 * 1024;
const word = Buffer.from('CONNECT ');

/** What a client of the proxy port begins with. */
export type Opening =
  | { readonly state: 'partial' }
  /** Not CONNECT: a plain HTTP request, or no HTTP at all. */
  | { readonly state: 'other' }
  | { readonly state: 'invalid'; readonly reason: string }
  /** `length` bytes belong to the head; the rest is already the client's. */
  | {
      readonly state: 'connect';
      readonly host: string;
      readonly port: number;
      readonly head: string;
      readonly length: number;
    };

/** An opening that is read to its end. */
export type ReadOpening = Exclude<Opening, { state: 'partial' }>;

/**
 * Waits for the first head of a connection; it stays in `held`. Undefined when the client went away.
 *
 * @param timeoutMs - A client that takes longer is closed; without one it may think as long as it likes.
 */
export function awaitOpening(client: Socket, held: HeldBytes, timeoutMs?: number): Promise<ReadOpening | undefined> {
  return new Promise((resolve) => {
    const stopWaiting = timeoutMs === undefined ? () => {} : limitPatience(timeoutMs, () => client.destroy());
    held.watch(() => {
      const opening = readOpening(held.bytes);
      if (held.ended && opening.state === 'partial') client.destroy();
      if (!client.destroyed && opening.state === 'partial') return;
      stopWaiting();
      held.watch(undefined);
      resolve(client.destroyed || opening.state === 'partial' ? undefined : opening);
    });
  });
}

/**
 * Reads the first bytes of a connection to the proxy port. Never throws.
 *
 * @param bytes - Everything received so far.
 * @see RFC 9110 §9.3.6
 */
export function readOpening(bytes: Buffer): Opening {
  const seen = Math.min(bytes.length, word.length);
  if (!bytes.subarray(0, seen).equals(word.subarray(0, seen))) return { state: 'other' };
  const block = new TextBlockReader(headLimitBytes);
  const length = block.read(bytes, 0, 'block');
  if (length === -2) return { state: 'invalid', reason: 'The request head is longer than 16 KiB.' };
  if (length === -1) return { state: 'partial' };
  const head = headText(block.text, block.bareLineFeeds);
  const authority = /^CONNECT ([^ ]{1,300}) HTTP\/1\.[01](?:\r\n|$)/.exec(head)?.[1];
  const target = authority === undefined ? undefined : parseAuthority(authority);
  if (!target) return { state: 'invalid', reason: 'CONNECT needs host:port.' };
  return { state: 'connect', ...target, head, length };
}

function parseAuthority(authority: string): { host: string; port: number } | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+)):(\d{1,5})$/i.exec(authority);
  const host = match?.[1] ?? match?.[2];
  const port = Number(match?.[3]);
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}
