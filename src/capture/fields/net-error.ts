import type { Failure, FailureStage } from '../../types.js';
import { failureOfSentence } from '../mitmproxy/failure.js';

/**
 * What a HAR producer says of an answer that never came: Chromium's `net::ERR_…` (net_error_list.h), Node's codes,
 * mitmproxy's sentences. The first line that fits counts; order matters (a proxy's certificate is the proxy's fault).
 */
const stages: readonly (readonly [RegExp, FailureStage])[] = [
  [/ERR_(?:PROXY|TUNNEL|MANDATORY_PROXY|SOCKS|NO_SUPPORTED_PROXIES)|UNABLE_TO_REUSE_CONNECTION_FOR_PROXY/, 'proxy'],
  [/ERR_(?:NAME_|DNS_|ICANN|HOST_RESOLVER)|ENOTFOUND|EAI_|getaddrinfo/, 'dns'],
  [/ERR_(?:CERT|SSL|BAD_SSL|ECH_)|CERT_|DEPTH_ZERO|UNABLE_TO_|SELF_SIGNED|\b(?:TLS|SSL|certificate)\b/, 'tls'],
  [
    /ERR_(?:ABORTED|BLOCKED|FAILED$|CACHE|FILE|INVALID_ARGUMENT|UNSAFE|UNKNOWN_URL|DISALLOWED|NETWORK_CHANGED|NETWORK_IO_SUSPENDED)/,
    'client',
  ],
  [/[Cc]lient (?:disconnected|closed)|NS_BINDING_ABORTED|NS_ERROR_ABORT/, 'client'],
  [/ERR_CONNECTION_(?:RESET|CLOSED|ABORTED)|ERR_EMPTY_RESPONSE|ECONNRESET|EPIPE|socket hang up/, 'response'],
  [
    /ERR_(?:CONNECTION|ADDRESS|INTERNET|NETWORK|SOCKET|TIMED_OUT)|ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    'connect',
  ],
];

/** A producer's error text as a failure. */
export function failureOf(text: string): Failure {
  return failureOfSentence(text) ?? failureOfCode(text);
}

function failureOfCode(text: string): Failure {
  const stage = stages.find(([pattern]) => pattern.test(text))?.[1] ?? 'response';
  if (/certificate verify failed/i.test(text))
    return { stage, code: 'CERTIFICATE_VERIFY_FAILED', message: text.slice(0, 500) };
  const code = /net::ERR_[A-Z0-9_]{1,60}|\b(?:ERR|NS_ERROR|CERT)_[A-Z0-9_]{1,60}|\bE[A-Z]{4,20}\b/.exec(text)?.[0];
  if (code === undefined) return { stage, code: 'ERROR', message: text.slice(0, 500) };
  return code === text ? { stage, code } : { stage, code, message: text.slice(0, 500) };
}
