import { setFlagsFromString } from 'node:v8';
import { exitCodes, HmaError, sentence } from '../errors.js';
import { chooseLanguage } from '../messages/choose-language.js';
import { operandsOrPipe } from './input.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { createSink, guardInputs } from './output.js';
import type { Conversion } from './replay/convert.js';
import { findCaptures } from './replay/find.js';
import type { CaptureInput } from './replay/inputs.js';
import { judgeAll } from './replay/judge-all.js';
import { createOpener, type Opener } from './replay/opener.js';
import { createPasswords, type Passwords } from './replay/passwords.js';
import { createProgress, type Progress } from './replay/progress.js';
import { createTally } from './replay/tally.js';
import { createShow } from './show.js';

/**
 * Judges captures, each on its own: files, those in folders and ZIPs, and what patterns match. One that cannot be read is
 * said on standard error and does not stop the others; the exit code is that of unreadable input only when none could be
 * read.
 */
export async function replay(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const given = operandsOrPipe(operands, io);
  if (given.length === 0) {
    throw new HmaError('ERR_USAGE', sentence`Nothing to replay. Name a capture or a folder of them, or pipe one in.`);
  }
  // V8 would let more garbage pile up before it looks.
  setFlagsFromString('--heap-growing-percent=50');
  // It would put so many functions into each other that compiling them takes a third of a run of two seconds.
  setFlagsFromString('--max-inlined-bytecode-size-cumulative=300');
  guardInputs(given, options.output);
  if (options.write !== undefined) (await loadConversion()).guardWrite(options.write, given, options.output);
  const progress = createProgress(options, io);
  const passwords = await createPasswords(given, options, io, progress.clear);
  const opener = createOpener(io, passwords.forArchive);
  try {
    const { inputs, several } = await findCaptures(given, opener, options, io);
    if (inputs.length === 0) return exitCodes.unreadable;
    return await judge(inputs, several, { opener, passwords, progress }, options, io);
  } finally {
    opener.close();
  }
}

interface Means {
  readonly opener: Opener;
  readonly passwords: Passwords;
  readonly progress: Progress;
}

async function judge(
  inputs: readonly CaptureInput[],
  several: boolean,
  { opener, passwords, progress }: Means,
  options: Options,
  io: Io,
): Promise<number> {
  const conversion =
    options.write === undefined ? undefined : (await loadConversion()).createConversion(options.write, inputs.length);
  const sink = createSink(options, io);
  const tally = createTally(createShow(several, options, io), sink, options, io);
  const judging = {
    opener,
    passwordFor: passwords.forArchive,
    expect: options.expect,
    verbose: options.verbose,
    lang: chooseLanguage(options.lang, io.env),
    tick: progress.tick,
    ...(conversion ? convertingTo(conversion) : {}),
  };
  progress.begin({ files: inputs.length, bytes: inputs.reduce((sum, { size }) => sum + size, 0) });
  try {
    for await (const [input, judged] of judgeAll({ inputs, judging, passwords: passwords.known, progress })) {
      progress.clear();
      await tally.add(input, judged);
    }
    return await tally.end();
  } finally {
    progress.clear();
    await sink.close();
    await conversion?.close();
  }
}

// Few write, and a door is not needed to read.
function loadConversion() {
  return import('./replay/convert.js');
}

function convertingTo(conversion: Conversion) {
  return { onCapture: () => conversion.begin(), onTransaction: conversion.add };
}
