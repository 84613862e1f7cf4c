/**
 * The codes with which a server's certificate is refused: OpenSSL's as Node names them
 * (nodejs.org/api/tls.html, "X509 certificate error codes"), Chromium's net errors, which HAR files carry, OpenSSL's
 * own word for them all (mitmproxy prints it), and curl's exit codes (curl man page, EXIT CODES), which people paste.
 */
export const certificateCodes: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'CERT_REJECTED',
  'CERT_UNTRUSTED',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNSPECIFIED',
  'net::ERR_CERT_AUTHORITY_INVALID',
  'net::ERR_CERT_COMMON_NAME_INVALID',
  'net::ERR_CERT_DATE_INVALID',
  'net::ERR_CERT_INVALID',
  'net::ERR_CERT_REVOKED',
  'net::ERR_CERT_WEAK_SIGNATURE_ALGORITHM',
  'net::ERR_CERT_NAME_CONSTRAINT_VIOLATION',
  'CERTIFICATE_VERIFY_FAILED',
  'TrustFailure', // .NET's WebExceptionStatus
  'curl (51)',
  'curl (60)',
]);

/**
 * The codes with which client and server part because they agree on no version of TLS, or on no cipher: Node's and
 * OpenSSL's, Chromium's, .NET's.
 */
export const versionCodes: ReadonlySet<string> = new Set([
  'ERR_SSL_UNSUPPORTED_PROTOCOL',
  'ERR_SSL_NO_PROTOCOLS_AVAILABLE',
  'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
  'ERR_SSL_VERSION_TOO_LOW',
  'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE',
  'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
  'ALERT_PROTOCOL_VERSION',
  'ALERT_HANDSHAKE_FAILURE',
  'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH',
  'net::ERR_SSL_OBSOLETE_VERSION',
  'SecureChannelFailure',
]);
