import { type Lang, ruleText } from '../../src/messages/language.js';
import type { FixStep, RuleId, Values } from '../../src/messages/rule-texts.js';
import { planOf } from '../../src/messages/rules/plans.js';
import type { Expectation } from '../../src/types.js';
import { ruleValues } from './rule-values.js';

/** Every `--expect`, and none. */
export const expectations: readonly (Expectation | undefined)[] = [undefined, 'hma', 'adfs', 'none'];

/** Every rule with every kind of its values. */
export const cases = (Object.keys(ruleValues) as RuleId[]).flatMap((id) =>
  ruleValues[id].map((values) => ({ id, values })),
);

/** What to do and how to see that it helped, under one `--expect`. */
export function steps(id: RuleId, values: Values, expectation?: Expectation, lang: Lang = 'en'): readonly FixStep[] {
  const text = ruleText(lang, id);
  return [...text.fix(values, expectation), ...text.verify(values)];
}

/** The commands of some steps, those which undo too. */
export function commandsOf(list: readonly Pick<FixStep, 'command' | 'undo'>[]): string[] {
  return list.flatMap(({ command, undo }) => [command, undo]).filter((command) => command !== undefined);
}

/** Every command of a rule, under each `--expect`, once. */
export function everyCommand(id: RuleId, values: Values): ReadonlySet<string> {
  const plan = planOf(id);
  const fixes = expectations.flatMap((expectation) => plan.fix(values, expectation));
  return new Set(commandsOf([...fixes, ...plan.verify(values)]));
}

/** The names of the values that are read. To change another one changes nothing. */
export function namesRead(values: Values, render: (values: Values) => unknown): readonly string[] {
  const read = new Set<string>();
  const note = (target: Values, name: string | symbol) => {
    read.add(String(name));
    return target[String(name)];
  };
  render(new Proxy({ ...values }, { get: note }));
  return [...read];
}

/** The parts of a card, each made of the values by itself. */
export function sentenceParts(id: RuleId, lang: Lang): readonly ((values: Values) => readonly string[])[] {
  const text = ruleText(lang, id);
  const said = (list: readonly FixStep[]) => list.map(({ say }) => say);
  return [
    (values) => [text.title(values)],
    (values) => [text.meaning(values)],
    (values) => [text.next?.(values) ?? []].flat(),
    (values) => said(text.verify(values)),
    ...expectations.map((expectation) => (values: Values) => said(text.fix(values, expectation))),
  ];
}

/**
 * What comes out with any of the values missing, from none at all to the whole. A value that is never read makes no
 * difference, so instead of all 2^n sets only those are tried that what is rendered tells apart.
 */
export function everyOutcome<T>(
  values: Values,
  render: (values: Values) => readonly T[],
  known: Readonly<Record<string, string | undefined>> = {},
): readonly T[] {
  let asked: string | undefined;
  const read = (name: string) => {
    if (!Object.hasOwn(known, name)) asked ??= name;
    return Object.hasOwn(known, name) ? known[name] : values[name];
  };
  const outcome = render(new Proxy({ ...values }, { get: (_target, name) => read(String(name)) }));
  if (asked === undefined) return outcome;
  const without = everyOutcome(values, render, { ...known, [asked]: undefined });
  if (values[asked] === undefined) return without;
  return [...without, ...everyOutcome(values, render, { ...known, [asked]: values[asked] })];
}
