/** The languages there are. */
export const languages = ['en', 'ja'] as const;

export type Lang = (typeof languages)[number];

/**
 * The language to speak: `--lang` when it names one that we have, else the first of LC_ALL, LC_MESSAGES and LANG
 * that is set (POSIX.1-2017 §8.2), else English. `ja_JP.UTF-8` and `ja` are Japanese. Never throws.
 */
export function chooseLanguage(flag: string | undefined, env: Readonly<Record<string, string | undefined>>): Lang {
  const asked = languages.find((lang) => lang === flag?.toLowerCase());
  if (asked) return asked;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^ja(?:[_.@-]|$)/i.test(locale) ? 'ja' : 'en';
}
