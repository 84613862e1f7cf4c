import { constants } from 'node:crypto';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  checkServerIdentity,
  connect,
  createSecureContext,
  DEFAULT_CIPHERS,
  type DetailedPeerCertificate,
  type PeerCertificate,
  rootCertificates,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { Failure } from '../../types.js';
import type { ResolvedProxyOptions } from '../options.js';
import { limitPatience } from '../patience.js';
import type { ClientHello } from './client-hello.js';

type Hello = Extract<ClientHello, { state: 'hello' }>;

/** Opens TLS to the server over a connected socket, as the client would have done. */
export type OpenUpstreamTls = (raw: Duplex, hello: Hello, host: string) => Promise<UpstreamTlsResult>;

/** A socket after its handshake, or why there is none. */
export type TlsResult = { readonly socket: TLSSocket } | { readonly failure: Failure };

/**
 * The same of a server. `alert`: what it has said against us since. With TLS 1.3 its judgement of a client's certificate,
 * also of a missing one, comes only after the handshake.
 */
export type UpstreamTlsResult =
  | { readonly socket: TLSSocket; readonly alert: () => Failure | undefined }
  | { readonly failure: Failure };

const tls12 = 0x0303;

/** Whether the HTTP reader reads this protocol of ALPN. */
export function isReadable(protocol: string): boolean {
  return protocol === 'http/1.1' || protocol === 'http/1.0';
}

/**
 * One secure context serves all connections: making one costs more than the handshake does. No session is resumed:
 * a resumed session shows no certificate, so that nothing could be verified.
 */
export function createUpstreamTls(options: ResolvedProxyOptions): OpenUpstreamTls {
  const modern = once(() => makeContext(options.upstream.ca, false));
  const legacy = once(() => makeContext(options.upstream.ca, true));
  return (raw, hello, host) => {
    const socket = connect({
      socket: raw,
      host,
      servername: isIP(host) ? '' : (hello.serverName ?? host),
      secureContext: offersOldTls(hello) ? legacy() : modern(),
      rejectUnauthorized: false, // judged below, where the certificate can still be read
      ...(hello.alpn ? { ALPNProtocols: hello.alpn.filter(isReadable) } : {}),
    });
    return handshake(socket, hello.serverName ?? host, options);
  };
}

function handshake(
  socket: TLSSocket,
  name: string,
  { handshakeTimeoutMs, upstream }: ResolvedProxyOptions,
): Promise<UpstreamTlsResult> {
  let alert: Failure | undefined;
  const opened = { socket, alert: () => alert };
  return new Promise((resolve) => {
    const settle = (result: UpstreamTlsResult) => {
      stopWaiting();
      socket.off('secureConnect', secured).off('close', closed);
      if ('failure' in result) socket.destroy();
      resolve(result);
    };
    const fail = (code: string, message: string) => settle({ failure: { stage: 'tls', code, message } });
    const closed = () => fail('ECONNRESET', 'the server closed the connection during the TLS handshake');
    const secured = () => {
      if (upstream.insecure || socket.authorized) return settle(opened);
      const told = { failure: certificateFailure(socket) };
      secondOpinion(socket, name, upstream.judge).then(
        (verdict) => settle(verdict === 'trusted' ? opened : (verdict ?? told)),
        () => settle(told),
      );
    };
    const late = () => fail('ETIMEDOUT', 'the TLS handshake with the server did not end in time');
    const stopWaiting = limitPatience(handshakeTimeoutMs, late);
    // It stays: an error after this must find a listener, and a promise settles once.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const failure = failureOf(socket, error);
      if (failure.code.startsWith('ERR_SSL_')) alert ??= failure;
      settle({ failure });
    });
    socket.once('close', closed);
    socket.once('secureConnect', secured); // once: a renegotiation gives the event again
  });
}

// A server that wants a certificate of the client says in TLS 1.2 only that the handshake failed, as it does where there is
// no version or cipher in common. Once it has shown its own certificate, those are agreed.
function failureOf(socket: TLSSocket, error: NodeJS.ErrnoException): Failure {
  const [code, message] = describeTlsError(error);
  const isAgreed = code.endsWith('_ALERT_HANDSHAKE_FAILURE') && socket.getPeerX509Certificate() !== undefined;
  return { stage: 'tls', code: isAgreed ? 'SERVER_REFUSED_AFTER_CERTIFICATE' : code, message };
}

