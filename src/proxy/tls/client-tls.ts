import type { Socket } from 'node:net';
import { type SecureContext, TLSSocket } from 'node:tls';
import { limitPatience } from '../patience.js';
import { describeTlsError, type TlsResult } from './upstream-tls.js';

/** What we show to the client. */
export interface ClientTlsOptions {
  readonly secureContext: SecureContext;
  /** What the server chose; false when it chose nothing. */
  readonly alpn: string | false | null;
  readonly timeoutMs: number;
}

/** TLS towards the client, in the server's place. A refused certificate is the failure stage `client-tls`. */
export function openClientTls(raw: Socket, options: ClientTlsOptions): Promise<TlsResult> {
  const socket = new TLSSocket(raw, {
    isServer: true,
    secureContext: options.secureContext,
    ...(options.alpn ? { ALPNProtocols: [options.alpn] } : {}),
  });
  return new Promise((resolve) => {
    const settle = (result: TlsResult) => {
      stopWaiting();
      socket.off('secure', secured).off('end', closed).off('close', closed);
      if ('failure' in result) socket.destroy();
      resolve(result);
    };
    const fail = (code: string, message: string) => settle({ failure: { stage: 'client-tls', code, message } });
    const secured = () => settle({ socket });
    const closed = () => fail('CLIENT_CLOSED_DURING_HANDSHAKE', 'the client closed during the TLS handshake with us');
    const late = () => fail('ETIMEDOUT', 'the TLS handshake with the client did not end in time');
    const stopWaiting = limitPatience(options.timeoutMs, late);
    // It stays: an error after this must find a listener, and a promise settles once.
    socket.on('error', (error) => fail(...describeTlsError(error)));
    socket.once('end', closed);
    socket.once('close', closed);
    socket.once('secure', secured);
  });
}
