import { wrap } from '../report/columns.js';
import type { Io, Output } from './io.js';
import type { Options } from './options.js';

/**
 * Colours for this stream? `--no-color`, then NO_COLOR, FORCE_COLOR (`0` and `false` mean no), TERM=dumb, CLICOLOR=0;
 * else only on a terminal.
 */
export function wantsColor(options: Options, io: Io, stream: Output): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM, CLICOLOR } = io.env;
  if (!options.color || NO_COLOR) return false;
  if (FORCE_COLOR) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return stream.isTTY === true && TERM !== 'dumb' && CLICOLOR !== '0';
}

/** The columns of a terminal, between what can be read and what a line of prose bears; 80 elsewhere. */
export function widthOf(stream: Output): number {
  return Math.min(Math.max(stream.columns ?? 80, 40), 120);
}

/** So much may wait for a terminal that is stopped, or a pipe that nobody reads; what comes then is not said. Bytes. */
const unreadLimit = 1_000_000;

/** Writes a line on standard error, unless `--quiet`. */
export function say(options: Options, io: Io, text: string): void {
  if (!options.quiet && io.stderr.writableLength < unreadLimit) io.stderr.write(`${text}\n`);
}

/** Wraps prose to the width. Lines that begin with two blanks or more are commands to paste: they stay whole. */
export function wrapProse(text: string, width: number): string {
  const lines = text.split('\n');
  return lines.flatMap((line) => (line === '' || line.startsWith('  ') ? [line] : wrap(line, width))).join('\n');
}
