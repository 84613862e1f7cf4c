import { rules } from './en-rules.js';
import { steps } from './en-steps.js';
import { ruleTexts } from './phrase.js';
import type { RuleId, RuleText } from './rule-texts.js';

export { ui } from './en-ui.js';

/** Every rule's text in English. */
export const texts = ruleTexts(rules, steps) satisfies Record<RuleId, RuleText>;
