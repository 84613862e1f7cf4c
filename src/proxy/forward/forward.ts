/**
 * Requests that are rewritten: plain `http://` ones in absolute form, which a client gives to its proxy without CONNECT,
 * and those of the reverse mode whose server is told another name. Built on the package
 * http-proxy and therefore **not byte-exact**: Node parses and writes the messages again, hop-by-hop headers go, methods
 * unknown to Node (RPC_IN_DATA) are refused. Traps: its own way of answering folds repeated WWW-Authenticate lines and
 * lower-cases names, so that it must not answer by itself (`selfHandleResponse`, `rawHeaders`); without an agent of its
 * own for each client socket, NTLM breaks and identities mix; it writes the head without asking us (`proxyReq`) where a
 * request expects a 100, or has to wait for its connection, so that requests are given to it one at a time.
 */
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import httpProxy from 'http-proxy';
import type { Failure } from '../../types.js';
import { proxyChallenge } from '../proxy-auth.js';
import type { ClientConnection } from '../recorder.js';
import type { Shared } from '../shared.js';
import { describeTlsError } from '../tls/upstream-tls.js';
import { failureOf } from '../upstream/dial.js';
import { ClientAgents } from './client-agents.js';
import { ForwardedExchange, headOf } from './forwarded-exchange.js';
import { answerHeaders, copyRequestHeaders } from './headers.js';
import { NotOpened } from './opened-agent.js';
import type { TwoNames } from './other-name.js';
import { type Renamed, RenamedWay } from './renamed.js';
import type { Passage, Way } from './way.js';

/** Takes over client sockets. */
export interface Forward {
  serve(client: Socket, from: ClientConnection): void;
  /** Takes over a client that took us for the server, behind its TLS. */
  serveRenamed(client: Socket, renamed: Renamed): void;
  close(): void;
}

// What goes wrong once the server is reached; HPE_ is Node's reader of HTTP.
const afterConnect = /^(?:HPE_|ECONNRESET$|EPIPE$)/;

// Without time-outs: how long a connection lasts, and with it what NTLM signed in, is for its two ends to say.
const lasting = { maxHeaderSize: 128 * 1024, noDelay: true, requestTimeout: 0, keepAliveTimeout: 0 } as const;

interface Client {
  readonly from: ClientConnection;
  readonly way: Way;
  /** When the request before is over. */
  turn: Promise<unknown>;
}

