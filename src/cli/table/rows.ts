import type { Command } from '../command.js';

/** One option as commander spells it, and what it does in one line. */
export interface OptionRow {
  readonly flags: string;
  readonly says: string;
  /** What holds without the option, as people write it. */
  readonly preset?: string;
  readonly choices?: readonly string[];
  /** What an option with a choice that may be left out means without it. */
  readonly bare?: string;
  readonly repeatable?: true;
}

/** One command. `run` loads its code, so that a command pays for nothing but itself. */
export interface CommandRow {
  readonly name: string;
  readonly alias?: string;
  readonly operands?: string;
  /** The only words that the operand may be. */
  readonly operandChoices?: readonly string[];
  readonly says: string;
  /** Its help ends with the faults of the lab. */
  readonly listsFaults?: true;
  readonly options: readonly OptionRow[];
  readonly load: () => Promise<Command>;
}
