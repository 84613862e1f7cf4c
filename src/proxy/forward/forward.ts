/**
 * Plain `http://` requests in absolute form, which a client gives to its proxy without CONNECT. Built on the package
 * http-proxy and therefore **not byte-exact**: Node parses and writes the messages again, hop-by-hop headers go, methods
 * unknown to Node (RPC_IN_DATA) are refused. Traps: its own way of answering folds repeated WWW-Authenticate lines and
 * lower-cases names, so that it must not answer by itself (`selfHandleResponse`, `rawHeaders`); without an agent of its
 * own for each client socket, NTLM breaks and identities mix.
 */
import { Agent, createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { connect, type Socket } from 'node:net';
import httpProxy from 'http-proxy';
import type { Failure } from '../../types.js';
import { proxyChallenge } from '../proxy-auth.js';
import type { ClientConnection } from '../recorder.js';
import type { Shared } from '../shared.js';
import { codeError, failureOf, socketOptions } from '../upstream/dial.js';
import { leadsToUs } from '../upstream/own-listeners.js';
import { ForwardedExchange, headOf } from './forwarded-exchange.js';

/** Takes over client sockets that do not begin with CONNECT. */
export interface Forward {
  serve(client: Socket, from: ClientConnection): void;
  close(): void;
}

// What is Node's to write on the way to the server, and what was meant for us.
const byNode = /^(?:connection|transfer-encoding)$/i;
const forUs = /^(?:keep-alive|proxy-connection|proxy-authorization|upgrade|te|trailer)$/i;
const notNeeded = /^(?:connection|keep-alive|proxy-connection)$/i;

// What goes wrong once the server is reached; HPE_ is Node's reader of HTTP.
const afterConnect = /^(?:HPE_|ECONNRESET$|EPIPE$)/;

// Without time-outs: how long a connection lasts, and with it what NTLM signed in, is for its two ends to say.
const lasting = { maxHeaderSize: 128 * 1024, noDelay: true, requestTimeout: 0, keepAliveTimeout: 0 } as const;

interface Client {
  readonly from: ClientConnection;
  readonly agent: Agent;
}

/** @param shared - Of the proxy; upstream sockets are tracked there. */
export function createForward(shared: Shared): Forward {
  const clients = new WeakMap<Socket, Client>();
  const exchanges = new WeakMap<IncomingMessage, ForwardedExchange>();
  const proxy = httpProxy.createProxyServer({ selfHandleResponse: true, xfwd: false });
  const { handshakeTimeoutMs: headersTimeout } = shared.options;
  const limits = { headersTimeout, connectionsCheckingInterval: Math.min(headersTimeout, 5_000) };
  const server = createServer({ ...lasting, ...limits }, (request, response) => {
    if (!shared.mayEnter(headOf('', request))) return demand(response);
    const client = clients.get(request.socket);
    const url = absoluteUrl(request.url);
    if (!client || !url) return refuse(response, 400, 'hma-doctor: this is a proxy. Use CONNECT, or an http:// URL.\n');
    const exchange = new ForwardedExchange(shared, client.from, url, request);
    exchanges.set(request, exchange);
    request.url = `${url.pathname}${url.search}`;
    proxy.web(request, response, { target: url.origin, agent: client.agent }, (error) => {
      const failure = failureOf(error as NodeJS.ErrnoException);
      giveUp(afterConnect.test(failure.code) ? { ...failure, stage: 'response' } : failure, request, response);
    });
  });
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
    for (const name of outgoing.getHeaderNames()) if (!byNode.test(name)) outgoing.removeHeader(name);
    for (const [name, values] of groupHeaders(request.rawHeaders)) {
      if (!byNode.test(name) && !forUs.test(name))
        outgoing.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
    }
  });
  proxy.on('proxyRes', (incoming, request, response) => {
    exchanges.get(request)?.answered(incoming);
    try {
      sendHead(incoming, response);
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
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return {
    serve(client, from) {
      const agent = new LoopGuardAgent(shared);
      clients.set(client, { from, agent });
      client.once('close', () => agent.destroy());
      server.emit('connection', client);
      client.resume();
    },
    close() {
      proxy.removeAllListeners();
      server.close();
    },
  };
}

/** One upstream connection for one client connection, never to ourselves. */
class LoopGuardAgent extends Agent {
  readonly #shared: Shared;

  constructor(shared: Shared) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#shared = shared;
  }

  override createConnection(options: { host?: string; port?: number }): Socket {
    const { options: ours, own, track } = this.#shared;
    const place = ours.upstream.connectTo(options.host ?? '', Number(options.port ?? 80));
    const socket = connect({ ...socketOptions, ...place, lookup: ours.upstream.lookup });
    track(socket);
    const timer = setTimeout(() => socket.destroy(codeError('ETIMEDOUT')), ours.connectTimeoutMs).unref();
    socket.once('close', () => clearTimeout(timer));
    // First of all listeners, so that nothing has been written yet.
    socket.once('connect', () => {
      clearTimeout(timer);
      if (leadsToUs(socket, own())) socket.destroy(codeError('ERR_PROXY_LOOP'));
    });
    return socket;
  }
}

function absoluteUrl(target: string | undefined): URL | undefined {
  if (!target || !/^http:\/\//i.test(target) || !URL.canParse(target)) return undefined;
  return new URL(target);
}

function sendHead(incoming: IncomingMessage, response: ServerResponse): void {
  const headers = pairs(incoming.rawHeaders).filter(([name]) => !notNeeded.test(name));
  response.sendDate = false;
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage ?? '', headers.flat());
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

function pairs(raw: readonly string[]): [string, string][] {
  return Array.from({ length: raw.length >> 1 }, (_, index) => [raw[index * 2] ?? '', raw[index * 2 + 1] ?? '']);
}

// Names that differ only in case are one header to Node; the first spelling stands.
function groupHeaders(raw: readonly string[]): Iterable<[string, string[]]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of pairs(raw)) {
    const group = groups.get(name.toLowerCase());
    if (group) group[1].push(value);
    else groups.set(name.toLowerCase(), [name, [value]]);
  }
  return groups.values();
}
