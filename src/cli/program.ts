import { Argument, Command as Commander, Option } from 'commander';
import type { Io } from './io.js';
import {
  type CommandRow,
  commandTable,
  exitCodeTable,
  type OptionRow,
  resolveOptions,
  sharedOptions,
} from './options.js';

/** What is run when the command line is right; it gives the exit code. */
export type Runner = (
  row: CommandRow,
  operands: readonly string[],
  options: ReturnType<typeof resolveOptions>,
) => Promise<void>;

/**
 * The parser for the tables of options.ts. It throws CommanderError for a wrong command line, and when help or the
 * version was printed; it never ends the process.
 */
export function createProgram(version: string, io: Io, run: Runner): Commander {
  const program = new Commander('hma-doctor')
    .description('Names the link of Hybrid Modern Authentication that broke, with proof and the fix.')
    .version(version, '-V, --version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: () => {}, // said by describeError, in one paragraph
    })
    .addHelpText('after', exitCodesHelp());
  for (const row of sharedOptions) program.addOption(createOption(row));
  for (const row of commandTable) addCommand(program, row, run);
  return program;
}

function addCommand(program: Commander, row: CommandRow, run: Runner): void {
  const command = program.command(row.name).description(row.says);
  if (row.alias) command.alias(row.alias);
  if (row.operands) {
    const argument = new Argument(row.operands);
    command.addArgument(row.operandChoices ? argument.choices(row.operandChoices) : argument);
  }
  for (const option of row.options) command.addOption(createOption(option));
  command.action(async () => {
    await run(row, command.args, resolveOptions(command.optsWithGlobals()));
  });
}

function createOption({ flags, says, preset, choices, repeatable }: OptionRow): Option {
  const option = new Option(flags, preset === undefined ? says : `${says} (default: ${preset})`);
  if (choices) option.choices(choices);
  if (repeatable) option.argParser((value: string, before?: readonly string[]) => [...(before ?? []), value]);
  return option;
}

function exitCodesHelp(): string {
  const lines = exitCodeTable.map(([code, says]) => `  ${String(code).padEnd(5)}${says}`);
  return `\nExit codes, the first that applies:\n${lines.join('\n')}\n`;
}
