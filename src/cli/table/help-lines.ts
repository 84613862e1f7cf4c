/** What the help says beside commands and options. */

/** What the tool is for, in one line. */
export const purpose = 'Names the link of Hybrid Modern Authentication that broke, with proof and the fix.';
export const versionSays = 'output the version number';
export const helpSays = 'display help for command';
export const exitCodesSay = 'Exit codes, the first that applies:';

/** The exit codes, a contract; the first that applies. */
export const exitCodeTable: readonly (readonly [code: number, says: string])[] = [
  [2, 'the command line is wrong'],
  [4, 'something failed while running: a port is taken, a file cannot be written'],
  [3, 'an input could not be read at all'],
  [1, 'findings at or above --fail-on'],
  [0, 'nothing at or above --fail-on'],
  [130, 'interrupted a second time'],
];
