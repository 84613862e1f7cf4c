import { connect, type Socket } from 'node:net';
import type { Failure } from '../../types.js';
import type { ResolvedProxyOptions } from '../options.js';
import { limitPatience } from '../patience.js';
import { type Listener, leadsToUs } from './own-listeners.js';

/** What every socket of ours has: no Nagle delay, and a sign of life so that a dead peer of a long poll is noticed. */
export const socketOptions = { noDelay: true, keepAlive: true, keepAliveInitialDelay: 60_000 } as const;

/**
 * Resolves (the system's way: hosts file, NRPT, split DNS) and connects. The socket comes paused and with an error
 * listener. Undefined when the client closed before.
 */
export function dial(
  place: { host: string; port: number },
  client: Socket,
  options: Pick<ResolvedProxyOptions, 'connectTimeoutMs' | 'upstream'>,
  own: readonly Listener[],
): Promise<{ socket: Socket } | { failure: Failure } | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...socketOptions, ...place, lookup: options.upstream.lookup, allowHalfOpen: true });
    const fail = (error: NodeJS.ErrnoException) => settle({ failure: failureOf(error) });
    const cancel = () => settle(undefined);
    const stopWaiting = limitPatience(options.connectTimeoutMs, () => fail(codeError('ETIMEDOUT')));
    const settle = (result: { socket: Socket } | { failure: Failure } | undefined) => {
      stopWaiting();
      client.off('close', cancel);
      socket.off('connect', connected);
      if (!result || 'failure' in result) socket.destroy();
      resolve(result);
    };
    const connected = () => (leadsToUs(socket, own) ? fail(codeError('ERR_PROXY_LOOP')) : settle({ socket }));
    // It stays: an error after this must find a listener, and a promise settles once.
    socket.on('error', fail);
    socket.once('connect', connected);
    client.once('close', cancel);
    if (client.destroyed) cancel();
  });
}

/** Why a connection was not made. */
// When every address of a name fails, the AggregateError has no message; its first error has.
export function failureOf(error: NodeJS.ErrnoException & { errors?: readonly Error[] }): Failure {
  const message = error.message || error.errors?.[0]?.message;
  const failure = { stage: stageOf(error), code: error.code ?? 'UNKNOWN' } as const;
  return message ? { ...failure, message } : failure;
}

function stageOf(error: NodeJS.ErrnoException): 'dns' | 'connect' {
  return error.syscall === 'getaddrinfo' ? 'dns' : 'connect';
}

/** An error with one of the codes that Node has no error for here. */
export function codeError(code: 'ETIMEDOUT' | 'ERR_PROXY_LOOP'): NodeJS.ErrnoException {
  const message = code === 'ETIMEDOUT' ? 'the connection was not made in time' : 'the address is this proxy itself';
  return Object.assign(new Error(message), { code });
}
