import type { Change } from '../../diagnosis.js';
import { chooseLanguage, sessionText } from '../../messages/language.js';
import { renderFinding, renderStep } from '../../report/text.js';
import type { Finding, FlowStep } from '../../types.js';
import type { Io } from '../io.js';
import type { Options } from '../options.js';
import { say, wantsColor, widthOf } from '../terminal.js';

/** What a run says while it goes on. */
export interface LiveView {
  show(change: Change): void;
  /** Says no more: the report comes now, and says it all. */
  end(): void;
}

// It speaks of the whole run, so that it means nothing before the end.
const onlyAtTheEnd: ReadonlySet<string> = new Set(['nothing-to-diagnose']);

/**
 * Shows a run as it goes, on standard error: a line for each transaction as it ends, a finding when it is first
 * suspected, when it is certain, and when it turned out well after all.
 */
export function createLiveView(options: Options, io: Io): LiveView {
  const lang = chooseLanguage(options.lang, io.env);
  const color = wantsColor(options, io, io.stderr);
  const card = { lang, color, width: widthOf(io.stderr), ...(options.expect ? { expect: options.expect } : {}) };
  const words = sessionText(lang);
  let ended = false;
  const probed = new Set<string | undefined>();
  const showFinding = (type: 'finding' | 'withdrawn', finding: Finding) => {
    if (onlyAtTheEnd.has(finding.rule)) return;
    if (type === 'withdrawn') say(options, io, words.withdrawn(finding.rule));
    else if (finding.certainty === 'provisional') say(options, io, words.suspected(finding.rule));
    else say(options, io, `\n${renderFinding(finding, card).trimEnd()}\n`);
  };
  return {
    show(change) {
      if (ended) return;
      if (change.type !== 'transaction') showFinding(change.type, change.finding);
      else if (change.done && !isProbeAgain(change.step, probed)) say(options, io, renderStep(change.step, { color }));
    },
    end() {
      ended = true;
    },
  };
}

// The monitor of a balancer comes every few seconds and says nothing: the first time is enough, the report counts them.
function isProbeAgain({ failure, target }: FlowStep, probed: Set<string | undefined>): boolean {
  if (!failure?.includes('CLIENT_SILENT_AFTER_HANDSHAKE')) return false;
  if (probed.has(target) || probed.size >= 100) return true;
  probed.add(target);
  return false;
}
