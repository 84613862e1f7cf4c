import { Agent, type ClientRequestArgs, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Address } from './names.js';
import type { Header } from './wire.js';

/** A request of the simulated client. Header lines keep their order, case and repeats; `Host` is added first. */
export interface ClientRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly Header[];
  readonly body?: string | Buffer;
}

/** What came back, header lines as on the wire. */
export interface ClientResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: Buffer;
}

/** How a connection is made. There is no way to leave certificates unverified. */
export interface ConnectionOptions {
  /** Where names are found, instead of DNS. */
  readonly connectTo: (host: string, port: number) => Address;
  /** An HTTP proxy that is asked to CONNECT; it then finds the names. */
  readonly proxy?: Address;
  /** PEM; nothing else is trusted. */
  readonly trusted: readonly string[];
}

/** One host, at most one connection at a time: kept alive, because NTLM signs in a connection. */
export interface HostConnection {
  /** Rejects when no connection can be made or the answer breaks off. */
  send(request: ClientRequest): Promise<ClientResponse>;
  /** The server's certificate (DER) of the connection last made. */
  certificate(): Buffer | undefined;
  close(): void;
}

/** A connection to port 443 of a host, made when first needed and again when it was lost. */
export function connectHost(host: string, options: ConnectionOptions): HostConnection {
  const agent = new OneConnection(async () => await openTls(host, options));
  return {
    send: async (request) => await sendRequest(host, agent, request),
    certificate: () => agent.certificate,
    close: () => agent.destroy(),
  };
}

class OneConnection extends Agent {
  readonly #open: () => Promise<TLSSocket>;
  certificate: Buffer | undefined;

  constructor(open: () => Promise<TLSSocket>) {
    super({ keepAlive: true, maxSockets: 1 });
    this.#open = open;
  }

  override createConnection(
    _options: ClientRequestArgs,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    // On an error Node looks at the first argument only.
    const fail = (error: Error) => callback?.(error, undefined as never);
    this.#open().then((socket) => {
      this.certificate = socket.getPeerX509Certificate()?.raw;
      callback?.(null, socket);
    }, fail);
  }
}

async function sendRequest(host: string, agent: Agent, { method, path, headers, body }: ClientRequest) {
  return await new Promise<ClientResponse>((resolve, reject) => {
    // As an array, which Node leaves as it is.
    const lines = [['Host', host], ['Connection', 'Keep-Alive'], ...headers].flat();
    const outgoing = httpRequest({ agent, method, path, headers: lines as never }, (incoming) => {
      readResponse(incoming).then(resolve, reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function readResponse(incoming: IncomingMessage): Promise<ClientResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Header[] = [];
  const { rawHeaders } = incoming;
  for (let at = 0; at < rawHeaders.length; at += 2) headers.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return { status: incoming.statusCode ?? 0, headers, body: Buffer.concat(chunks) };
}

async function openTls(host: string, options: ConnectionOptions): Promise<TLSSocket> {
  const socket = options.proxy ? await askProxy(options.proxy, host) : await openTcp(options.connectTo(host, 443));
  return await new Promise((resolve, reject) => {
    const secure = connectTls({ socket, servername: host, ca: [...options.trusted] }, () => {
      secure.off('error', reject);
      resolve(secure);
    });
    secure.once('error', (error) => {
      socket.destroy();
      reject(error);
    });
    // Closed without an error, as a proxy does that was told to stop; a promise settles once.
    secure.once('close', () =>
      reject(Object.assign(new Error('closed during the TLS handshake'), { code: 'ECONNRESET' })),
    );
  });
}

async function openTcp({ host, port }: Address): Promise<Socket> {
  return await new Promise((resolve, reject) => {
    const socket = connectTcp({ host, port, noDelay: true }, () => {
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

async function askProxy(proxy: Address, host: string): Promise<Socket> {
  const path = `${host}:443`;
  return await new Promise((resolve, reject) => {
    const asking = httpRequest({ ...proxy, method: 'CONNECT', path, agent: false, headers: { Host: path } });
    asking.on('connect', (answer, socket) => {
      if (answer.statusCode === 200) return resolve(socket as Socket);
      socket.destroy();
      return reject(new Error(`The proxy answered ${answer.statusCode} to CONNECT ${path}.`));
    });
    // A proxy that answers with a body, and so without a tunnel.
    asking.on('response', (answer) => {
      answer.resume();
      reject(new Error(`The proxy answered ${answer.statusCode} to CONNECT ${path}.`));
    });
    asking.on('error', reject);
    asking.end();
  });
}
