import type { Expectation } from '../types.js';
import type { RuleSentences, StepSentence } from './phrase.js';
import type { FixStep, RuleId, RuleText, Values } from './rule-texts.js';
import { type Family, familyOf, isRuleId, type RuleOf } from './rules/family-of.js';
import type { PlannedStep } from './rules/plan.js';
import { planOf } from './rules/plans.js';

type Steps = Readonly<Record<string, StepSentence>>;

/** A language's sentences, family by family, each read in when one of its rules is told. */
export type Sentences = {
  readonly [Name in Family]: () => {
    readonly rules: Readonly<Record<RuleOf<Name>, RuleSentences>>;
    readonly steps: Steps;
  };
} & { readonly everyFamily: () => { readonly steps: Steps } };

/**
 * Joins a rule's sentences with its plan, step by step. `tidy` mends what a language's sentences look like
 * when a name of ours stands for a missing value.
 *
 * @returns The text of a rule; undefined where there is no such rule.
 */
export function ruleTexts(
  sentences: Sentences,
  tidy: (sentence: string) => string = (sentence) => sentence,
): (rule: string) => RuleText | undefined {
  return (rule) => {
    if (!isRuleId(rule)) return undefined;
    const family: { readonly rules: Readonly<Partial<Record<RuleId, RuleSentences>>>; readonly steps: Steps } =
      sentences[familyOf[rule]]();
    const said = family.rules[rule];
    return said && ruleText(rule, said, { ...sentences.everyFamily().steps, ...family.steps }, tidy);
  };
}

function ruleText(
  id: RuleId,
  { title, meaning, next }: RuleSentences,
  steps: Steps,
  tidy: (sentence: string) => string,
): RuleText {
  const plan = planOf(id);
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
