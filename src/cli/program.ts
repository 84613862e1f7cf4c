import { Argument, Command as Commander, Option } from 'commander';
import type { Lang } from '../messages/choose-language.js';
import { faultsHelp, helpText, type SayHelp } from '../messages/help/help-text.js';
import type { Io } from './io.js';
import { resolveOptions } from './options.js';
import { commandTable } from './table/commands.js';
import { exitCodesSay, exitCodeTable, helpSays, purpose, versionSays } from './table/help-lines.js';
import type { CommandRow, OptionRow } from './table/rows.js';
import { sharedOptions } from './table/shared-options.js';

/** What is run when the command line is right; it gives the exit code. */
export type Runner = (
  row: CommandRow,
  operands: readonly string[],
  options: ReturnType<typeof resolveOptions>,
) => Promise<void>;

/**
 * The parser for the table of commands and options (table/). It throws CommanderError for a wrong command line, and when help or the
 * version was printed; it never ends the process. It knows what `argv` can ask for. `lang` is the language of the help.
 */
export async function createProgram(
  version: string,
  argv: readonly string[],
  io: Io,
  lang: Lang,
  run: Runner,
): Promise<Commander> {
  const say = await helpText(lang);
  const program = new Commander('hma-doctor')
    .description(say(purpose))
    .version(version, '-V, --version', say(versionSays))
    .helpOption('-h, --help', say(helpSays))
    .helpCommand('help [command]', say(helpSays))
    .exitOverride()
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: say,
      optionDescription: ({ description, argChoices }) => withChoices(description, argChoices, say),
      argumentDescription: ({ description, argChoices }) => withChoices(description, argChoices, say),
    })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {}, // said by describeError, in one paragraph
    })
    .addHelpText('after', exitCodesHelp(say));
  for (const row of sharedOptions) program.addOption(createOption(row, say));
  for (const row of rowsFor(argv)) {
    const command = addCommand(program, row, say, run);
    if (row.listsFaults) command.addHelpText('after', faultsHelp(lang));
  }
  return program;
}

// A command line that begins with a command is about that one alone; any other may be, or get, a word on all.
function rowsFor([first]: readonly string[]): readonly CommandRow[] {
  const rows = commandTable.filter(({ name, alias }) => first === name || (alias !== undefined && first === alias));
  return rows.length > 0 ? rows : commandTable;
}

function addCommand(program: Commander, row: CommandRow, say: SayHelp, run: Runner): Commander {
  const command = program.command(row.name).description(say(row.says)).helpOption('-h, --help', say(helpSays));
  if (row.alias) command.alias(row.alias);
  if (row.operands) {
    const argument = new Argument(row.operands);
    command.addArgument(row.operandChoices ? argument.choices(row.operandChoices) : argument);
  }
  for (const option of row.options) command.addOption(createOption(option, say));
  return command.action(async () => {
    await run(row, command.args, resolveOptions(command.optsWithGlobals()));
  });
}

function createOption({ flags, says, preset, choices, bare, repeatable }: OptionRow, say: SayHelp): Option {
  const standard = preset === undefined ? '' : ` (${say('default')}: ${say(preset)})`;
  const option = new Option(flags, say(says) + standard);
  if (choices) option.choices(choices);
  if (bare !== undefined) option.preset(bare);
  if (repeatable) option.argParser((value: string, before?: readonly string[]) => [...(before ?? []), value]);
  return option;
}

function withChoices(description: string, choices: readonly string[] | undefined, say: SayHelp): string {
  return choices ? `${description} (${say('choices')}: ${choices.join(', ')})`.trimStart() : description;
}

function exitCodesHelp(say: SayHelp): string {
  const lines = exitCodeTable.map(([code, says]) => `  ${String(code).padEnd(5)}${say(says)}`);
  return `\n${say(exitCodesSay)}\n${lines.join('\n')}\n`;
}
