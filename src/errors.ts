/**
 * Every error of ours that a person may meet. Its message says what, where, and what to try, and never holds a
 * secret. The wire being wrong is data, not an error; the programmer being wrong is a TypeError.
 */

/** Published names: never renamed, never reused. */
export type HmaErrorCode =
  | 'ERR_USAGE'
  | 'ERR_INPUT_NOT_FOUND'
  | 'ERR_INPUT_IS_FOLDER'
  | 'ERR_INPUT_EMPTY'
  | 'ERR_INPUT_UNREADABLE'
  | 'ERR_CAPTURE_UNKNOWN'
  | 'ERR_CAPTURE_INVALID'
  | 'ERR_CAPTURE_PASSWORD_NEEDED'
  | 'ERR_CAPTURE_PASSWORD_WRONG'
  | 'ERR_TOKEN_INVALID'
  | 'ERR_LISTEN'
  | 'ERR_CERTIFICATES'
  | 'ERR_SYSTEM'
  | 'ERR_OUTPUT'
  | 'ERR_LAB'
  | 'ERR_INTERNAL';

/** Exit codes of the command line, a contract. */
export const exitCodes = { ok: 0, findings: 1, usage: 2, unreadable: 3, failure: 4, interrupted: 130 } as const;

const exitCodeOf = {
  ERR_USAGE: exitCodes.usage,
  ERR_INPUT_NOT_FOUND: exitCodes.unreadable,
  ERR_INPUT_IS_FOLDER: exitCodes.unreadable,
  ERR_INPUT_EMPTY: exitCodes.unreadable,
  ERR_INPUT_UNREADABLE: exitCodes.unreadable,
  ERR_CAPTURE_UNKNOWN: exitCodes.unreadable,
  ERR_CAPTURE_INVALID: exitCodes.unreadable,
  ERR_CAPTURE_PASSWORD_NEEDED: exitCodes.unreadable,
  ERR_CAPTURE_PASSWORD_WRONG: exitCodes.unreadable,
  ERR_TOKEN_INVALID: exitCodes.unreadable,
  ERR_LISTEN: exitCodes.failure,
  ERR_CERTIFICATES: exitCodes.failure,
  ERR_SYSTEM: exitCodes.failure,
  ERR_OUTPUT: exitCodes.failure,
  ERR_LAB: exitCodes.failure,
  ERR_INTERNAL: exitCodes.failure,
} as const satisfies Record<HmaErrorCode, number>;

/**
 * A sentence with its values apart, made by `sentence`: English by itself, and the key to the same sentence in other languages.
 * It holds plain data, so that it can go from one thread to another.
 */
export interface Sentence {
  /** The English sentence, `{1}`, `{2}` … where its values stand. */
  readonly key: string;
  readonly values: readonly (string | number | Sentence)[];
}

/** A tag for template literals: sentence`Cannot read "${name}": ${reason}`, where the reason may be one, too. */
export function sentence(strings: TemplateStringsArray, ...values: readonly (string | number | Sentence)[]): Sentence {
  const key = strings.reduce((text, part, index) => `${text}{${index}}${part}`);
  return { key, values };
}

/** The sentence in the words that `sentenceOf` gives for its key: its own ones, when nothing is given. */
export function spoken(sentence: Sentence, sentenceOf: (key: string) => string = (key) => key): string {
  return sentenceOf(sentence.key).replace(/\{(\d+)\}/g, (_place, number: string) => {
    const value = sentence.values[Number(number) - 1] ?? '';
    return typeof value === 'object' ? spoken(value, sentenceOf) : String(value);
  });
}

/** An input or a circumstance is wrong: what, where, what to try. */
export class HmaError extends Error {
  override readonly name = 'HmaError';
  readonly code: HmaErrorCode;
  /** The exit code of a command that ends with it. */
  readonly exitCode: number;
  /** What `message` says in English, for other languages. */
  readonly sentence: Sentence;

  constructor(code: HmaErrorCode, sentence: Sentence, options?: { cause?: unknown }) {
    super(spoken(sentence), options);
    this.sentence = sentence;
    this.code = code;
    this.exitCode = exitCodeOf[code];
  }
}
