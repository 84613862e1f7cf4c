import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import { HmaError, type Sentence, sentence } from '../errors.js';

/** A server's own certificate, ready to be shown in the server's place. */
export interface OwnCertificate {
  readonly certificate: X509Certificate;
  readonly secureContext: SecureContext;
}

/**
 * Reads a PFX (PKCS #12), or PEM with the certificates and the key in one file, in any order.
 *
 * @returns `locked` when the password is missing or does not fit.
 * @throws {HmaError} ERR_CERTIFICATES when it is neither, has no key or no certificate of its key, or is encrypted in a
 * way that OpenSSL 3 reads no more.
 */
export function readOwnCertificate(bytes: Buffer, password: string | undefined): OwnCertificate | 'locked' {
  const text = bytes.toString('latin1');
  return text.includes('-----BEGIN ') ? readPem(text, password) : readPfx(bytes, password);
}

/**
 * Whether clients would take the certificate for this host now.
 *
 * @throws {HmaError} ERR_CERTIFICATES when it is another host's, expired, or not valid yet.
 */
export function checkOwnCertificate({ certificate }: OwnCertificate, host: string, now: Date): void {
  const { validFrom, validTo, subjectAltName, subject } = certificate;
  if (certificate.checkHost(host) === undefined) {
    const names = subjectAltName?.replaceAll('DNS:', '') ?? subject;
    throw invalid(sentence`it is for ${names.slice(0, 300)}, not for ${host}`);
  }
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  if (to < now) throw invalid(sentence`it expired at ${to.toISOString()}`);
  if (from > now) throw invalid(sentence`it is not valid before ${from.toISOString()}`);
}

const block = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----[^-]+-----END [A-Z0-9 ]+-----/g;
const keyBlock =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----(?:[^-]|-(?!----))+-----END (?:[A-Z0-9]+ )*PRIVATE KEY-----/;

function readPem(text: string, password: string | undefined): OwnCertificate | 'locked' {
  const pem = keyBlock.exec(text)?.[0];
  if (pem === undefined) throw invalid(sentence`there is no private key in it. Put certificate and key into one file`);
  const key = unlockKey(pem, password);
  if (key === 'locked') return key;
  const certificates = (text.match(block) ?? []).map(readCertificate);
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (!own)
    throw invalid(
      certificates.length > 0
        ? sentence`its key belongs to another certificate`
        : sentence`there is no certificate in it`,
    );
  const chain = [own, ...certificates.filter((certificate) => certificate !== own)];
  const secureContext = createSecureContext({
    cert: chain.join('\n'),
    key: key.export({ type: 'pkcs8', format: 'pem' }),
  });
  return { certificate: own, secureContext };
}

function unlockKey(pem: string, password: string | undefined): KeyObject | 'locked' {
  try {
    return createPrivateKey(password === undefined ? pem : { key: pem, passphrase: password });
  } catch (cause) {
    if (/ENCRYPTED/.test(pem)) return 'locked';
    throw invalid(sentence`its private key cannot be read`, cause);
  }
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw invalid(sentence`one of its certificates cannot be read`, cause);
  }
}

// The messages are OpenSSL's and Node's own; there are no codes for two of them.
function readPfx(pfx: Buffer, password: string | undefined): OwnCertificate | 'locked' {
  try {
    const secureContext = createSecureContext({ pfx, ...(password !== undefined && { passphrase: password }) });
    return { secureContext, certificate: certificateOf(secureContext) };
  } catch (cause) {
    if (cause instanceof HmaError) throw cause;
    const message = cause instanceof Error ? cause.message : '';
    if (/mac verify failure/i.test(message)) return 'locked';
    if (/unsupported/i.test(message)) throw invalid(oldEncryption, cause);
    if (/private key/i.test(message))
      throw invalid(sentence`there is no private key in it. Export it with its key`, cause);
    throw invalid(sentence`it is neither PFX (PKCS #12) nor PEM, or it is damaged`, cause);
  }
}

const oldEncryption = sentence`it is encrypted as OpenSSL 3 reads no more (RC2). Export it again with AES256-SHA256, or convert it: openssl pkcs12 -legacy -in old.pfx -out new.pem`;

// A context does not show its certificate, a socket with it does.
function certificateOf(secureContext: SecureContext): X509Certificate {
  const nowhere = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() });
  const socket = new TLSSocket(nowhere, { isServer: true, secureContext });
  const certificate = socket.getX509Certificate();
  socket.destroy();
  if (certificate) return certificate;
  throw invalid(sentence`there is no certificate in it`);
}

function invalid(reason: Sentence, cause?: unknown): HmaError {
  return new HmaError('ERR_CERTIFICATES', reason, { cause });
}
