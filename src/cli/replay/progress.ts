import type { SingleBar } from 'cli-progress';
import type { Source } from '../../capture/source.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';

/** How far a run is, on the terminal, once it lasts longer than a second. Everywhere else it does nothing. */
export interface Progress {
  /** The run over so many files of so many bytes begins. */
  begin(all: Amount): void;
  /** Begins a file of so many bytes; several may be open at once. */
  file(bytes: number): FileProgress;
  /** Draws when it is time; cheap enough to be called for every few transactions. */
  tick(): Promise<void>;
  /** Takes the bar away, because something else is written now. It comes back with a later tick. */
  clear(): void;
}

/** What a run is about. */
export interface Amount {
  readonly files: number;
  readonly bytes: number;
}

/** How far a file is. */
export interface FileProgress {
  /** So many bytes more were read. */
  read(bytes: number): void;
  /** However many of them had to be read. */
  done(): void;
}

const silentMs = 1_000;
const redrawMs = 100;

/** The bar for a run. */
export function createProgress(options: Options, io: Io): Progress {
  const count = createCount();
  const { file, begin } = count;
  if (!isWanted(options, io)) return { begin, file, tick: async () => {}, clear() {} };
  const { filesDone } = sessionText(chooseLanguage(options.lang, io.env));
  let next = io.clock() + silentMs;
  let bar: SingleBar | undefined;
  return {
    begin,
    file,
    async tick() {
      const now = io.clock();
      if (now < next) return;
      next = Number.POSITIVE_INFINITY; // until the bar is loaded
      const { SingleBar } = await loadBars();
      const shown = barText(count, filesDone);
      if (bar) bar.update(count.done.bytes, shown);
      else {
        bar = new SingleBar(barOptions(io));
        bar.start(count.all.bytes, count.done.bytes, shown);
      }
      next = now + redrawMs;
    },
    clear() {
      bar?.stop();
      bar = undefined;
    },
  };
}

interface Count {
  all: Amount;
  readonly done: { files: number; bytes: number };
  readonly begin: (all: Amount) => void;
  readonly file: (bytes: number) => FileProgress;
}

function createCount(): Count {
  const done = { files: 0, bytes: 0 };
  const count: Count = {
    all: done,
    done,
    begin(all) {
      count.all = all;
    },
    file(bytes) {
      let left = bytes;
      // Parts may be read more than once, and what is unpacked is more than what is packed.
      const read = (given: number) => {
        const told = Math.min(given, left);
        left -= told;
        done.bytes += told;
      };
      const end = () => {
        read(left);
        done.files += 1;
      };
      return { read, done: end };
    },
  };
  return count;
}

function barText({ all, done }: Count, filesDone: (done: number, all: number) => string): object {
  const megabytes = (bytes: number) => Math.round(bytes / 1_000_000);
  const files = all.files > 1 ? filesDone(done.files, all.files) : '';
  return { now: megabytes(done.bytes), all: megabytes(all.bytes), files };
}

/** The same source, which tells how many bytes are read of it. */
export function counted(source: Source, onRead: (bytes: number) => void): Source {
  return {
    ...source,
    read(into, position) {
      const count = source.read(into, position);
      onRead(count);
      return count;
    },
  };
}

function isWanted(options: Options, { stderr, env }: Io): boolean {
  return stderr.isTTY === true && !options.quiet && !env.CI && env.TERM !== 'dumb';
}

async function loadBars() {
  const { default: cliProgress } = await import('cli-progress');
  return cliProgress;
}

function barOptions(io: Io) {
  return {
    format: ' {bar} {percentage}%  {now}/{all} MB  {files}',
    barCompleteChar: '#',
    barIncompleteChar: '-',
    barsize: 30,
    stream: io.stderr,
    clearOnComplete: true,
    // Both would leave a terminal changed when a run is ended from outside, and the first takes Ctrl-C away.
    gracefulExit: false,
    linewrap: true,
  };
}
