import { type Lang, ruleText, uiText } from '../messages/language.js';
import type { FixStep, Values } from '../messages/rule-texts.js';
import type { Evidence, Expectation, Finding, RuleId } from '../types.js';
import { clip, wrap } from './columns.js';
import { painter } from './paint.js';
import { printable } from './printable.js';

/** How text is laid out. `width` is in columns and 80 unless given. */
export interface TextOptions {
  readonly lang: Lang;
  readonly color: boolean;
  readonly width?: number;
  /** Everything: whole quotes, every flow, every step. */
  readonly verbose?: boolean;
}

/** `expect` decides which fixes may be offered. */
export interface CardOptions extends TextOptions {
  readonly expect?: Expectation;
}

const valueLimit = 200;
const quoteLines = 8;
const quotesShown = 4;

/** Values as they may stand in a sentence: printable, and none so long that it hides the sentence. */
export function shownValues(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, clip(printable(value), valueLimit)]));
}

/** The finding's sentence, safe to show. */
export function findingTitle(finding: Finding, lang: Lang): string {
  return printable(ruleText(lang, finding.rule).title(shownValues(finding.values)));
}

/** Indented, wrapped lines; `mark` stands before the first. */
export function paragraph(text: string, width: number, indent: number, mark = ''): string[] {
  const margin = ' '.repeat(indent + mark.length);
  const lines = wrap(printable(text), Math.max(20, width - margin.length));
  return lines.map((line, index) => (index === 0 ? `${' '.repeat(indent)}${mark}${line}` : `${margin}${line}`));
}

/**
 * One finding as a card: the sentence, the proof, what it means, the fix, how to verify. Commands are never wrapped.
 * No line break at its end.
 */
export function renderFinding(finding: Finding, options: CardOptions): string {
  const { card } = uiText(options.lang);
  return [
    ...header(finding, options),
    ...section(card.proof, proof(finding.evidence, options), options),
    ...advice(finding.rule, finding.values, options),
    ...section(card.more, [`    hma-doctor explain ${printable(finding.rule)}`], options),
  ].join('\n');
}

/** What a rule's finding means, the fix, how to verify, and where to look next. */
export function advice(rule: RuleId, given: Values, options: CardOptions): string[] {
  const ui = uiText(options.lang);
  const text = ruleText(options.lang, rule);
  const values = shownValues(given);
  return [
    ...section(ui.card.meaning, prose(text.meaning(values), options), options),
    // Commands are made of the values as they are: the grammar judges them, not the cut ones.
    ...section(ui.card.fix, steps(text.fix(given, options.expect), options), options),
    ...section(ui.card.verify, steps(text.verify(given), options), options),
    ...section(ui.card.next, prose(text.next?.(values) ?? '', options), options),
  ];
}

/** One line, or two where it is long: `error[spn-missing] (provisional): sentence`. */
export function header(finding: Finding, options: CardOptions, indent = 0): string[] {
  const ui = uiText(options.lang);
  const mark = `${ui.severity[finding.severity]}[${printable(finding.rule)}]`;
  const notes = [
    ...(finding.certainty === 'provisional' ? [ui.certainty.provisional] : []),
    ...(finding.confidence !== 'high' && finding.severity !== 'info' ? [ui.confidence[finding.confidence]] : []),
    ...(finding.count > 1 ? [ui.seen(finding.count)] : []),
  ];
  const noted = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
  const [first = '', ...rest] = paragraph(
    `${mark}${noted}: ${findingTitle(finding, options.lang)}`,
    widthOf(options),
    indent,
  );
  return [first.replace(mark, () => painter(options.color).severity(finding.severity, mark)), ...rest];
}

/** The width to lay out for: never so narrow that nothing fits. */
export function widthOf(options: TextOptions): number {
  return Math.max(40, options.width ?? 80);
}

function section(name: string, lines: readonly string[], options: CardOptions): string[] {
  return lines.length === 0 ? [] : ['', `  ${painter(options.color).strong(name)}`, ...lines];
}

function prose(text: string, options: CardOptions): string[] {
  return text === '' ? [] : paragraph(text, widthOf(options), 4);
}

function proof(evidence: readonly Evidence[], options: CardOptions): string[] {
  const shown = options.verbose ? evidence : evidence.slice(0, quotesShown);
  const rest = evidence.length - shown.length;
  return [...shown.flatMap((each) => quote(each, options)), ...(rest > 0 ? [`    … +${rest}`] : [])];
}

function quote({ transaction, where, quote: text }: Evidence, options: CardOptions): string[] {
  const source = transaction === '' ? '' : `${uiText(options.lang).transaction(transaction)}, `; // none: the whole capture
  const place = clip(printable(`${source}${where}`), valueLimit);
  const from = paragraph(place, widthOf(options), 4);
  const whole = options.verbose ? text : text.slice(0, quoteLines * widthOf(options) * 2);
  const lines = wrap(printable(whole), widthOf(options) - 8);
  const shown = options.verbose || lines.length <= quoteLines ? lines : [...lines.slice(0, quoteLines), '…'];
  return [...from, ...shown.map((line) => `      | ${line}`)];
}

function steps(list: readonly FixStep[], options: CardOptions): string[] {
  return list.flatMap((step, index) => {
    const mark = list.length > 1 ? `${index + 1}. `.padEnd(3) : '- ';
    return [...paragraph(step.say, widthOf(options), 4, mark), ...commandLines(step, options)];
  });
}

function commandLines(step: FixStep, options: CardOptions): string[] {
  if (step.command === undefined) return [];
  const { card } = uiText(options.lang);
  const paint = painter(options.color);
  const code = (text: string) => text.split('\n').map((line) => `         ${paint.command(printable(line))}`);
  return [
    ...(step.destructive ? paragraph(card.destructive, widthOf(options), 7, '! ') : []),
    ...code(step.command),
    ...(step.undo === undefined ? [] : [`       ${card.undo}`, ...code(step.undo)]),
  ];
}
