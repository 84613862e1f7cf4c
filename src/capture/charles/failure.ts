/**
 * What Charles says of a session that failed: sentences of its own and of Java's. Its notes tell whose certificate was
 * refused where the sentence does not.
 */
import type { Failure, FailureStage } from '../../types.js';

/** In this order: who says "closed" may mean the client, who says "handshake" either side. */
const sentences: readonly (readonly [RegExp, FailureStage, code?: string])[] = [
  [/external proxy|proxy (?:server )?(?:refused|returned|authentication)/i, 'proxy', 'PROXY_REFUSED'],
  [/closed the connection before a request was made/i, 'client-tls', 'CLIENT_SILENT_AFTER_HANDSHAKE'],
  [/handshake with client|client SSL handshake|Charles Root Certificate/i, 'client-tls'],
  [
    /PKIX|certification path|CertificateException|CertificateExpired|CertPathValidator|subject alternative|certificate (?:has )?expired/i,
    'tls',
    'CERTIFICATE_VERIFY_FAILED',
  ],
  [/SSL|TLS|handshake/i, 'tls'],
  [/UnknownHost|unknown host|nodename nor servname|name or service not known|no such host|DNS/i, 'dns', 'ENOTFOUND'],
  [/refused/i, 'connect', 'ECONNREFUSED'],
  [/no route to host/i, 'connect', 'EHOSTUNREACH'],
  [/network is unreachable/i, 'connect', 'ENETUNREACH'],
  [/read timed out/i, 'response', 'ETIMEDOUT'],
  [/timed out/i, 'connect', 'ETIMEDOUT'],
  [/client (?:closed|disconnected)|aborted by client|blocked/i, 'client', 'CLIENT_DISCONNECTED'],
  [/closed|reset|premature|broken pipe|end of (?:file|stream)/i, 'response', 'ECONNRESET'],
];

const messageLimit = 500;

/**
 * One of Charles' messages as a failure.
 *
 * @param notes - "You may need to configure your browser or application to trust the Charles Root Certificate."
 */
export function failureOfMessage(said: string, notes = ''): Failure {
  const message = said.slice(0, messageLimit);
  // The handshake with the client was the one that failed, whatever Java says of it.
  const ofClient = /Charles Root Certificate/i.test(notes) && /SSL|TLS|handshake/i.test(message);
  const sentence = sentences.find(([pattern]) => pattern.test(message));
  const [, stage, code] = sentence ?? [undefined, 'response' as const];
  const told = code ?? alertOf(message) ?? 'ERROR';
  if (!ofClient || stage === 'client-tls') return { stage, code: told, message };
  return { stage: 'client-tls', code: alertOf(message) ?? 'CLIENT_CLOSED_DURING_HANDSHAKE', message };
}

// TLS alerts by Java's names: "(certificate_unknown)", "Received fatal alert: unknown_ca".
function alertOf(message: string): string | undefined {
  const alert = /(?:\(|alert: {0,2})([a-z]{2,20}(?:_[a-z]{2,20}){1,3})\b/.exec(message)?.[1];
  return alert && `ALERT_${alert.toUpperCase()}`;
}
