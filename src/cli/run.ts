import { exitCodes } from '../errors.js';
import { chooseLanguage, type Lang, loadLanguage } from '../messages/language.js';
import { toolVersion } from '../version.js';
import { describeError } from './errors.js';
import type { Io } from './io.js';
import { createProgram } from './program.js';

/**
 * Runs one command line (without `node` and the script). Never rejects: whatever is thrown becomes one paragraph on
 * standard error and the exit code of the contract.
 */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.ok;
  try {
    const program = await createProgram(toolVersion, argv, io, languageOf(argv, io), async (row, operands, options) => {
      await loadLanguage(chooseLanguage(options.lang, io.env));
      const command = await row.load();
      code = await command(operands, options, io);
    });
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    const { text, exitCode } = await describeError(error, { verbose: isVerbose(argv), lang: languageOf(argv, io) });
    if (text) io.stderr.write(`${text}\n`);
    return exitCode;
  }
}

// Help and a wrong command line are said before anything is parsed.
function languageOf(argv: readonly string[], io: Io): Lang {
  const at = argv.indexOf('--lang');
  const flag = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith('--lang='))?.slice('--lang='.length);
  return chooseLanguage(flag, io.env);
}

// The command line may be the very thing that is wrong, so it is not parsed for this.
function isVerbose(argv: readonly string[]): boolean {
  return argv.includes('-v') || argv.includes('--verbose');
}
