/**
 * The devices that stand in front of Exchange: they end the client's TLS and ask Exchange themselves, with
 * `http-proxy`. It folds repeated header lines when left alone, so answers are copied from `rawHeaders`; one agent with
 * one connection for each client connection keeps NTLM's pairing.
 */
import { Agent as HttpAgent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { createProxyServer } from 'http-proxy';
import { mailHost } from './contoso.js';
import { send } from './wire.js';

const ofOneHop = new Set(['connection', 'keep-alive', 'transfer-encoding']);
const oneConnection = { keepAlive: true, maxSockets: 1 };

/** Where a device finds Exchange over TLS, which it verifies. */
export interface Behind {
  readonly port: number;
  /** PEM */
  readonly ca: string;
}

/** A balancer that offloads TLS: it speaks plain HTTP to Exchange, with the client's own `Host`. */
export function createOffloader(exchangePort: number): RequestListener {
  return createHop({ target: `http://127.0.0.1:${exchangePort}`, agent: () => new HttpAgent(oneConnection) });
}

/** A gateway that asks Exchange by another name. */
export function createRenamer(behind: Behind, internalHost: string): RequestListener {
  return createHop({ ...secureHop(behind, internalHost), headers: { host: internalHost } });
}

/** A device that lets a question for credentials through, but no credentials. */
export function createStripper(behind: Behind): RequestListener {
  const hop = createHop(secureHop(behind));
  return (request, response) => {
    delete request.headers.authorization;
    hop(request, response);
  };
}

const headerLimit = 8192;

/** A device that reads no more than eight kilobytes of headers, and says so as nginx does. */
export function createShortener(behind: Behind): RequestListener {
  const hop = createHop(secureHop(behind));
  return (request, response) => {
    if (request.rawHeaders.join(': ').length < headerLimit) hop(request, response);
    else refuseHeaders(response);
  };
}

/** A balancer that gives each connection to the next server, and hides which one answered. */
export function createBalancer(pool: readonly Behind[]): RequestListener {
  const hops = pool.map((behind) => createHop({ ...secureHop(behind), hidden: ofServers }));
  const chosen = new WeakMap<Socket, RequestListener>();
  let count = 0;
  return (request, response) => {
    const hop = chosen.get(request.socket) ?? hops[count++ % hops.length];
    if (!hop) return;
    chosen.set(request.socket, hop);
    hop(request, response);
  };
}

interface Hop {
  readonly target: string;
  readonly agent: () => HttpAgent;
  /** Put in place of the client's. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Lines of the answer that the client does not get; lower case. */
  readonly hidden?: ReadonlySet<string>;
}

const ofServers = new Set(['x-feserver', 'x-beserver', 'x-calculatedbetarget', 'x-diaginfo']);

// Unless it has a name of its own for Exchange, a device asks by the public one.
function secureHop({ port, ca }: Behind, host = mailHost): Hop {
  const options = { ...oneConnection, ca, servername: host, lookup: toLoopback };
  const agent = () => new HttpsAgent(options as ConstructorParameters<typeof HttpsAgent>[0]);
  return { target: `https://${host}:${port}`, agent };
}

function createHop({ target, agent: createAgent, headers = {}, hidden = new Set() }: Hop): RequestListener {
  const agents = new WeakMap<Socket, HttpAgent>();
  const hop = createProxyServer({ target, headers, selfHandleResponse: true });
  hop.on('proxyRes', (answer, _request, response) => copyAnswer(answer, response, hidden));
  return (request, response) => {
    const { socket } = request;
    let agent = agents.get(socket);
    if (!agent) {
      const created = createAgent();
      agent = created;
      agents.set(socket, created);
      socket.once('close', () => created.destroy());
    }
    hop.web(request, response, { agent }, () => response.destroy());
  };
}

function refuseHeaders(response: ServerResponse): void {
  const page =
    '<html>\r\n<head><title>400 Request Header Or Cookie Too Large</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>Request Header Or Cookie Too Large</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';
  const length = String(Buffer.byteLength(page));
  const headers = [
    ['Server', 'nginx'],
    ['Content-Type', 'text/html'],
    ['Content-Length', length],
  ] as const;
  send(response, { status: 400, reason: 'Bad Request', headers, body: page });
}

function copyAnswer(answer: IncomingMessage, response: ServerResponse, hidden: ReadonlySet<string>): void {
  const lines: string[] = [];
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = answer.rawHeaders.slice(at, at + 2);
    if (!ofOneHop.has(name.toLowerCase()) && !hidden.has(name.toLowerCase())) lines.push(name, value);
  }
  response.sendDate = false;
  response.removeHeader('Connection');
  response.writeHead(answer.statusCode ?? 502, answer.statusMessage, lines);
  answer.pipe(response);
}

// Node asks for one address or for all (net.autoSelectFamily).
const toLoopback: LookupFunction = (_name, options, callback) => {
  if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }]);
  else callback(null, '127.0.0.1', 4);
};
