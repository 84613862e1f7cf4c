import type { Duplex } from 'node:stream';
import type { HeldBytes } from '../held-bytes.js';
import { limitPatience } from '../patience.js';
import { type ClientHello, readClientHello } from './client-hello.js';

/**
 * `gone`, `server-gone`: that side left without a word. `server-first`: the server spoke before the client did, so this
 * is no TLS. `late`: the client kept silent for too long.
 */
export type Peeked =
  | Exclude<ClientHello, { state: 'partial' }>
  | { readonly state: 'gone' | 'server-gone' | 'server-first' | 'late' };

/** Waits until the client's first bytes show what it speaks. Nothing is consumed or answered. */
export function peekClientHello(held: HeldBytes, upstream: Duplex, timeoutMs: number): Promise<Peeked> {
  return new Promise((resolve) => {
    const settle = (peeked: Peeked) => {
      stopWaiting();
      held.watch(undefined);
      upstream.off('readable', serverSpoke).off('close', serverSpoke);
      resolve(peeked);
    };
    // 'readable' without a byte is the server's end.
    const serverSpoke = () => settle({ state: upstream.readableLength > 0 ? 'server-first' : 'server-gone' });
    // A client may keep a spare connection for long; what it says later, it says through the tunnel.
    const stopWaiting = limitPatience(timeoutMs, () => settle({ state: 'late' }));
    upstream.on('readable', serverSpoke).on('close', serverSpoke);
    held.watch(() => {
      const hello = held.bytes.length > 0 ? readClientHello(held.bytes) : ({ state: 'partial' } as const);
      if (hello.state !== 'partial') settle(hello);
      else if (held.ended) settle(held.bytes.length > 0 ? { state: 'not-tls' } : { state: 'gone' });
    });
  });
}
