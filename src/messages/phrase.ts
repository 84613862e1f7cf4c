import type { RuleText, Values } from './rule-texts.js';

/** A language's sentences about one rule. */
export type RuleSentences = Omit<RuleText, 'fix' | 'verify'>;

/** A language's sentence for a step. */
export type StepSentence = string | ((v: Values) => string);

/** A language's sentences for a family's steps. */
export type StepSentences<Id extends string> = Readonly<Record<Id, StepSentence>>;

/** The phrase made of a value, or nothing at all when it is missing. */
export function given(value: string | undefined, phrase: (value: string) => string): string {
  return value === undefined || value === '' ? '' : phrase(value);
}

/** `500011` as people look it up: `AADSTS500011`; any other word as it is. */
export function errorCode(code: string): string {
  return /^\d+$/.test(code) ? `AADSTS${code}` : code;
}
