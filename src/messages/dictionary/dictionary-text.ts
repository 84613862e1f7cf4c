/** Every word of `explain` that belongs to no rule, in one language. The keys are those of the entries. */
export interface DictionaryText {
  /** What kinds of entries are called. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly facts: Readonly<Record<string, string>>;
  /** Values of facts that are words of ours, with the name of the fact in front where it decides; others are shown as they are. */
  readonly words: Readonly<Record<string, string>>;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** By name. */
  readonly claims: Readonly<Record<string, string>>;
  readonly rule: string;
  readonly sources: string;
  readonly confidence: Readonly<Record<string, string>>;
  /** Above the list of all rules. */
  readonly allRules: (count: number) => string;
  /** Below it. */
  readonly hint: string;
}
