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

/** Joins a rule's sentences with its plan, step by step. */
export function ruleTexts<Id extends RuleId>(
  rules: Readonly<Record<Id, RuleSentences>>,
  steps: StepSentences,
): Record<Id, RuleText> {
  const ids = Object.keys(rules) as Id[];
  return Object.fromEntries(ids.map((id) => [id, ruleText(id, rules[id], steps)])) as Record<Id, RuleText>;
}

function ruleText(id: RuleId, sentences: RuleSentences, steps: StepSentences): RuleText {
  const plan = plans[id];
  const said = (planned: readonly PlannedStep[], v: Values) => planned.map((step) => withSentence(step, v, steps));
  return {
    ...sentences,
    fix: (v: Values, expect?: Expectation) => said(plan.fix(v, expect), v),
    verify: (v: Values) => said(plan.verify(v), v),
  };
}

function withSentence({ id, ...step }: PlannedStep, v: Values, steps: StepSentences): FixStep {
  const sentence = steps[id];
  return { say: typeof sentence === 'string' ? sentence : sentence(v), ...step };
}
