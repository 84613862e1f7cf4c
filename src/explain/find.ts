import { distance } from 'fastest-levenshtein';
import { refusalReasons, serverMessages } from '../knowledge/diagnostics.js';
import { mailRefusals } from '../knowledge/mail-refusals.js';
import { buildEntry } from './build-entry.js';
import { allEntries } from './entries.js';
import { type Entry, entry } from './entry.js';

/** What is known of a word, code or sentence; where nothing is, what may have been meant. */
export interface Found {
  readonly entries: readonly Entry[];
  readonly suggestions: readonly string[];
}

/** Longer texts are no question. UTF-16 units. */
const queryLimit = 2000;

/**
 * Looks up a rule, a code, an id, a header, a claim, a build; of a longer text, every code and known sentence in it.
 * Case, blanks and quotes around it do not count.
 */
export function find(query: string): Found {
  const asked = plain(query.slice(0, queryLimit));
  const build = buildEntry(asked);
  const all = allEntries();
  const exact = all.filter((one) => namesOf(one).includes(asked));
  const entries = build ? [build, ...exact] : exact;
  if (entries.length > 0) return { entries, suggestions: [] };
  const inside = insideOf(asked, all);
  return inside.length > 0
    ? { entries: inside, suggestions: [] }
    : { entries: [], suggestions: suggestionsFor(asked, all) };
}

function namesOf({ key, also }: Entry): string[] {
  return [key, ...also].map(plain);
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
function insideOf(text: string, all: readonly Entry[]): Entry[] {
  const named = new Set(text.match(codes) ?? []);
  const templates = new Set(refusalReasons.filter(({ reason }) => reason.test(text)).map(({ template }) => template));
  const refusals = new Set(mailRefusals.filter(({ pattern }) => pattern.test(text)).map((row) => row.text));
  const known = all.filter(
    (one) =>
      namesOf(one).some((name) => named.has(name)) ||
      (one.kind === 'reason' && templates.has(one.key)) ||
      (one.kind === 'mail-refusal' && one.also.some((name) => refusals.has(name))),
  );
  const said = serverMessages.filter(({ message }) => message.test(text));
  return [
    ...known,
    ...said.map((row) => entry('reason', row.template, row, row.rule === undefined ? {} : { rules: [row.rule] })),
  ];
}

const mostSuggestions = 5;

// What contains the words first, then what differs by few letters.
function suggestionsFor(asked: string, all: readonly Entry[]): string[] {
  const limit = Math.max(1, Math.floor(asked.length / 3));
  const scored = all
    .filter(({ kind }) => kind !== 'reason')
    .map((one) => ({ key: one.key, score: Math.min(...namesOf(one).map((name) => scoreOf(asked, name))) }))
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
