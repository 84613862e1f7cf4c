import type { Entry, FactName } from '../explain/entry.js';
import type { DictionaryText } from '../messages/dictionary/dictionary-text.js';
import { dictionaryText, ruleText } from '../messages/language.js';
import type { RuleId } from '../types.js';
import { advice, paragraph, type TextOptions, widthOf } from './card.js';
import { columns } from './columns.js';
import { painter } from './paint.js';
import { printable } from './printable.js';

/** One entry of the dictionary as text: what it is, what it means, what is known, what to do. No line break at its end. */
export function renderEntry(entry: Entry, options: TextOptions): string {
  const words = dictionaryText(options.lang);
  const kind = words.kinds[entry.kind] ?? entry.kind;
  const width = widthOf(options);
  const { key } = entry;
  const [heading = '', ...rest] = paragraph(`${key} (${kind})`, width, 0);
  return [
    painter(options.color).strong(heading),
    ...rest,
    ...block(sentencesOf(entry, options.lang).flatMap((sentence) => paragraph(sentence, width, 2))),
    ...block(factLines(entry, options)),
    ...entry.rules.flatMap((rule) => ruleLines(entry, rule, options)),
    ...block(sourceLines(entry, options)),
  ].join('\n');
}

/** What an entry means, in the language: its own sentence, and what its rules say. */
export function sentencesOf({ kind, key, rules, values }: Entry, lang: TextOptions['lang']): string[] {
  const own = ownSentence(kind, key, dictionaryText(lang));
  if (own !== undefined) return [own];
  return concernsNobody.has(kind) ? [] : rules.map((rule) => ruleText(lang, rule).title(values));
}

function ownSentence(kind: Entry['kind'], key: string, { headers, claims, words }: DictionaryText): string | undefined {
  if (kind === 'header') return headers[key.toLowerCase()];
  if (kind === 'claim') return claims[key];
  return kind === 'server-ability' ? words[`can:${key}`] : undefined;
}

/** The list of all rules, each with its sentence. */
export function renderRules(ids: readonly RuleId[], options: TextOptions): string {
  const words = dictionaryText(options.lang);
  const width = widthOf(options);
  const paint = painter(options.color);
  return [
    ...paragraph(words.allRules(ids.length), width, 0),
    '',
    ...ids.flatMap((id) => [paint.strong(id), ...paragraph(ruleText(options.lang, id).title({}), width, 4)]),
    '',
    ...paragraph(words.hint, width, 0),
  ].join('\n');
}

function block(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function factLines({ facts }: Entry, { lang, ...options }: TextOptions): string[] {
  const words = dictionaryText(lang);
  const rows = facts.map(([name, value]) => [words.facts[name] ?? name, wordOf(words, name, value)] as const);
  const label = Math.max(0, ...rows.map(([name]) => columns(name)));
  return rows.flatMap(([name, value]) => {
    const [first = '', ...more] = paragraph(value, widthOf({ lang, ...options }), label + 4);
    return [`  ${printable(name)}${' '.repeat(label + 2 - columns(name))}${first.trimStart()}`, ...more];
  });
}

// Several builds, clients or abilities stand in one fact.
function wordOf({ words }: DictionaryText, name: FactName, value: string): string {
  const said = (one: string) => words[`${name}:${one}`] ?? words[one] ?? one;
  return name === 'can' ? value.split(', ').map(said).join(', ') : said(value);
}

// They may be the concern of a rule, and are none by themselves: its advice would be for nobody.
const concernsNobody: ReadonlySet<Entry['kind']> = new Set([
  'build',
  'server-ability',
  'product',
  'client',
  'client-switch',
  'retirement',
  'policy-switch',
  'cloud-host',
  'device',
  'network-code',
]);

function ruleLines(entry: Entry, rule: RuleId, options: TextOptions): string[] {
  const words = dictionaryText(options.lang);
  const named = entry.kind === 'rule' ? [] : ['', `  ${words.rule}: ${rule}`];
  return concernsNobody.has(entry.kind) ? named.slice(1) : [...named, ...advice(rule, entry.values, options)];
}

function sourceLines({ sources, status }: Entry, options: TextOptions): string[] {
  const words = dictionaryText(options.lang);
  const sure = status === undefined ? '' : ` (${words.confidence[status] ?? status})`;
  const width = widthOf(options);
  if (sources.length === 1) return paragraph(`${words.sources}: ${sources[0]}${sure}`, width, 2);
  return [`  ${words.sources}:${sure}`, ...sources.flatMap((source) => paragraph(source, width, 4, '- '))];
}
