import type { Io } from './io.js';
import type { Options } from './options.js';

/** The log of the tool's own life. Findings are not log lines, and no text from the wire goes in. */
export interface Log {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** A pino log on standard error at `--log-level` (debug with `-v`); silent, and not even loaded, without either. */
export async function createLog(options: Options, io: Io): Promise<Log> {
  const level = options.logLevel ?? (options.verbose ? 'debug' : 'silent');
  if (level === 'silent') return { debug() {}, info() {}, warn() {}, error() {} };
  const { pino } = await import('pino');
  const log = pino(
    { level, base: null, timestamp: () => `,"time":"${new Date(io.clock()).toISOString()}"` },
    io.stderr,
  );
  return {
    debug: (message, fields) => log.debug(fields ?? {}, message),
    info: (message, fields) => log.info(fields ?? {}, message),
    warn: (message, fields) => log.warn(fields ?? {}, message),
    error: (message, fields) => log.error(fields ?? {}, message),
  };
}
