import type { Expectation } from '../types.js';
import type { RuleSentences, StepSentence } from './phrase.js';
import type { FixStep, RuleId, RuleText, Values } from './rule-texts.js';
import type { PlannedStep } from './rules/plan.js';
import { plans } from './rules/plans.js';

type Steps = Readonly<Record<string, StepSentence>>;

/**
 * Joins a rule's sentences with its plan, step by step. `tidy` mends what a language's sentences look like
 * when a name of ours stands for a missing value.
 */
export function ruleTexts<Id extends RuleId>(
  rules: Readonly<Record<Id, RuleSentences>>,
  steps: Steps,
  tidy: (sentence: string) => string = (sentence) => sentence,
): Record<Id, RuleText> {
  const ids = Object.keys(rules) as Id[];
  return Object.fromEntries(ids.map((id) => [id, ruleText(id, rules[id], steps, tidy)])) as Record<Id, RuleText>;
}

function ruleText(
  id: RuleId,
  { title, meaning, next }: RuleSentences,
  steps: Steps,
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

function withSentence({ id, ...step }: PlannedStep, v: Values, steps: Steps): FixStep {
  const sentence = steps[id] ?? id;
  return { say: typeof sentence === 'string' ? sentence : sentence(v), ...step };
}
