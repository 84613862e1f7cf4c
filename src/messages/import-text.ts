/** What can be said of an input: the codes that there are sentences for. Any other code is shown raw. */

/** What an input can be; `live` is a run of the proxy. */
export type FormatCode = 'har' | 'saz' | 'mitmproxy' | 'netlog' | 'charles' | 'log' | 'text' | 'token' | 'live';

/** What a source cannot show. */
export type LimitCode = 'truncated' | 'sanitised' | 'no-times' | 'local-times';

/** Why something in a source was not read as a transaction. */
export type SkipCode = 'damaged';

/** What was mended while reading. */
export type RepairCode =
  | 'wrapped-lines-joined'
  | 'glued-lines-split'
  | 'quotes-undone'
  | 'escapes-undone'
  | 'prints-undone';

/** A phrase about so many of something: `3 wrapped lines joined`. */
export type CountText = (count: number) => string;

/** The import report's words, in one language. */
export interface ImportText {
  readonly heading: string;
  /** The first line about an input; `format` is one of the names below. */
  readonly source: (about: ImportedSource) => string;
  readonly formats: Readonly<Record<FormatCode, string>>;
  /** Before the reasons, which may be missing. */
  readonly skipped: (count: number, reasons: string) => string;
  readonly mended: (repairs: string) => string;
  /** Between reasons, and between repairs. */
  readonly separator: string;
  readonly limits: Readonly<Record<LimitCode, string>>;
  readonly skips: Readonly<Record<SkipCode, CountText>>;
  readonly repairs: Readonly<Record<RepairCode, CountText>>;
}

/** What the first line about an input names. */
export interface ImportedSource {
  readonly name: string;
  readonly format: string;
  readonly producer: string | undefined;
  readonly transactions: number;
}
