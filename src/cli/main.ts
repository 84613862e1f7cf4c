#!/usr/bin/env node
import { exitCodes } from '../errors.js';
import { processIo } from './io.js';
import { runCli } from './run.js';

const code = await runCli(process.argv.slice(2), processIo());
process.exitCode = code;
// A second Ctrl-C means now; everything else ends by itself, with its output written.
if (code === exitCodes.interrupted) process.exit(code);
