import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** A header line as it is to stand on the wire. */
export type Header = readonly [name: string, value: string];

/** A request, read whole. */
export interface LabRequest {
  readonly method: string;
  /** Lower case, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Of `Host`, lower case, without port: the name that this server was asked for. */
  readonly host: string;
  /** The scheme that this server saw itself. */
  readonly scheme: 'http' | 'https';
  readonly socket: Socket;
  readonly body: Buffer;
  /** The first line of this name. */
  header(name: string): string | undefined;
}

/** What to answer. Header lines keep their order, case and repeats. */
export interface Reply {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
  readonly body?: string | Buffer;
}

/** A server's whole behaviour: each request is read, answered and sent. A crash of the lab itself is a 500 that says so. */
export function listen(answer: (request: LabRequest) => Promise<Reply>): RequestListener {
  return (incoming, response) => {
    readRequest(incoming)
      .then(answer)
      .catch(crashed)
      .then((reply) => send(response, reply))
      .catch(() => response.destroy()); // the client went away
  };
}

function crashed(error: unknown): Reply {
  const body = `The lab itself failed: ${error instanceof Error ? error.message : 'unknown error'}\n`;
  const headers: Header[] = [
    ['Content-Type', 'text/plain'],
    ['Content-Length', String(Buffer.byteLength(body))],
  ];
  return { status: 500, reason: 'Internal Server Error', headers, body };
}

async function readRequest(incoming: IncomingMessage): Promise<LabRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://lab');
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname.toLowerCase(),
    query: url.searchParams,
    host: (incoming.headers.host ?? '').toLowerCase().replace(/:\d+$/, ''),
    scheme: incoming.socket instanceof TLSSocket ? 'https' : 'http',
    socket: incoming.socket,
    body: Buffer.concat(chunks),
    header: (name) => incoming.headersDistinct[name.toLowerCase()]?.[0],
  };
}

/** Sends a reply as it is: Node adds no `Date`, `Connection` or `Keep-Alive` of its own. */
export function send(response: ServerResponse, { status, reason, headers, body }: Reply): void {
  response.sendDate = false;
  response.removeHeader('Connection');
  const raw = headers.flat();
  // An array, because an object would fold repeated lines into one (Node http docs).
  response.writeHead(status, reason, raw);
  response.end(body);
}
