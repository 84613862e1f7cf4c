import type { Lang } from './choose-language.js';
import type { DictionaryText } from './dictionary/dictionary-text.js';
import type { CountText } from './import-text.js';
import type { RuleText } from './rule-texts.js';
import { familyOf } from './rules/family-of.js';
import type { SessionText } from './session/session-text.js';
import type { UiText } from './ui-text.js';

export { chooseLanguage, type Lang, languages } from './choose-language.js';

/** All that is said in one language. */
export interface Book {
  /** A rule's text; undefined where there is no such rule. */
  readonly textOf: (rule: string) => RuleText | undefined;
  readonly ui: UiText;
  readonly dictionary: () => DictionaryText;
  readonly session: () => SessionText;
}

const loaders: Readonly<Record<Lang, () => Promise<Book>>> = {
  en: () => import('./en.js'),
  ja: () => import('./ja.js'),
};
const books: Partial<Record<Lang, Book>> = {};

/** Reads a language in. The command line does so for the one that it is to speak; the library has all from its start. */
export async function loadLanguage(lang: Lang): Promise<void> {
  books[lang] ??= await loaders[lang]();
}

/** Takes languages that were read in already (`every-language.ts`). */
export function addLanguages(read: Readonly<Record<Lang, Book>>): void {
  Object.assign(books, read);
}

function bookOf(lang: Lang): Book {
  const book = books[lang];
  if (book === undefined) throw new TypeError(`language "${lang}" is spoken before it was loaded`);
  return book;
}

/** The words of every view. */
export function uiText(lang: Lang): UiText {
  return bookOf(lang).ui;
}

/** What the commands say beside reports. */
export function sessionText(lang: Lang): SessionText {
  return bookOf(lang).session();
}

/** The words of `explain`. */
export function dictionaryText(lang: Lang): DictionaryText {
  return bookOf(lang).dictionary();
}

/** A rule's text; a rule that has none yet is shown by its id alone. */
export function ruleText(lang: Lang, rule: string): RuleText {
  return (
    bookOf(lang).textOf(rule) ?? {
      title: () => rule,
      meaning: () => '',
      fix: () => [],
      verify: () => [],
    }
  );
}

/**
 * Reads in what is said of every rule, for a run that may have no descriptor left to open a file with when it finds something.
 */
export function loadEveryRule(lang: Lang): void {
  for (const rule of Object.keys(familyOf)) ruleText(lang, rule);
}

/** The sentence for a limit of a capture; an unknown code as it is. */
export function limitText(lang: Lang, code: string): string {
  return known<string>(bookOf(lang).ui.import.limits, code) ?? code;
}

/** The phrase for so many things left out, by their code; an unknown code as it is. */
export function skipText(lang: Lang, code: string, count: number): string {
  return known<CountText>(bookOf(lang).ui.import.skips, code)?.(count) ?? `${code} ${count}`;
}

/** The phrase for so many things mended, by their code; an unknown code as it is. */
export function repairText(lang: Lang, code: string, count: number): string {
  return known<CountText>(bookOf(lang).ui.import.repairs, code)?.(count) ?? `${code} ${count}`;
}

/** What a format is called; an unknown one by its own name. */
export function formatText(lang: Lang, format: string): string {
  return known<string>(bookOf(lang).ui.import.formats, format) ?? format;
}

function known<Text>(texts: Readonly<Record<string, Text>>, code: string): Text | undefined {
  return Object.hasOwn(texts, code) ? texts[code] : undefined;
}
