/**
 * What mitmproxy says of a flow that broke: sentences of its own, of Python's asyncio (`[Errno 111] Connect call failed`,
 * `[WinError 1225] …`) and of OpenSSL. They stand in flow files and in the HARs that it writes.
 *
 * @see mitmproxy/proxy/layers/tls.py, layers/http/, proxy/server.py
 */
import type { Failure, FailureStage } from '../../types.js';

/** In this order: who says "certificate" may mean the one that mitmproxy shows, who says "closed" the client. */
const sentences: readonly (readonly [RegExp, FailureStage, code?: string])[] = [
  [/^(?:Upstream proxy \S{1,300} refused|Error connecting to \S{1,300}:)/, 'proxy', 'PROXY_REFUSED'],
  [/client disconnected during the handshake/i, 'client-tls', 'CLIENT_CLOSED_DURING_HANDSHAKE'],
  [/client (?:does not|may not) trust|Client TLS handshake failed|Client and mitmproxy cannot agree/i, 'client-tls'],
  [/^Certificate verify failed/i, 'tls', 'CERTIFICATE_VERIFY_FAILED'],
  [/server and mitmproxy cannot agree on a TLS version/, 'tls', 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION'],
  [/remote server does not speak TLS/, 'tls', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  [/^OpenSSL Error|^(?:tlsv1|sslv3) alert /, 'tls'],
  [/^Connection killed/, 'client', 'KILLED_BY_MITMPROXY'],
  [/^Client (?:disconnected|closed)|^stream reset by client \((?:CANCEL|NO_ERROR)\)/, 'client', 'CLIENT_DISCONNECTED'],
  [/^(?:server closed connection|server disconnected|connection closed|EOF$)/i, 'response', 'ECONNRESET'],
  [/^(?:HTTP\/[123] (?:protocol error|connection closed)|unexpected server response|Cannot parse HTTP)/i, 'response'],
  [/^stream reset by (?:client|server)/, 'response', 'ECONNRESET'],
];

/** Python's numbers of the same error on Linux, macOS and Windows (errno.h, winsock2.h, winerror.h). */
const numbers: Readonly<Record<string, readonly [FailureStage, code: string]>> = {
  ...numbered([111, 61, 10061, 1225], 'connect', 'ECONNREFUSED'),
  ...numbered([110, 60, 10060, 121], 'connect', 'ETIMEDOUT'),
  ...numbered([113, 65, 10065, 1232], 'connect', 'EHOSTUNREACH'),
  ...numbered([101, 51, 10051, 1231], 'connect', 'ENETUNREACH'),
  ...numbered([104, 54, 10054, 64], 'connect', 'ECONNRESET'),
  ...numbered([-2, 8, -5, 11001, 11004], 'dns', 'ENOTFOUND'),
  ...numbered([-3, 11002], 'dns', 'EAI_AGAIN'),
};

function numbered(all: readonly number[], stage: FailureStage, code: string) {
  return Object.fromEntries(all.map((number) => [String(number), [stage, code] as const]));
}

const messageLimit = 500;

/** One of mitmproxy's sentences as a failure; undefined for every other text. */
export function failureOfSentence(text: string): Failure | undefined {
  const message = text.slice(0, messageLimit);
  const number = /\[(?:Errno|WinError) (-?\d{1,6})\]/.exec(message)?.[1];
  const byNumber = number !== undefined && Object.hasOwn(numbers, number) ? numbers[number] : undefined;
  if (byNumber) return { stage: byNumber[0], code: byNumber[1], message };
  const sentence = sentences.find(([pattern]) => pattern.test(message));
  if (!sentence) return undefined;
  const [, stage, code = alertCode(message) ?? 'ERROR'] = sentence;
  return { stage, code, message };
}

// OpenSSL's reason as Node would name it: "sslv3 alert certificate unknown" is ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN.
function alertCode(message: string): string | undefined {
  const reason =
    /'([a-z0-9][a-z0-9 ]{2,60})'\)\]\)/.exec(message)?.[1] ?? /(?:sslv3|tlsv1) alert [a-z ]{2,40}/.exec(message)?.[0];
  return reason && `ERR_SSL_${reason.trim().toUpperCase().replaceAll(' ', '_')}`;
}
