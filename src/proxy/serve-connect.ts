/**
 * One connection to a server, asked for by CONNECT or made to us in the server's place (reverse), in the order that keeps failures honest: reach the server first (so that 200 means something), look at
 * the client's first bytes before touching them, open TLS to the server and judge its certificate, and only then show
 * the client ours. Whatever is not plainly HTTP/1.1 in TLS for hosts we may open is passed on unread.
 */
import type { Socket } from 'node:net';
import type { Failure } from '../types.js';
import { answer } from './answer.js';
import { closeWhenSent, type TapEnd } from './closing.js';
import { decrypt } from './decrypt.js';
import type { HeldBytes } from './held-bytes.js';
import type { TunnelReason } from './options.js';
import type { Connection } from './recorder.js';
import type { Shared } from './shared.js';
import { tap } from './tap.js';
import { chooseTreatment } from './treatment.js';
import { reach } from './upstream/reach.js';
import { watch } from './watch.js';

/** A client that is to be connected to a server; `held` has what it says to that. */
export interface ConnectRequest {
  readonly connection: Connection;
  readonly client: Socket;
  readonly held: HeldBytes;
  /** Of the CONNECT. In the reverse mode nobody sent one: another proxy on the way is asked with it. */
  readonly head: string;
  /** `reverse`: the client takes us for the server, so that nothing is said to it as a proxy. */
  readonly entrance: 'connect' | 'reverse';
}

/** Serves one client until its sockets run by themselves. A function of the options that throws costs the connection. */
export async function serveConnect(request: ConnectRequest, shared: Shared): Promise<void> {
  const { client, held } = request;
  const report = failureReporter(request, shared);
  const reached = await reach(request, shared);
  if (!reached) return;
  if ('failure' in reached) {
    report(reached.failure);
    held.release();
    return refuse(request, reached.failure, reached.relay);
  }
  if (request.entrance === 'connect') client.write(reached.greeting);
  await carry(request, reached.end, shared, report).catch(() => destroyBoth(client, reached.end));
}

function refuse({ client, entrance }: ConnectRequest, { code }: Failure, relay: Buffer | undefined): void {
  if (entrance === 'reverse') return void client.destroy();
  if (!relay) return void answer(client, '502 Bad Gateway', `hma-doctor cannot connect: ${code}\n`);
  client.end(relay);
  closeWhenSent(client);
}

async function carry(
  request: ConnectRequest,
  upstream: TapEnd,
  shared: Shared,
  report: (failure: Failure) => void,
): Promise<void> {
  const treatment = await chooseTreatment(request, upstream.stream, shared.options);
  if (treatment.kind === 'tunnel') return tunnel(request, upstream, shared, treatment.why);
  if (treatment.kind === 'plain') return watchPlain(request, upstream, shared);
  const failure =
    treatment.kind === 'decrypt'
      ? await decrypt(request, upstream, treatment.hello, shared, report)
      : treatment.failure;
  if (failure === undefined) return;
  if (failure) report(failure);
  destroyBoth(request.client, upstream);
}

function tunnel(
  { connection, client, held }: ConnectRequest,
  upstream: TapEnd,
  { options }: Shared,
  why: TunnelReason,
) {
  options.onTunnel({ host: connection.host, port: connection.port, why });
  const early = held.release();
  if (early.length > 0) upstream.stream.write(early);
  tap({ stream: client, raw: client }, upstream, options);
}

function watchPlain({ connection, client, held }: ConnectRequest, upstream: TapEnd, shared: Shared): void {
  const early = held.release();
  if (early.length > 0) upstream.stream.write(early);
  watch(connection, { stream: client, raw: client }, upstream, shared, (reader) => {
    if (early.length > 0) reader.request(early);
    return reader;
  });
}

function failureReporter({ connection, head }: ConnectRequest, { options, recorder, isClosing }: Shared) {
  const startedAt = options.now();
  const host = connection.host.toLowerCase();
  return (failure: Failure): void => {
    if (isClosing() || !(options.decrypts(host, connection.port) || options.watched(host))) return;
    recorder.failed(connection, head, startedAt, failure);
  };
}

function destroyBoth(client: Socket, upstream: TapEnd): void {
  client.destroy();
  upstream.stream.destroy();
}
