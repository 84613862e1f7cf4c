import type { Failure, FailureStage } from '../../types.js';

/**
 * Where Fiddler got no answer it makes one up, with a reason phrase that no server writes and the error in the body. That
 * is not what the server said: it says why there is no answer. (FiddlerCore, ServerChatter and Session.)
 */
const reasons: Readonly<Record<string, readonly [stage: FailureStage, code: string]>> = {
  'Fiddler - DNS Lookup Failed': ['dns', 'ENOTFOUND'],
  'Fiddler - Connection Failed': ['connect', 'Fiddler - Connection Failed'],
  'Fiddler - Gateway Connection Failed': ['proxy', 'Fiddler - Gateway Connection Failed'],
  'Fiddler - Send Failure': ['request', 'Fiddler - Send Failure'],
  'Fiddler - Receive Failure': ['response', 'Fiddler - Receive Failure'],
};

/** WinSock's errors (.NET's SocketError) by name and number, as Node calls them. */
const socketErrors: Readonly<Record<string, string>> = {
  ...bothNames('AccessDenied', 10013, 'EACCES'),
  ...bothNames('AddressNotAvailable', 10049, 'EADDRNOTAVAIL'),
  ...bothNames('NetworkDown', 10050, 'ENETDOWN'),
  ...bothNames('NetworkUnreachable', 10051, 'ENETUNREACH'),
  ...bothNames('ConnectionAborted', 10053, 'ECONNABORTED'),
  ...bothNames('ConnectionReset', 10054, 'ECONNRESET'),
  ...bothNames('TimedOut', 10060, 'ETIMEDOUT'),
  ...bothNames('ConnectionRefused', 10061, 'ECONNREFUSED'),
  ...bothNames('HostDown', 10064, 'EHOSTDOWN'),
  ...bothNames('HostUnreachable', 10065, 'EHOSTUNREACH'),
  ...bothNames('HostNotFound', 11001, 'ENOTFOUND'),
  ...bothNames('TryAgain', 11002, 'EAI_AGAIN'),
  ...bothNames('NoData', 11004, 'ENODATA'),
};

function bothNames(name: string, number: number, code: string): Readonly<Record<string, string>> {
  return { [name]: code, [number]: code };
}

const handshakeFailed = /(?:^|\.|\s)fiddler\.network\.https> HTTPS handshake to /;

/**
 * Why there is no answer of a server, where the answer is one that Fiddler made up; undefined for every real one.
 *
 * @param text - The body; what stands behind its first half kilobyte is filled up with blanks.
 */
export function fiddlerFailure(reason: string, text: () => string): Failure | undefined {
  const found = Object.hasOwn(reasons, reason) ? reasons[reason] : undefined;
  if (!found) return undefined;
  const said = tidy(text());
  const [stage, code] = found;
  if (stage === 'connect' && handshakeFailed.test(said)) return tlsFailure(said);
  return withMessage({ stage, code: socketCode(said) ?? code }, said);
}

/** The same for a tunnel: Fiddler had answered 200 before its own handshake with the server failed. */
export function tunnelFailure(text: string): Failure | undefined {
  return text.startsWith('fiddler.network.https> HTTPS handshake to ') ? tlsFailure(tidy(text)) : undefined;
}

// In the language of the Windows it ran on, but for the names in it.
const certificateFaults: readonly (readonly [said: RegExp, code: string])[] = [
  [/\bNotTimeValid\b/, 'CERT_HAS_EXPIRED'],
  [/\bRemoteCertificateNameMismatch\b(?!, RemoteCertificate)/, 'HOSTNAME_MISMATCH'],
  [/\bRemoteCertificate(?:NameMismatch|ChainErrors|NotAvailable|ValidationCallback)\b/, 'TrustFailure'],
  [/remote certificate (?:is invalid|was rejected)|リモート証明書/i, 'TrustFailure'],
];

function tlsFailure(said: string): Failure {
  const fault = certificateFaults.find(([pattern]) => pattern.test(said));
  const native = /\bSEC_E_[A-Z_]{1,40}|Native Error Code: 0x([0-9A-Fa-f]{8})/.exec(said);
  const code = fault?.[1] ?? (native?.[1] ? `SChannel 0x${native[1]}` : (native?.[0] ?? 'SecureChannelFailure'));
  return withMessage({ stage: 'tls', code }, said);
}

// "Error: ConnectionRefused (0x274d)", and "ErrorCode: 10061" in older versions.
function socketCode(said: string): string | undefined {
  const match = /\bError: ([A-Za-z]{1,40}) \(0x|\bErrorCode: (\d{1,6})\b/.exec(said);
  const word = match?.[1] ?? match?.[2];
  if (word === undefined) return undefined;
  return Object.hasOwn(socketErrors, word) ? socketErrors[word] : match?.[1] ? word : `WinSock ${word}`;
}

const messageLimit = 500;

function withMessage(failure: Failure, message: string): Failure {
  return message === '' ? failure : { ...failure, message };
}

function tidy(text: string): string {
  const plain = text.slice(0, 4096).replace(/<br ?\/?>/gi, ' ');
  return plain
    .replace(/[\s\0]+/g, ' ')
    .trim()
    .slice(0, messageLimit);
}