/** @param shared - Of the proxy; upstream sockets are tracked there. */
export function createForward(shared: Shared): Forward {
  const clients = new WeakMap<Socket, Client>();
  const exchanges = new WeakMap<IncomingMessage, ForwardedExchange>();
  const passages = new WeakMap<IncomingMessage, Passage>();
  const turns = new WeakMap<IncomingMessage, () => void>();
  const proxy = httpProxy.createProxyServer({ selfHandleResponse: true, xfwd: false });
  const { handshakeTimeoutMs: headersTimeout } = shared.options;
  const limits = { headersTimeout, connectionsCheckingInterval: Math.min(headersTimeout, 5_000) };
  const server = createServer({ ...lasting, ...limits }, (request, response) => {
    if (!shared.mayEnter(headOf('', request))) return demand(response);
    const client = clients.get(request.socket);
    const url = client?.way.urlOf(request.url ?? '');
    if (!client || !url) return refuse(response, 400, 'hma-doctor: this is a proxy. Use CONNECT, or an http:// URL.\n');
    const exchange = new ForwardedExchange(shared, client.from, url, request);
    exchanges.set(request, exchange);
    forward(request, response, url, client).catch((error: NodeJS.ErrnoException) => {
      const route = { stage: 'proxy', code: error.code ?? 'ERR_PAC', message: error.message } as const;
      giveUp(error instanceof NotOpened ? error.failure : route, request, response);
    });
  });
  const forward = async (request: IncomingMessage, response: ServerResponse, url: URL, client: Client) => {
    if (!(await takeTurn(client, request, response, turns)))
      return giveUp({ stage: 'client', code: 'ECONNRESET' }, request, response);
    const passage = await client.way.routeTo(url, request.url ?? '');
    passages.set(request, passage);
    request.url = `${url.pathname}${url.search}`;
    delete request.headers.expect;
    // To Node it is plain HTTP: the agent alone knows what the connection is.
    const target = `http://${url.hostname}:${url.port || 80}`;
    proxy.web(request, response, { target, agent: passage.agent }, (error) => {
      giveUp(failureOfAnswer(error as NodeJS.ErrnoException, passage), request, response);
    });
  };
  // A server that listens watches over the time a head may take; this one gets its connections by hand.
  server.emit('listening');
  // A client that ends its side with its request is owed the answer. Node knows this switch, its documentation does not.
  Object.assign(server, { httpAllowHalfOpen: true });
  const giveUp = (failure: Failure, request: IncomingMessage, response: ServerResponse) => {
    exchanges.get(request)?.fail(failure);
    if (response.headersSent) response.destroy();
    else refuse(response, 502, `hma-doctor cannot connect: ${failure.code}\n`);
  };
  proxy.on('proxyReq', (outgoing, request, response) => {
    // Upgrade was not passed on, so a switch is nobody's wish; unlistened to, Node would leave the client waiting.
    outgoing.once('upgrade', (_incoming, socket) => {
      socket.destroy();
      giveUp({ stage: 'response', code: 'HPE_UNEXPECTED_UPGRADE' }, request, response);
    });
    // The connection is free when this is over, which may be after the answer: an early one leaves the body on its way.
    const leave = turns.get(request);
    if (leave) outgoing.once('close', leave);
    turns.delete(request);
    const passage = passages.get(request);
    if (!passage) return;
    if (outgoing.headersSent) return void outgoing.destroy(new Error('the head was sent as it was'));
    outgoing.path = passage.path;
    copyRequestHeaders(request, outgoing, passage);
  });
  proxy.on('proxyRes', (incoming, request, response) => {
    exchanges.get(request)?.answered(incoming);
    try {
      sendHead(incoming, response, twoNames(request, passages.get(request)));
    } catch (error) {
      // What Node's reader lets through, its writer may refuse: a status below 100, a control character in the reason.
      incoming.destroy();
      return giveUp({ stage: 'response', code: codeOf(error) }, request, response);
    }
    incoming.pipe(response);
    incoming.on('error', () => response.destroy());
    response.flushHeaders();
  });
  proxy.on('econnreset', (_error, request) => {
    exchanges.get(request)?.fail({ stage: 'client', code: 'ECONNRESET' });
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code?.startsWith('HPE_')) clients.get(socket as Socket)?.way.unreadable(error.code);
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  const serve = (client: Socket, from: ClientConnection, way: Way) => {
    if (client.destroyed) return way.destroy();
    clients.set(client, { from, way, turn: Promise.resolve() });
    client.once('close', () => way.destroy());
    server.emit('connection', client);
    client.resume();
  };
  return {
    serve: (client, from) => serve(client, from, new ClientAgents(client, shared)),
    serveRenamed: (client, renamed) => serve(client, renamed.asked, new RenamedWay(renamed)),
    close() {
      proxy.removeAllListeners();
      server.close();
    },
  };
}

/** @returns False where the client went away meanwhile. */
async function takeTurn(
  client: Client,
  request: IncomingMessage,
  response: ServerResponse,
  turns: WeakMap<IncomingMessage, () => void>,
): Promise<boolean> {
  const before = client.turn;
  let leave = () => {};
  client.turn = new Promise<void>((resolve) => {
    leave = resolve;
  });
  turns.set(request, leave);
  response.once('close', () => turns.get(request)?.());
  await before;
  if (request.socket.destroyed) leave(); // an answer that was never begun is not closed either
  return !request.socket.destroyed;
}

function sendHead(incoming: IncomingMessage, response: ServerResponse, names: TwoNames | undefined): void {
  response.sendDate = false;
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', answerHeaders(incoming, names));
}

// The client's own word, with the port that it came by; nothing is said to it by a name that is none.
function twoNames({ headers: { host = '' } }: IncomingMessage, passage: Passage | undefined): TwoNames | undefined {
  if (passage?.host === undefined || !/^[a-z0-9._-]{1,255}(?::\d{1,5})?$/i.test(host)) return undefined;
  return { own: passage.host, asked: host };
}

function failureOfAnswer(error: NodeJS.ErrnoException, { isToProxy }: Passage): Failure {
  if (error instanceof NotOpened) return error.failure;
  if (error.code?.startsWith('ERR_SSL_')) {
    const [code, message] = describeTlsError(error);
    return { stage: isToProxy ? 'proxy' : 'tls', code, message };
  }
  const failure = failureOf(error);
  return afterConnect.test(failure.code) ? { ...failure, stage: 'response' } : failure;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
}

function refuse(response: ServerResponse, status: number, text: string): void {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' };
  // With its reason: a refused one of the server's may still be set.
  response.writeHead(status, STATUS_CODES[status] ?? '', headers).end(text);
}

function demand(response: ServerResponse): void {
  response.writeHead(407, { 'Proxy-Authenticate': proxyChallenge, 'Content-Length': 0, Connection: 'close' }).end();
}
