import { chooseLanguage } from '../messages/language.js';
import { renderJson } from '../report/json.js';
import { renderNdjson, renderNdjsonError } from '../report/ndjson.js';
import { type OverviewFile, overviewFile, renderBrief, renderOverview, reportHeading } from '../report/overview.js';
import { renderText } from '../report/text.js';
import type { Report } from '../types.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { viewFor } from './output.js';
import type { Failure } from './replay/judge.js';

/** Turns what becomes of each input into the text of the output, piece by piece. */
export interface Show {
  /** What is written for a report; '' for nothing. */
  report(name: string, report: Report): string;
  /** The same for an input that could not be read; standard error says it in any case. */
  failure(name: string, failure: Failure): string;
  /** What is written when all inputs are done. */
  end(): string;
}

/** The text of the one report of a command. */
export function renderReport(name: string, report: Report, options: Options, io: Io): string {
  const show = createShow(false, options, io);
  return show.report(name, report) + show.end();
}

/** @param several - Of one input there is one report; of several, a list of them. */
export function createShow(several: boolean, options: Options, io: Io): Show {
  if (options.format === 'ndjson') return showLines(options, io);
  if (options.format === 'json') return showJson(several, options, io);
  return several ? showMany(options, io) : showOne(options, io);
}

function showLines(options: Options, io: Io): Show {
  const lang = chooseLanguage(options.lang, io.env);
  return {
    report: (name, report) => renderNdjson(report, lang, name),
    failure: (name, { code, text }) => renderNdjsonError(name, { code, message: messageOf(text) }),
    end: () => '',
  };
}

// The paragraph of standard error without what it begins with there, and without the stack of -v.
function messageOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  return first.replace(/^hma-doctor: /, '');
}

function showJson(several: boolean, options: Options, io: Io): Show {
  const lang = chooseLanguage(options.lang, io.env);
  let count = 0;
  return {
    report(_name, report) {
      const text = renderJson(report, lang).trimEnd();
      count += 1;
      if (!several) return `${text}\n`;
      return `${count === 1 ? '[' : ','}\n${text}`;
    },
    failure: () => '',
    end: () => (several && count > 0 ? '\n]\n' : ''),
  };
}

function showOne(options: Options, io: Io): Show {
  const view = viewFor(options, io);
  return { report: (_name, report) => renderText(report, view), failure: () => '', end: () => '' };
}

function showMany(options: Options, io: Io): Show {
  const view = viewFor(options, io);
  const files: OverviewFile[] = [];
  let before: 'nothing' | 'line' | 'page' = 'nothing';
  return {
    report(name, report) {
      files.push(overviewFile(name, report));
      const brief = options.verbose ? undefined : renderBrief(name, report, view);
      const kind = brief === undefined ? 'page' : 'line';
      const gap = before === 'nothing' || (before === 'line' && kind === 'line') ? '' : '\n';
      before = kind;
      return `${gap}${brief ?? `${reportHeading(name)}\n\n${renderText(report, view).trimEnd()}`}\n`;
    },
    failure(name) {
      files.push({ name });
      return '';
    },
    end: () => (files.length > 1 && before !== 'nothing' ? `\n${renderOverview(files, view)}` : ''),
  };
}
