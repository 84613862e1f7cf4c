import type { RuleId } from '../types.js';

/** What can be looked up. */
export type EntryKind =
  | 'rule'
  | 'diagnostics'
  | 'reason'
  | 'aadsts'
  | 'adfs'
  | 'application'
  | 'build'
  | 'header'
  | 'claim'
  | 'virtual-directory'
  | 'response-code'
  | 'status-code'
  | 'server-ability'
  | 'product'
  | 'client'
  | 'client-sign'
  | 'client-switch'
  | 'program'
  | 'issuer'
  | 'other-resource'
  | 'retirement'
  | 'policy-switch'
  | 'network-code'
  | 'device'
  | 'mail-refusal'
  | 'cloud-host';

/** What is known of an entry beside sentences; the words for these are in `messages/dictionary`. */
export type FactName =
  | 'name'
  | 'category'
  | 'number'
  | 'role'
  | 'from'
  | 'tokens'
  | 'cloud'
  | 'protocol'
  | 'product'
  | 'release'
  | 'released'
  | 'can'
  | 'supported'
  | 'since'
  | 'begins'
  | 'ends'
  | 'ability'
  | 'client'
  | 'sign'
  | 'issuer'
  | 'protection'
  | 'scopes'
  | 'profiles'
  | 'place'
  | 'value'
  | 'effect'
  | 'says'
  | 'needs';

export type Fact = readonly [name: FactName, value: string];

/** One entry of the offline dictionary, free of language. */
export interface Entry {
  readonly kind: EntryKind;
  /** As people look it up. */
  readonly key: string;
  /** Other spellings of it. */
  readonly also: readonly string[];
  /** Finds it in a text of any length, as it was given. */
  readonly recognises?: (text: string) => boolean;
  /** The rules that rest on it. */
  readonly rules: readonly RuleId[];
  /** Which case of its rule it is, for the rule's sentences. */
  readonly values: Readonly<Record<string, string>>;
  readonly facts: readonly Fact[];
  /** Where it is known from; for a rule, where to read more. */
  readonly sources: readonly string[];
  /** How sure it is: seen in an official source, a secondary one, or only commonly known. Missing for rules. */
  readonly status?: string;
}

/** What most rows have in common. */
export interface Sourced {
  readonly source: string;
  readonly status: string;
}

/** Makes an entry of a row; what is not given is empty. */
export function entry(
  kind: EntryKind,
  key: string,
  { source, status }: Sourced,
  own: Partial<Pick<Entry, 'also' | 'recognises' | 'rules' | 'values'>> & {
    readonly facts?: readonly (Fact | undefined)[];
  } = {},
): Entry {
  const { also = [], rules = [], values = {}, facts = [], recognises } = own;
  return {
    kind,
    key,
    also,
    ...(recognises && { recognises }),
    rules,
    values,
    facts: facts.filter((fact): fact is Fact => fact !== undefined && fact[1] !== ''),
    sources: [source],
    status,
  };
}

/** The case of its rule that a row belongs to. */
export function kindOf({ kind }: { readonly kind?: string }): Readonly<Record<string, string>> {
  return kind === undefined ? {} : { kind };
}

/** A fact where there is a value for it. */
export function fact(name: FactName, value: string | undefined): Fact | undefined {
  return value === undefined ? undefined : [name, value];
}
