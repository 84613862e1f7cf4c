import { distance } from 'fastest-levenshtein';
import { buildEntry, releaseEntries } from './build-entry.js';
import { allEntries } from './entries.js';
import type { Entry } from './entry.js';

/** What is known of a word, code or sentence; where nothing is, what may have been meant. */
export interface Found {
  readonly entries: readonly Entry[];
  readonly suggestions: readonly string[];
}

/** Longer texts are no question. UTF-16 units. */
const queryLimit = 2000;

/**
 * Looks up a rule, a code, an id, a header, a claim, a build or release; of a longer text, every code, known sentence and
 * sign in it. Case, blanks and quotes around it do not count.
 */
export function find(query: string): Found {
  const given = query.slice(0, queryLimit).trim();
  const asked = plain(given);
  const build = buildEntry(asked);
  const all = named();
  const exact = all.filter(({ names }) => names.includes(asked)).map(({ one }) => one);
  const entries = build ? [build, ...exact] : [...exact, ...releaseEntries(asked)];
  if (entries.length > 0) return { entries, suggestions: [] };
  const inside = insideOf(given, all);
  return inside.length > 0
    ? { entries: inside, suggestions: [] }
    : { entries: [], suggestions: suggestionsFor(asked, all) };
}

/** An entry with its names as they are compared. */
interface Named {
  readonly one: Entry;
  readonly names: readonly string[];
}

let known: readonly Named[] | undefined;

// Made at the first question.
function named(): readonly Named[] {
  known ??= allEntries().map((one) => ({ one, names: [one.key, ...one.also].map(plain) }));
  return known;
}

function plain(text: string): string {
  return text
    .trim()
    .replace(/^["'“”`]|["'“”`:]$/g, '')
    .replace(/^aadsts[ -](?=\d)/i, 'aadsts')
    .toLowerCase();
}

const codes = /aadsts\d{4,8}|msis\d{4}|\b[24]0000\d\d\b|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

// A header line, an error text, a line of a log: what is known by itself.
function insideOf(text: string, all: readonly Named[]): Entry[] {
  const said = new Set(text.toLowerCase().match(codes) ?? []);
  const isInside = ({ one, names }: Named) => names.some((name) => said.has(name)) || one.recognises?.(text);
  return all.filter(isInside).map(({ one }) => one);
}

const mostSuggestions = 5;

// What contains the words first, then what differs by few letters.
function suggestionsFor(asked: string, all: readonly Named[]): string[] {
  const limit = Math.max(1, Math.floor(asked.length / 3));
  const scored = all
    .filter(({ one }) => one.kind !== 'reason')
    .map(({ one, names }) => ({ key: one.key, score: Math.min(...names.map((name) => scoreOf(asked, name))) }))
    .filter(({ score }) => score <= limit)
    .sort((a, b) => a.score - b.score || (a.key < b.key ? -1 : 1));
  return [...new Set(scored.map(({ key }) => key))].slice(0, mostSuggestions);
}

function scoreOf(asked: string, name: string): number {
  if (asked.length >= 3 && name.includes(asked)) return 0;
  const words = asked.split(/[\s-]+/).filter((word) => word.length >= 3);
  if (words.length > 1 && words.every((word) => name.includes(word))) return 1;
  return distance(asked, name);
}
