import { type Sentence, spoken } from '../../errors.js';
import type { Lang } from '../choose-language.js';
import { captures } from './ja-captures.js';
import { commands } from './ja-commands.js';
import { system } from './ja-system.js';

/** Every sentence of an error in Japanese, by its English one. */
export const errorsInJapanese: Readonly<Record<string, string>> = { ...captures, ...commands, ...system };

/** What an error says, in the language; a sentence that has no other words is said in English. */
export function errorText(lang: Lang, sentence: Sentence): string {
  if (lang === 'en') return spoken(sentence);
  return spoken(sentence, (key) => (Object.hasOwn(errorsInJapanese, key) ? (errorsInJapanese[key] ?? key) : key));
}
