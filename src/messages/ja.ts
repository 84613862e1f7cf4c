import { rules } from './ja-rules.js';
import { steps } from './ja-steps.js';
import { ruleTexts } from './phrase.js';
import type { RuleId, RuleText } from './rule-texts.js';

export { ui } from './ja-ui.js';

/** Every rule's text in Japanese. */
export const texts = ruleTexts(rules, steps) satisfies Record<RuleId, RuleText>;
