/**
 * The devices that stand in front of Exchange: they end the client's TLS and ask Exchange themselves, with
 * `http-proxy`. It folds repeated header lines when left alone, so answers are copied from `rawHeaders`; one agent with
 * one connection for each client connection keeps NTLM's pairing.
 */
import { Agent as HttpAgent, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import { createProxyServer } from 'http-proxy';

const ofOneHop = new Set(['connection', 'keep-alive', 'transfer-encoding']);
const oneConnection = { keepAlive: true, maxSockets: 1 };

/** A balancer that offloads TLS: it speaks plain HTTP to Exchange, with the client's own `Host`. */
export function createOffloader(exchangePort: number): RequestListener {
  return createHop(`http://127.0.0.1:${exchangePort}`, () => new HttpAgent(oneConnection));
}

/** A gateway that asks Exchange by another name, over TLS that it verifies. */
export function createRenamer(exchangePort: number, internalHost: string, ca: string): RequestListener {
  const agent = () =>
    new HttpsAgent({ ...oneConnection, ca, lookup: toLoopback } as ConstructorParameters<typeof HttpsAgent>[0]);
  return createHop(`https://${internalHost}:${exchangePort}`, agent, { host: internalHost });
}

function createHop(
  target: string,
  createAgent: () => HttpAgent,
  headers: Record<string, string> = {},
): RequestListener {
  const agents = new WeakMap<Socket, HttpAgent>();
  const hop = createProxyServer({ target, headers, selfHandleResponse: true });
  hop.on('proxyRes', (answer, _request, response) => copyAnswer(answer, response));
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

function copyAnswer(answer: IncomingMessage, response: ServerResponse): void {
  const lines: string[] = [];
  for (let at = 0; at < answer.rawHeaders.length; at += 2) {
    const [name = '', value = ''] = answer.rawHeaders.slice(at, at + 2);
    if (!ofOneHop.has(name.toLowerCase())) lines.push(name, value);
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
