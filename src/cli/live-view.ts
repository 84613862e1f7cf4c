import type { Change } from '../diagnosis.js';
import { chooseLanguage } from '../messages/language.js';
import { renderFinding, renderStep } from '../report/text.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { sentencesFor } from './sentences.js';
import { say, wantsColor, widthOf } from './terminal.js';

/**
 * Shows a run as it goes, on standard error: a line for each transaction as it ends, a finding when it is first
 * suspected, when it is certain, and when it turned out well after all.
 */
export function createLiveView(options: Options, io: Io): (change: Change) => void {
  const lang = chooseLanguage(options.lang, io.env);
  const view = {
    lang,
    color: wantsColor(options, io, io.stderr),
    width: widthOf(io.stderr),
    ...(options.expect ? { expect: options.expect } : {}),
  };
  const words = sentencesFor(lang);
  return (change) => {
    if (change.type === 'transaction') {
      if (change.done) say(options, io, renderStep(change.step, view));
    } else if (change.type === 'withdrawn') {
      say(options, io, words.withdrawn(change.finding.rule));
    } else if (change.finding.certainty === 'provisional') {
      say(options, io, words.suspected(change.finding.rule));
    } else {
      say(options, io, `\n${renderFinding(change.finding, view).trimEnd()}\n`);
    }
  };
}
