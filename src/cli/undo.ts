import { dataFolder } from '../certificates/data-folder.js';
import { exitCodes } from '../errors.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { undoNow } from './proxy/system-proxy.js';

/** Puts back the settings of the system that a run left behind. With `--wait` when standard input has ended. */
export async function undo(_operands: readonly string[], options: Options, io: Io): Promise<number> {
  if (options.wait) await ended(io);
  await undoNow(options.confdir ?? dataFolder(io.env, io.platform), options.wait, options, io);
  return exitCodes.ok;
}

async function ended({ stdin }: Io): Promise<void> {
  const over = new Promise<void>((resolve) => {
    stdin.once('end', resolve).once('error', resolve).once('close', resolve);
  });
  stdin.resume();
  await over;
}
