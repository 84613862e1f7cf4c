import { presets } from '../options.js';
import type { OptionRow } from './rows.js';

/** The options that every command takes. */
export const sharedOptions: readonly OptionRow[] = [
  {
    flags: '--format <format>',
    says: 'form of the report',
    preset: presets.format,
    choices: ['text', 'json', 'ndjson'],
  },
  { flags: '-o, --output <file>', says: 'where the report goes; - is standard output', preset: '-' },
  {
    flags: '--fail-on <severity>',
    says: 'exit with 1 for findings of this severity or above',
    preset: presets.failOn,
    choices: ['error', 'warning', 'info', 'never'],
  },
  {
    flags: '--expect <intention>',
    says: 'what the organisation means to use; decides what counts as an error',
    preset: 'unknown',
    choices: ['hma', 'adfs', 'none'],
  },
  {
    flags: '--lang <language>',
    says: 'language of the sentences',
    preset: 'from LC_ALL, LC_MESSAGES, LANG',
    choices: ['en', 'ja'],
  },
  { flags: '--no-color', says: 'no colours (NO_COLOR and TERM=dumb do the same, FORCE_COLOR the opposite)' },
  { flags: '-q, --quiet', says: 'only errors on standard error' },
  { flags: '-v, --verbose', says: 'more detail in the report, and the log of the tool on standard error' },
  {
    flags: '--log-level <level>',
    says: 'how much of its own life the tool logs on standard error',
    preset: 'silent, debug with -v',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
  },
];

/** The option of every command that needs the certificate authority. */
export const confdir: OptionRow = {
  flags: '--confdir <folder>',
  says: 'where the certificate authority is kept',
  preset: 'the data folder of the user',
};
