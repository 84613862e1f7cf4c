import type { DictionaryText } from './dictionary/dictionary-text.js';
import { dictionary as words } from './dictionary/en.js';
import { ruleTexts } from './rule-words.js';
import { sentences } from './rules/en.js';
import { session as sessionWords } from './session/en.js';
import type { SessionText } from './session/session-text.js';

export { ui } from './en-ui.js';

/** A rule's text in English. */
export const textOf = ruleTexts(sentences);

/** The words of `explain`, read in when they are asked for. */
export const dictionary = (): DictionaryText => words;

/** What the commands say, read in when it is asked for. */
export const session = (): SessionText => sessionWords;
