#!/usr/bin/env node
import { exitCodes } from '../errors.js';
import { hideArguments, processIo } from './io.js';

const argv = process.argv.slice(2);
// Before anything else is loaded: a token among the arguments is to be seen as shortly as possible.
if (argv.includes('token')) hideArguments();
void start();

async function start(): Promise<void> {
  const { runCli } = await import('./run.js');
  const code = await runCli(argv, processIo());
  process.exitCode = code;
  // A second Ctrl-C means now; everything else ends by itself, with its output written.
  if (code === exitCodes.interrupted) process.exit(code);
}
