import { HmaError, sentence } from '../errors.js';
import type { Entry } from '../explain/entry.js';
import { find } from '../explain/find.js';
import { ruleText } from '../messages/language.js';
import { renderEntry, renderRules, sentencesOf } from '../report/explain.js';
import { rules } from '../rules/index.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { viewFor, writeOutput } from './output.js';

const schema = 'hma-doctor/explain@1';

/** Looks up what is known of a word or code, without any network; without one, lists the rules. */
export async function explain(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const query = operands.join(' ').trim();
  await writeOutput(query === '' ? listed(options, io) : answered(query, options, io), options, io);
  return 0;
}

function listed(options: Options, io: Io): string {
  const view = viewFor(options, io);
  const ids = rules.map(({ id }) => id);
  if (options.format === 'text') return `${renderRules(ids, view)}\n`;
  return asJson(
    ids.map((id) => ({ rule: id, says: ruleText(view.lang, id).title({}) })),
    { schema },
    'rules',
    options,
  );
}

function answered(query: string, options: Options, io: Io): string {
  const { entries, suggestions } = find(query);
  if (entries.length === 0) throw unknown(query, suggestions);
  const view = viewFor(options, io);
  if (options.format === 'text') return `${entries.map((entry) => renderEntry(entry, view)).join('\n\n')}\n`;
  return asJson(
    entries.map((entry) => data(entry, view.lang)),
    { schema, query },
    'entries',
    options,
  );
}

// The values only choose the sentences.
function data(entry: Entry, lang: Parameters<typeof sentencesOf>[1]): object {
  const { kind, key, also, rules, facts, sources, status } = entry;
  const shown = { kind, key, also, rules, sources, status };
  return { ...shown, facts: Object.fromEntries(facts), says: sentencesOf(entry, lang) };
}

// One document, or one line an entry.
function asJson(list: readonly object[], head: object, name: string, { format }: Options): string {
  if (format === 'ndjson') return list.map((one) => `${JSON.stringify({ ...head, ...one })}\n`).join('');
  return `${JSON.stringify({ ...head, [name]: list }, undefined, 2)}\n`;
}

function unknown(query: string, suggestions: readonly string[]): HmaError {
  const shown = query.length > 80 ? `${query.slice(0, 80)}…` : query;
  const meant = suggestions.length === 0 ? '' : sentence` Did you mean ${suggestions.join(', ')}?`;
  return new HmaError(
    'ERR_USAGE',
    sentence`Nothing is known of "${shown}".${meant} Without a word, "hma-doctor explain" lists all rules.`,
  );
}
