import { HmaError, sentence } from '../errors.js';
import { chooseLanguage, sessionText } from '../messages/language.js';
import { printable } from '../report/printable.js';
import { type Command, commandText, type Outcome } from '../system/command.js';
import { askYes } from './ask-yes.js';
import type { Io } from './io.js';
import type { Options } from './options.js';

/**
 * Shows the commands that would change this machine, and asks whether to run them; `--force` does not ask.
 *
 * @returns Whether to go on.
 * @throws {HmaError} ERR_USAGE where there is nobody to ask.
 */
export async function agree(commands: readonly Command[], options: Options, io: Io): Promise<boolean> {
  const words = sessionText(chooseLanguage(options.lang, io.env)).trust;
  const lines = commands.map((command) => `  ${printable(commandText(command, io.platform))}\n`);
  io.stderr.write(`${words.willRun}\n${lines.join('')}`);
  if (commands.some((command) => command.includes('-user'))) io.stderr.write(`${words.windowsAsks}\n`);
  if (options.force) return true;
  if (io.stdin.isTTY !== true) {
    const message = sentence`This changes what this computer trusts, and there is no terminal to ask at. --force goes on unasked.`;
    throw new HmaError('ERR_USAGE', message);
  }
  const yes = await askYes(words.ask, io);
  if (!yes) io.stderr.write(`${words.unchanged}\n`);
  return yes;
}

/**
 * Runs commands one after the other, until one fails.
 *
 * @throws {HmaError} ERR_SYSTEM with what the command said.
 */
export async function runAll(commands: readonly Command[], { run, platform }: Io): Promise<void> {
  for (const command of commands) {
    const outcome = await run(command);
    if (outcome.code !== 0) throw commandFailed(command, outcome, platform);
  }
}

/** Why a command failed: its last words, of which programs put the reason last. */
export function commandFailed(
  command: Command,
  { code, stdout, stderr }: Outcome,
  platform: NodeJS.Platform,
): HmaError {
  const last = `${stdout}\n${stderr}`
    .trim()
    .split(/\s*\n\s*/)
    .at(-1)
    ?.slice(0, 300);
  const how = code === undefined ? sentence`could not be run` : sentence`ended with ${code}`;
  return new HmaError(
    'ERR_SYSTEM',
    sentence`"${commandText(command, platform)}" ${how}${last ? `: ${last}` : ''}. Run it by hand to see more.`,
  );
}
