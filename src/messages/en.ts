import type { RuleId, RuleText } from './rule-texts.js';
import { ruleTexts } from './rule-words.js';
import { rules, steps } from './rules/en.js';

export { dictionary } from './dictionary/en.js';
export { ui } from './en-ui.js';
export { session } from './session/en.js';

/** Every rule's text in English. */
export const texts = ruleTexts(rules, steps) satisfies Record<RuleId, RuleText>;
