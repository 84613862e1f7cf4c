import type { Expectation } from '../types.js';
import { type PlannedStep, plans, type StepId } from './plans.js';
import type { FixStep, RuleId, RuleText, Values } from './rule-texts.js';

/** A language's sentences about one rule. */
export type RuleSentences = Omit<RuleText, 'fix' | 'verify'>;

/** A language's sentences for the steps. */
export type StepSentences = Readonly<Record<StepId, string | ((v: Values) => string)>>;

/** The phrase made of a value, or nothing at all when it is missing. */
export function given(value: string | undefined, phrase: (value: string) => string): string {
  return value === undefined || value === '' ? '' : phrase(value);
}

/** `500011` as people look it up: `AADSTS500011`; any other word as it is. */
export function errorCode(code: string): string {
  return /^\d+$/.test(code) ? `AADSTS${code}` : code;
}

/**
 * Joins a rule's sentences with its plan, step by step. `tidy` mends what a language's sentences look like
 * when a name of ours stands for a missing value.
 */
export function ruleTexts<Id extends RuleId>(
  rules: Readonly<Record<Id, RuleSentences>>,
  steps: StepSentences,
  tidy: (sentence: string) => string = (sentence) => sentence,
): Record<Id, RuleText> {
  const ids = Object.keys(rules) as Id[];
  return Object.fromEntries(ids.map((id) => [id, ruleText(id, rules[id], steps, tidy)])) as Record<Id, RuleText>;
}

function ruleText(
  id: RuleId,
  { title, meaning, next }: RuleSentences,
  steps: StepSentences,
  tidy: (sentence: string) => string,
): RuleText {
  const plan = plans[id];
  const said = (planned: readonly PlannedStep[], v: Values) => planned.map((step) => withSentence(step, v, steps));
  return {
    title: (v: Values) => tidy(title(v)),
    meaning: (v: Values) => tidy(meaning(v)),
    ...(next && {
      next: (v: Values) => {
        const sentence = next(v);
        return sentence === undefined ? undefined : tidy(sentence);
      },
    }),
    fix: (v: Values, expect?: Expectation) => said(plan.fix(v, expect), v),
    verify: (v: Values) => said(plan.verify(v), v),
  };
}

function withSentence({ id, ...step }: PlannedStep, v: Values, steps: StepSentences): FixStep {
  const sentence = steps[id];
  return { say: typeof sentence === 'string' ? sentence : sentence(v), ...step };
}
