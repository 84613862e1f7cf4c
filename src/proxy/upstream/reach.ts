/**
 * The way to the server: straight, or through other proxies, the first that can be reached. What a proxy asks
 * of the client (407) is relayed before the client's CONNECT is answered, on one connection, so that NTLM and Negotiate
 * sign in to it through us.
 */
import type { Duplex } from 'node:stream';
import type { Failure, ResponseMessage } from '../../types.js';
import { closeWhenSent, type TapEnd } from '../closing.js';
import { awaitOpening } from '../opening.js';
import { withoutProxyAuthorization } from '../proxy-auth.js';
import type { ConnectRequest } from '../serve-connect.js';
import type { Shared } from '../shared.js';
import { type OpenedHop, openHop, proxyPatienceMs } from './open-hop.js';
import { type ProxyAnswer, readProxyAnswer } from './proxy-answer.js';
import type { ProxyHop } from './route.js';

/** `greeting` is what the client's CONNECT is answered with. `relay`: an upstream proxy's refusal, for the client to see. */
export type Reached =
  | { readonly end: TapEnd; readonly greeting: string | Buffer }
  | { readonly failure: Failure; readonly relay?: Buffer };

const established = 'HTTP/1.1 200 Connection established\r\n\r\n';

/** Reaches the server. Undefined when the client went away. */
export async function reach(request: ConnectRequest, shared: Shared): Promise<Reached | undefined> {
  const { host, port } = request.connection;
  const { upstream } = shared.options;
  if (shared.loops.isBack(request.head)) return { failure: loop };
  const place = upstream.connectTo(host, port);
  const isMoved = place.host !== host || place.port !== port;
  const hops = isMoved ? [{ kind: 'direct' } as const] : await findHops(host, port, shared);
  if ('failure' in hops) return hops;
  let last: Reached = { failure: { stage: 'proxy', code: 'ERR_NO_ROUTE', message: 'there is no way to the server' } };
  for (const hop of hops) {
    const opened = await openHop(hop, place, request.client, shared);
    if (!opened) return undefined;
    if (!('failure' in opened)) {
      if (hop.kind !== 'proxy') return { ...opened, greeting: established };
      const leave = shared.loops.wait(targetOf(request));
      return await ask(request, opened, hop, shared).finally(leave);
    }
    last = opened;
  }
  return last;
}

const loop: Failure = {
  stage: 'proxy',
  code: 'ERR_PROXY_LOOP',
  message: 'the proxy on the way leads back to this proxy',
};

function targetOf({ connection: { host, port } }: ConnectRequest): string {
  return `${host}:${port}`;
}

async function findHops(host: string, port: number, { options }: Shared) {
  try {
    return await options.upstream.route(host, port, 'https');
  } catch (error) {
    const { code = 'ERR_PAC', message } = error as NodeJS.ErrnoException;
    return { failure: { stage: 'proxy', code, message } as const };
  }
}

// One connection to the proxy for one of the client's, until it opens the way or says no.
async function ask(
  request: ConnectRequest,
  { end, alert }: Exclude<OpenedHop, { failure: Failure }>,
  hop: ProxyHop,
  shared: Shared,
): Promise<Reached | undefined> {
  const { client, held, connection, entrance } = request;
  const { now, proxyAuth } = shared.options;
  const socket = end.stream;
  const leave = () => void socket.destroy();
  client.once('close', leave);
  for (let head = request.head; ; ) {
    const startedAt = now();
    const sent = shared.loops.mark(withCredentials(head, hop), targetOf(request));
    socket.write(Buffer.from(`${sent}\r\n\r\n`, 'latin1'));
    const answer = await readProxyAnswer(socket, proxyPatienceMs(shared));
    if (client.destroyed) return undefined;
    client.off('close', leave);
    if (answer && answer.status < 300) {
      shared.recorder.opened(connection, head, startedAt, said(answer));
      return { end, greeting: answer.bytes };
    }
    if (!answer) return giveUp(socket, { ...noAnswer, ...alert?.() });
    // A client that takes us for the server cannot sign in to a proxy.
    const mayAsk = entrance === 'connect' && hop.authorization === undefined && !proxyAuth;
    if (answer.status !== 407 || !mayAsk)
      return giveUp(socket, refusalOf(answer), proxyAuth ? undefined : answer.bytes);
    shared.recorder.demanded(connection, head, startedAt, said(answer));
    client.write(answer.bytes);
    const next = answer.persists ? await awaitOpening(client, held) : undefined;
    if (next?.state !== 'connect' || next.host !== connection.host || next.port !== connection.port) {
      socket.destroy();
      held.release();
      client.end();
      closeWhenSent(client);
      return undefined;
    }
    held.drop(next.length);
    client.once('close', leave);
    head = next.head;
  }
}

function said({ status, head }: ProxyAnswer): ResponseMessage {
  return { status, head };
}

const noAnswer = { code: 'ERR_PROXY_NO_ANSWER', message: 'the proxy on the way gave no answer that is one' };

function refusalOf({ status, head }: ProxyAnswer): Pick<Failure, 'code' | 'message'> {
  const statusLine = head.split('\r\n', 1)[0] ?? '';
  return { code: `PROXY_STATUS_${status}`, message: `the proxy on the way answered: ${statusLine.slice(0, 200)}` };
}

function giveUp(socket: Duplex, why: Pick<Failure, 'code' | 'message'>, relay?: Buffer): Reached {
  socket.destroy();
  return { failure: { ...why, stage: 'proxy' }, ...(relay && { relay }) };
}

function withCredentials(head: string, { authorization }: ProxyHop): string {
  if (authorization === undefined) return head;
  return `${withoutProxyAuthorization(head)}\r\nProxy-Authorization: ${authorization}`;
}
