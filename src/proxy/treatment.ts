import type { Duplex } from 'node:stream';
import type { Failure } from '../types.js';
import type { HeldBytes } from './held-bytes.js';
import type { ResolvedProxyOptions, TunnelReason } from './options.js';
import type { Connection } from './recorder.js';
import type { ClientHello } from './tls/client-hello.js';
import { type Peeked, peekClientHello } from './tls/peek.js';
import { isReadable } from './tls/upstream-tls.js';

/** The first words of a TLS client. */
export type Hello = Extract<ClientHello, { state: 'hello' }>;

/** What becomes of a connection. `plain`: HTTP without TLS. `gone`: one side left before it began, which is a failure only of the server. */
export type Treatment =
  | { readonly kind: 'decrypt'; readonly hello: Hello }
  | { readonly kind: 'plain' }
  | { readonly kind: 'tunnel'; readonly why: TunnelReason }
  | { readonly kind: 'gone'; readonly failure: Failure | null };

const serverGone: Failure = { stage: 'tls', code: 'ECONNRESET', message: 'the server closed before TLS' };

/**
 * Decides by the CONNECT name, and only if that may be opened by the client's first bytes: what may not be opened is
 * not looked at. Both the CONNECT name and the name in TLS must be on the list.
 */
export async function chooseTreatment(
  { connection, held }: { readonly connection: Connection; readonly held: HeldBytes },
  upstream: Duplex,
  options: ResolvedProxyOptions,
): Promise<Treatment> {
  if (!options.decrypts(connection.host.toLowerCase(), connection.port)) return { kind: 'tunnel', why: 'host' };
  if (connection.scheme === 'http') return { kind: 'plain' };
  const peeked = await peekClientHello(held, upstream, options.handshakeTimeoutMs);
  if (peeked.state === 'gone') return { kind: 'gone', failure: null };
  if (peeked.state === 'server-gone') return { kind: 'gone', failure: serverGone };
  const why = whyUnread(peeked, connection.port, options);
  return why === undefined && peeked.state === 'hello' ? { kind: 'decrypt', hello: peeked } : tunnel(why);
}

function tunnel(why: TunnelReason = 'protocol'): Treatment {
  return { kind: 'tunnel', why };
}

function whyUnread(peeked: Peeked, port: number, options: ResolvedProxyOptions): TunnelReason | undefined {
  if (peeked.state === 'late') return 'silent';
  if (peeked.state !== 'hello') return 'protocol';
  const { serverName, alpn, versions, legacyVersion } = peeked;
  if (serverName !== undefined && !options.decrypts(serverName.toLowerCase(), port)) return 'server-name';
  if (alpn && !alpn.some(isReadable)) return 'protocol';
  // Our side speaks TLS 1.2 and later; an older client is better served by the server itself.
  const isModern = versions ? versions.includes(0x0303) || versions.includes(0x0304) : legacyVersion >= 0x0303;
  return isModern ? undefined : 'protocol';
}
