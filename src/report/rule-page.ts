import { allEntries } from '../explain/entries.js';
import type { Entry } from '../explain/entry.js';
import { dictionaryText, type Lang, languages, ruleText, uiText } from '../messages/language.js';
import type { FixStep, Values } from '../messages/rule-texts.js';
import { rules } from '../rules/index.js';
import type { RuleId } from '../types.js';

/** The page of one rule in Markdown, in every language: what it means, its cases, its signs, the fix, where to read more. */
export function rulePage(id: RuleId): string {
  const signs = allEntries().filter((entry) => entry.kind !== 'rule' && entry.rules.includes(id));
  return [
    `# ${id}`,
    '<!-- Made by `npm run docs` from the rule and its words. -->',
    ...languages.flatMap((lang) => inLanguage(id, signs, lang)),
    ...referencesOf(id),
    '',
  ].join('\n\n');
}

function inLanguage(id: RuleId, signs: readonly Entry[], lang: Lang): string[] {
  const { card } = uiText(lang);
  const text = ruleText(lang, id);
  const kinds = [...new Set(signs.flatMap(({ values }) => values.kind ?? []))];
  const cases: readonly Values[] = kinds.length > 1 ? kinds.map((kind) => ({ kind })) : [{}];
  return [
    `## ${text.title({})}`,
    ...signLines(signs, lang),
    ...cases.flatMap((values) => [
      ...(values.kind === undefined ? [] : [`### ${values.kind}: ${text.title(values)}`]),
      heading(card.meaning),
      text.meaning(values),
      ...steps(card.fix, text.fix(values, undefined), lang),
      ...steps(card.verify, text.verify(values), lang),
      ...said(card.next, text.next?.(values)),
    ]),
  ].filter((block) => block !== '');
}

function heading(name: string): string {
  return `**${name}**`;
}

function said(name: string, sentence = ''): string[] {
  return sentence === '' ? [] : [heading(name), sentence];
}

function signLines(signs: readonly Entry[], lang: Lang): string[] {
  const words = dictionaryText(lang);
  const lines = signs.map(({ kind, key, facts }) => {
    const name = facts.find(([fact]) => fact === 'name' || fact === 'category')?.[1];
    return `- \`${key}\` (${words.kinds[kind] ?? kind}${name === undefined || name === key ? '' : `: ${name}`})`;
  });
  return lines.length === 0 ? [] : [[...new Set(lines)].join('\n')];
}

function steps(name: string, list: readonly FixStep[], lang: Lang): string[] {
  const { card } = uiText(lang);
  return list.length === 0 ? [] : [heading(name), list.map((step, index) => stepLines(step, index, card)).join('\n')];
}

function stepLines(
  { say, command, destructive, undo }: FixStep,
  index: number,
  card: ReturnType<typeof uiText>['card'],
): string {
  const mark = `${index + 1}. `;
  const indent = ' '.repeat(mark.length);
  const code = (text: string) => ['```', ...text.split('\n'), '```'].map((line) => indent + line);
  return [
    `${mark}${say}`,
    ...(destructive ? [`${indent}**${card.destructive}**`] : []),
    ...(command === undefined ? [] : code(command)),
    ...(undo === undefined ? [] : [`${indent}${card.undo}`, ...code(undo)]),
  ].join('\n');
}

function referencesOf(id: RuleId): string[] {
  const references = rules.find((rule) => rule.id === id)?.references ?? [];
  return references.length === 0 ? [] : ['---', references.map((url) => `- <${url}>`).join('\n')];
}
