import type { DictionaryText } from './dictionary/dictionary-text.js';
import { dictionary as words } from './dictionary/ja.js';
import { ruleTexts } from './rule-words.js';
import { sentences } from './rules/ja.js';
import { session as sessionWords } from './session/ja.js';
import type { SessionText } from './session/session-text.js';

export { ui } from './ja-ui.js';

// Names from the wire are set off by blanks; where a Japanese word stands in for a missing one, the blank goes. Blanks
// between two katakana words (サービス プリンシパル名) belong to the word.
const strayBlank =
  /(?<=[\u3040-\u309f\u4e00-\u9fff、。]) (?=[\u3040-\u30ff\u4e00-\u9fff])|(?<=[\u30a0-\u30ff]) (?=[\u3040-\u309f\u4e00-\u9fff])/g;

/** A rule's text in Japanese. */
export const textOf = ruleTexts(sentences, (sentence) => sentence.replace(strayBlank, ''));

/** The words of `explain`, read in when they are asked for. */
export const dictionary = (): DictionaryText => words;

/** What the commands say, read in when it is asked for. */
export const session = (): SessionText => sessionWords;
