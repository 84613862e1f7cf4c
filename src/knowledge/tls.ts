import type { Status } from './clouds.js';

/** A code with which a program says why TLS did not come about. */
export interface TlsCode {
  /** As the program writes it: Node, OpenSSL, Chromium (in HAR files), .NET, or curl's exit code as people paste it. */
  readonly code: string;
  /**
   * `certificate`: the server's is refused; `version`: the two agree on no version of TLS, or on no cipher;
   * `client-certificate`: the server refuses the client's, or misses it.
   */
  readonly meaning: 'certificate' | 'version' | 'client-certificate';
  readonly source: string;
  readonly status: Status;
}

const node = 'nodejs.org/api/tls.html, X509 certificate error codes';
const openssl = 'OpenSSL, sslerr.h';
const chromium = 'Chromium, net_error_list.h';
const dotNet = 'learn: WebExceptionStatus';
const curl = 'curl man page, EXIT CODES';
const ours = 'RFC 5246, 7.4.6: a server that wants a certificate says handshake_failure; by then it has shown its own';

/** Every code that is known. OpenSSL's word for all refused certificates is what mitmproxy prints. */
export const tlsCodes: readonly TlsCode[] = [
  row('CERT_HAS_EXPIRED', 'certificate', node),
  row('CERT_NOT_YET_VALID', 'certificate', node),
  row('CERT_REVOKED', 'certificate', node),
  row('CERT_REJECTED', 'certificate', node),
  row('CERT_UNTRUSTED', 'certificate', node),
  row('CERT_SIGNATURE_FAILURE', 'certificate', node),
  row('CERT_CHAIN_TOO_LONG', 'certificate', node),
  row('DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', node),
  row('SELF_SIGNED_CERT_IN_CHAIN', 'certificate', node),
  row('UNABLE_TO_GET_ISSUER_CERT', 'certificate', node),
  row('UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate', node),
  row('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate', node),
  row('INVALID_CA', 'certificate', node),
  row('INVALID_PURPOSE', 'certificate', node),
  row('PATH_LENGTH_EXCEEDED', 'certificate', node),
  row('HOSTNAME_MISMATCH', 'certificate', node),
  row('ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', node),
  row('UNSPECIFIED', 'certificate', node),
  row('net::ERR_CERT_AUTHORITY_INVALID', 'certificate', chromium),
  row('net::ERR_CERT_COMMON_NAME_INVALID', 'certificate', chromium),
  row('net::ERR_CERT_DATE_INVALID', 'certificate', chromium),
  row('net::ERR_CERT_INVALID', 'certificate', chromium),
  row('net::ERR_CERT_REVOKED', 'certificate', chromium),
  row('net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM', 'certificate', chromium),
  row('net::ERR_CERT_NAME_CONSTRAINT_VIOLATION', 'certificate', chromium),
  row('CERTIFICATE_VERIFY_FAILED', 'certificate', openssl),
  row('TrustFailure', 'certificate', dotNet),
  row('curl (51)', 'certificate', curl),
  row('curl (60)', 'certificate', curl),
  row('ERR_SSL_UNSUPPORTED_PROTOCOL', 'version', openssl),
  row('ERR_SSL_NO_PROTOCOLS_AVAILABLE', 'version', openssl),
  row('ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'version', openssl),
  row('ERR_SSL_VERSION_TOO_LOW', 'version', openssl),
  row('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'version', openssl),
  row('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'version', openssl),
  row('ALERT_PROTOCOL_VERSION', 'version', openssl),
  row('ALERT_HANDSHAKE_FAILURE', 'version', openssl),
  row('net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH', 'version', chromium),
  row('net::ERR_SSL_OBSOLETE_VERSION', 'version', chromium),
  row('SecureChannelFailure', 'version', dotNet),
  row('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate', openssl),
  row('ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'client-certificate', openssl),
  ...['BAD_CERTIFICATE', 'UNSUPPORTED_CERTIFICATE', 'CERTIFICATE_REVOKED', 'CERTIFICATE_EXPIRED', 'CERTIFICATE_UNKNOWN']
    .flatMap((alert) => [`ERR_SSL_SSLV3_ALERT_${alert}`, `ERR_SSL_SSL/TLS_ALERT_${alert}`])
    .map((code) => row(code, 'client-certificate', openssl)),
  row('SERVER_REFUSED_AFTER_CERTIFICATE', 'client-certificate', ours),
  row('net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED', 'client-certificate', chromium),
  row('net::ERR_BAD_SSL_CLIENT_AUTH_CERT', 'client-certificate', chromium),
  row('net::ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED', 'client-certificate', chromium),
  row('net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY', 'client-certificate', chromium),
  row('curl (58)', 'client-certificate', curl),
  row('curl (98)', 'client-certificate', curl),
];

/** The codes with which a server's certificate is refused. */
export const certificateCodes: ReadonlySet<string> = codesOf('certificate');

/** The codes with which client and server part because they agree on no version of TLS, or on no cipher. */
export const versionCodes: ReadonlySet<string> = codesOf('version');

/** The codes with which a server refuses the certificate of its client, or misses it. */
export const clientCertificateCodes: ReadonlySet<string> = codesOf('client-certificate');

function codesOf(meaning: TlsCode['meaning']): ReadonlySet<string> {
  return new Set(tlsCodes.filter((row) => row.meaning === meaning).map(({ code }) => code));
}

function row(code: string, meaning: TlsCode['meaning'], source: string): TlsCode {
  return { code, meaning, source, status: 'verified' };
}
