import { uiText } from '../messages/language.js';
import type { FlowReport, FlowStep, Report } from '../types.js';
import { paragraph, type TextOptions, widthOf } from './card.js';
import { clip } from './columns.js';
import { painter } from './paint.js';
import { printable } from './printable.js';
import { renderStep } from './step.js';

const flowsShown = 5;
const stepsShown = 12;
const nameLimit = 120;

/**
 * What happened, sign-in by sign-in, one line a transaction. Only the flows that findings speak of, unless `verbose`.
 */
export function story(report: Report, options: TextOptions): string[] {
  const ui = uiText(options.lang);
  const flows = options.verbose ? report.flows : flowsOfFindings(report);
  const shown = options.verbose ? flows : flows.slice(0, flowsShown);
  if (shown.length === 0) return [];
  const more = flows.length - shown.length;
  return [
    painter(options.color).strong(ui.storyHeading),
    ...shown.flatMap((flow) => chapter(flow, options)),
    ...(more > 0 ? paragraph(ui.moreFlows(more), widthOf(options), 2) : []),
  ];
}

/** One line for a flow: where, who, how it ended. */
export function flowLine(flow: FlowReport, options: TextOptions): string[] {
  const ui = uiText(options.lang);
  const names = [`${flow.host ?? ''}${flow.virtualDirectory ?? ''}` || flow.protocol, flow.user, programName(flow)];
  const place = names.filter((name) => name !== undefined).map((name) => clip(printable(name), nameLimit));
  const later = flow.laterUses > 0 ? `; ${ui.laterUses(flow.laterUses)}` : '';
  const alike = flow.times > 1 ? `; ${ui.alike(flow.times - 1)}` : '';
  return paragraph(`${place.join(', ')}: ${ui.outcomes[flow.outcome]}${later}${alike}`, widthOf(options), 2);
}

// "OUTLOOK (4711)"
function programName({ program }: FlowReport): string | undefined {
  if (program?.pid === undefined) return program?.name;
  return program.name === undefined ? `PID ${program.pid}` : `${program.name} (${program.pid})`;
}

function flowsOfFindings(report: Report): readonly FlowReport[] {
  const named = new Set(report.findings.flatMap((finding) => finding.flows));
  return report.flows.filter((flow) => named.has(flow.id));
}

function chapter(flow: FlowReport, options: TextOptions): string[] {
  const all = options.verbose || flow.steps.length <= stepsShown;
  // How it ended says more than the middle: the first steps and the last ones are kept.
  const half = stepsShown / 2;
  const first = all ? flow.steps : flow.steps.slice(0, half);
  const last = all ? [] : flow.steps.slice(-half);
  const more = flow.steps.length - first.length - last.length;
  return [
    ...flowLine(flow, options),
    ...first.flatMap((step) => stepLines(step, options)),
    ...(more > 0 ? paragraph(uiText(options.lang).moreSteps(more), widthOf(options), 4) : []),
    ...last.flatMap((step) => stepLines(step, options)),
  ];
}

// A target or an error text of many screens would hide the story.
function shortStep(step: FlowStep, options: TextOptions): string {
  return options.verbose ? renderStep(step) : clip(renderStep(step), 3 * widthOf(options));
}

function stepLines(step: FlowStep, options: TextOptions): string[] {
  const mark = `#${clip(printable(step.transaction), 16)} `;
  const [first = '', ...rest] = paragraph(shortStep(step, options), widthOf(options) - 4, 4, mark);
  return [first, ...rest.map((line) => `    ${line}`)];
}
