import type { Lang } from '../choose-language.js';
import { faultTexts } from './faults.js';

/** A sentence of the help in its reader's language. */
export type SayHelp = (text: string) => string;

/** Loads how a language says the sentences of the help; the tables of the command line hold the English ones. */
export async function helpText(lang: Lang): Promise<SayHelp> {
  if (lang === 'en') return (text) => text;
  const { helpInJapanese } = await import('./ja.js');
  return (text) => (Object.hasOwn(helpInJapanese, text) ? (helpInJapanese[text] ?? text) : text);
}

/** The faults of the lab, a line for each. */
export function faultsHelp(lang: Lang): string {
  const names = Object.keys(faultTexts);
  const longest = Math.max(...names.map((name) => name.length));
  const lines = Object.entries(faultTexts).map(
    ([name, [en, ja]]) => `  ${name.padEnd(longest + 2)}${lang === 'ja' ? ja : en}`,
  );
  return `\n${lang === 'ja' ? '障害' : 'Faults'}:\n${lines.join('\n')}\n`;
}
