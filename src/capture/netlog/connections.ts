import { X509Certificate } from 'node:crypto';
import type { Failure } from '../../types.js';
import { asFields, asList, asNumber, asText } from '../fields/json-fields.js';
import type { NetEvent } from './events.js';

/**
 * Which connection a request went over. A request is bound to a stream job, and the job to a socket, or to a session of
 * HTTP/2 which has the socket.
 */
export interface Connections {
  readonly take: (event: NetEvent) => void;
  /** The connection that a job was bound to; undefined where the log does not tell. */
  readonly ofJob: (job: number) => string | undefined;
  /** The server's certificate on the socket that a job was bound to. */
  readonly certificateOfJob: (job: number) => Failure['certificate'];
}

/** The events that tell. */
export const connectionEvents: readonly string[] = [
  'SOCKET_POOL_BOUND_TO_SOCKET',
  'SSL_CERTIFICATES_RECEIVED',
  ...['HTTP2', 'SPDY'].flatMap((protocol) => [
    `${protocol}_SESSION_POOL_FOUND_EXISTING_SESSION`,
    `${protocol}_SESSION_POOL_FOUND_EXISTING_SESSION_FROM_IP_POOL`,
    `${protocol}_SESSION_POOL_IMPORTED_SESSION_FROM_SOCKET`,
  ]),
];

/** A log may run for days: jobs and sockets of long ago are forgotten. */
const jobLimit = 20_000;
const certificateLimit = 500;

/** What is known of connections so far; its size is bounded. */
export function createConnections(): Connections {
  const jobs = new Map<number, string>();
  const sockets = new Map<number, number>();
  const certificates = new Map<number, string>();
  const described = new Map<string, Failure['certificate']>();
  return {
    take({ type, source, params }) {
      if (type === 'SSL_CERTIFICATES_RECEIVED') {
        const leaf = asText(asList(params.certificates)[0]);
        if (leaf !== undefined) remember(certificates, source, leaf, certificateLimit);
        return;
      }
      const to = dependencyOf(params);
      if (to === undefined) return;
      const isSocket = type === 'SOCKET_POOL_BOUND_TO_SOCKET';
      if (isSocket) remember(sockets, source, to, jobLimit);
      remember(jobs, source, `${isSocket ? 'socket' : 'session'} ${to}`, jobLimit);
    },
    ofJob: (job) => jobs.get(job),
    certificateOfJob(job) {
      const socket = sockets.get(job);
      const pem = socket === undefined ? undefined : certificates.get(socket);
      if (pem === undefined) return undefined;
      // The same certificate is refused again and again.
      if (!described.has(pem)) remember(described, pem, describe(pem), certificateLimit);
      return described.get(pem);
    },
  };
}

/** The source that an event points to. */
export function dependencyOf(params: NetEvent['params']): number | undefined {
  return asNumber(asFields(params.source_dependency)?.id);
}

function remember<Key, Value>(map: Map<Key, Value>, key: Key, value: Value, limit: number): void {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}

function describe(pem: string): Failure['certificate'] {
  try {
    const { subject, issuer, subjectAltName, validFrom, validTo } = new X509Certificate(pem);
    const names = subjectAltName?.split(', ').map((name) => name.replace(/^(?:DNS|IP Address):/, ''));
    return {
      subject: subject.replaceAll('\n', ', '),
      issuer: issuer.replaceAll('\n', ', '),
      ...(names ? { names } : {}),
      validFrom: new Date(validFrom).toISOString(),
      validTo: new Date(validTo).toISOString(),
    };
  } catch {
    return undefined; // stripped or damaged: the failure stands without it
  }
}