/** Code and message. OpenSSL's own message names a thread and a source file, so its reason stands alone. */
export function describeTlsError(error: NodeJS.ErrnoException & { reason?: unknown }): [code: string, message: string] {
  const message = typeof error.reason === 'string' && error.reason !== '' ? error.reason : error.message;
  return [error.code ?? 'UNKNOWN', message];
}

/** The issuer is not known, or a policy of OpenSSL's that has no code of its own refuses (SHA-1, short keys). */
const contestable: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNSPECIFIED',
]);

/** Of the system, where it may know better. Behind such a fault nobody has looked at the name. */
async function secondOpinion(
  socket: TLSSocket,
  name: string,
  judge: ResolvedProxyOptions['upstream']['judge'],
): Promise<'trusted' | { readonly failure: Failure } | undefined> {
  const certificate = socket.getPeerCertificate(true);
  if (!contestable.has(certificateFailure(socket).code) || !(await judge(chainOf(certificate)))) return undefined;
  const mismatch: NodeJS.ErrnoException | undefined = checkServerIdentity(name, certificate);
  if (!mismatch) return 'trusted';
  const code = mismatch.code ?? 'ERR_TLS_CERT_ALTNAME_INVALID';
  return { failure: { stage: 'tls', code, certificate: describe(certificate) } };
}

// The last of a chain is its own issuer.
function chainOf(certificate: DetailedPeerCertificate): readonly Buffer[] {
  const chain: Buffer[] = [];
  for (let at: DetailedPeerCertificate | undefined = certificate; at?.raw && chain.length < 10; ) {
    chain.push(at.raw);
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate;
  }
  return chain;
}

function certificateFailure(socket: TLSSocket): Failure {
  const error: unknown = socket.authorizationError;
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.message) : String(error);
  const message = code === 'UNSPECIFIED' ? reasonOf(socket) : undefined;
  return { stage: 'tls', code, ...(message && { message }), certificate: describe(socket.getPeerCertificate()) };
}

// OpenSSL's own words ("CA signature digest algorithm too weak") are on no documented way; without them the code stands alone.
function reasonOf(socket: TLSSocket): string | undefined {
  const handle: { verifyError?: () => unknown } | null | undefined = Reflect.get(socket, '_handle');
  const error = handle?.verifyError?.();
  return error instanceof Error ? error.message : undefined;
}

function describe(certificate: PeerCertificate): NonNullable<Failure['certificate']> {
  const names = certificate.subjectaltname?.split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, ''));
  return {
    ...(certificate.subject ? { subject: nameText(certificate.subject) } : {}),
    ...(certificate.issuer ? { issuer: nameText(certificate.issuer) } : {}),
    ...(names ? { names } : {}),
    ...isoDate('validFrom', certificate.valid_from),
    ...isoDate('validTo', certificate.valid_to),
  };
}

function nameText(name: object): string {
  return Object.entries(name)
    .map(([key, value]) => `${key}=${Array.isArray(value) ? value.join('+') : value}`)
    .join(', ');
}

function isoDate(key: 'validFrom' | 'validTo', text: string | undefined): object {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? {} : { [key]: new Date(time).toISOString() };
}

// A client that names no list of versions may speak old ones too.
function offersOldTls({ versions }: Hello): boolean {
  return versions?.some((version) => version >= 0x0301 && version < tls12) ?? true;
}

// What Windows takes and OpenSSL 3 does not would be a fault of ours: devices without secure renegotiation (RFC 5746), keys of
// 1024 bits (at level 2, which newer versions of Node have), and old Exchange with TLS 1.0 and 1.1 (only at level 0).
function makeContext(ca: readonly string[], legacy: boolean): SecureContext {
  return createSecureContext({
    secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    ...(ca.length > 0 ? { ca: [...new Set([...rootCertificates, ...ca])] } : {}),
    ...(legacy
      ? { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }
      : { ciphers: `${DEFAULT_CIPHERS}:@SECLEVEL=1` }),
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
