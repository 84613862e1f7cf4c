import type { RuleId, RuleText } from './rule-texts.js';
import { ruleTexts } from './rule-words.js';
import { rules, steps } from './rules/ja.js';

export { dictionary } from './dictionary/ja.js';
export { ui } from './ja-ui.js';
export { session } from './session/ja.js';

// Names from the wire are set off by blanks; where a Japanese word stands in for a missing one, the blank goes. Blanks
// between two katakana words (サービス プリンシパル名) belong to the word.
const strayBlank =
  /(?<=[\u3040-\u309f\u4e00-\u9fff、。]) (?=[\u3040-\u30ff\u4e00-\u9fff])|(?<=[\u30a0-\u30ff]) (?=[\u3040-\u309f\u4e00-\u9fff])/g;

/** Every rule's text in Japanese. */
export const texts = ruleTexts(rules, steps, (sentence) => sentence.replace(strayBlank, '')) satisfies Record<
  RuleId,
  RuleText
>;
