import type { DictionaryText } from './dictionary/dictionary-text.js';
import { dictionary as words } from './dictionary/en.js';
import { ruleTexts } from './rule-words.js';
import { sentences } from './rules/en.js';

export { ui } from './en-ui.js';
export { session } from './session/en.js';

/** A rule's text in English. */
export const textOf = ruleTexts(sentences);

/** The words of `explain`, read in when they are asked for. */
export const dictionary = (): DictionaryText => words;
