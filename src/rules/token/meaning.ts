import { type ReasonRow, refusalCategories, refusalReasons } from '../../knowledge/diagnostics.js';
import type { Confidence, Diagnostics, RuleId } from '../../types.js';

/** What diagnostics mean, by the tables of what is known. */
export interface Meaning {
  readonly rule: RuleId;
  /** Which of the rule's branches, where the reason tells. */
  readonly kind?: string;
  /** `medium` where only a number, or a listing of old builds, says so. */
  readonly confidence: Confidence;
}

// Where a console or a mail cuts lines, blanks are lost ("the userspecified by").
const sentences = refusalReasons.map((row) => ({
  row,
  pattern: new RegExp(row.reason.source.replace(/ \??/g, ' ?'), 'i'),
}));

/**
 * Reads diagnostics by the category first, then by the reason, and by the number last: a number speaks only where there
 * is no word, since numbers have moved between builds. Within a category the reason chooses.
 */
export function meaningOf(diagnostics: Diagnostics): Meaning {
  const known = meanings.get(diagnostics);
  if (known) return known;
  const meaning = readMeaning(diagnostics);
  meanings.set(diagnostics, meaning);
  return meaning;
}

// Every rule of the family asks, and equal lines of a capture are one object.
const meanings = new WeakMap<Diagnostics, Meaning>();

function readMeaning(diagnostics: Diagnostics): Meaning {
  const { error_category: word, reason, code } = diagnostics;
  const fitting = sentences.flatMap(({ row, pattern }) => (pattern.test(reason ?? '') ? [row] : []));
  const category = refusalCategories.find((row) => row.category === word);
  const sentence = category ? fitting.find((row) => isOf(row, category.category)) : fitting[0];
  const row = sentence ?? category;
  if (row) return { ...branchOf(sentence), rule: row.rule, confidence: trustIn(row.status) };
  const numbered = word === undefined ? refusalCategories.find((known) => known.code === code) : undefined;
  return numbered ? { rule: numbered.rule, confidence: 'medium' } : { rule: 'token-refused', confidence: 'high' };
}

function isOf({ category, also = [] }: ReasonRow, word: string): boolean {
  return category === word || also.includes(word);
}

function branchOf(row: ReasonRow | undefined): { readonly kind?: string } {
  return row?.kind === undefined ? {} : { kind: row.kind };
}

function trustIn(status: ReasonRow['status']): Confidence {
  return status === 'verified-old' || status === 'unverified' ? 'medium' : 'high';
}
