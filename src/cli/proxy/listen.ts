import { readFile } from 'node:fs/promises';
import { isIPv4 } from 'node:net';
import { HmaError, type Sentence, sentence } from '../../errors.js';
import { systemRoots } from '../../system/roots.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';

/**
 * A whole number within limits.
 *
 * @throws {HmaError} ERR_USAGE
 */
export function readNumber(option: string, given: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new HmaError('ERR_USAGE', sentence`${option} "${given}" is not a number from ${least} to ${most}.`);
}

/**
 * The roots that are trusted besides Node's own, PEM: the system's, those of NODE_EXTRA_CA_CERTS and of `--cacert`.
 *
 * @throws {HmaError} ERR_CERTIFICATES when the file cannot be read or holds no certificate.
 */
export async function readTrust({ cacert }: Options, { env, platform }: Io): Promise<readonly string[]> {
  // Certificates that are given replace those that Node added to its own list at its start.
  const extra = env.NODE_EXTRA_CA_CERTS ? await readCertificates(env.NODE_EXTRA_CA_CERTS).catch(() => []) : [];
  const given = cacert === undefined ? [] : await readCertificates(cacert);
  return [...given, ...extra, ...(await systemRoots({ platform }))];
}

async function readCertificates(cacert: string): Promise<readonly string[]> {
  const text = await readFile(cacert, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new HmaError(
      'ERR_CERTIFICATES',
      sentence`Cannot read --cacert "${cacert}" (${String(cause.code)}). Is the path right?`,
      {
        cause,
      },
    );
  });
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  if (certificates) return certificates;
  throw new HmaError(
    'ERR_CERTIFICATES',
    sentence`--cacert "${cacert}" holds no certificate. Save it as Base-64 encoded X.509 (PEM).`,
  );
}

/**
 * The name and password of `--proxy-auth`, or of HMA_DOCTOR_PROXY_AUTH; undefined where everybody may come in.
 *
 * @throws {HmaError} ERR_USAGE for what is not `name:password`; it is not repeated.
 */
export function readProxyAuth({ proxyAuth }: Options, env: Io['env']): { name: string; password: string } | undefined {
  const given = proxyAuth ?? env.HMA_DOCTOR_PROXY_AUTH;
  if (given === undefined || given === '') return undefined;
  const colon = given.indexOf(':');
  if (colon > 0 && colon < given.length - 1) return { name: given.slice(0, colon), password: given.slice(colon + 1) };
  throw new HmaError('ERR_USAGE', sentence`--proxy-auth is not name:password.`);
}

/** Whether only this computer reaches this address; a name has been resolved before. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIPv4(address) && address.startsWith('127.'));
}

/** An error of listening, with what to try; any other error unchanged. */
export function listenError(error: unknown, host: string, port: number): unknown {
  if (error instanceof HmaError) return error;
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Record<string, Sentence> = {
    EADDRINUSE: sentence`another program listens there. Choose another port with -p, or -p 0 for any free one`,
    EACCES: sentence`it is not allowed. Choose a port above 1023 with -p`,
    EADDRNOTAVAIL: sentence`this computer has no such address. Leave --listen-host out to listen at 127.0.0.1`,
    ENOTFOUND: sentence`the name does not resolve. Leave --listen-host out to listen at 127.0.0.1`,
    EAI_AGAIN: sentence`the name does not resolve. Leave --listen-host out to listen at 127.0.0.1`,
  };
  const reason = reasons[code ?? ''];
  if (reason === undefined) return error;
  return new HmaError('ERR_LISTEN', sentence`Cannot listen at ${host} port ${port}: ${reason}.`, { cause: error });
}
