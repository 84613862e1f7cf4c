/** What can be said of an input: the codes that there are sentences for. Any other code is shown raw. */

/** What an input can be; `live` is a run of the proxy. */
export type FormatCode = 'har' | 'saz' | 'mitmproxy' | 'netlog' | 'charles' | 'log' | 'text' | 'token' | 'live';

/** What a source cannot show. */
export type LimitCode =
  | 'truncated'
  | 'more-behind'
  | 'sanitised'
  | 'no-times'
  | 'local-times'
  | 'no-headers'
  | 'no-bodies'
  | 'no-request-bodies'
  | 'bodies-dropped'
  | 'newer-version'
  | 'request-bodies-dropped'
  | 'fiddler-body-limit'
  | 'alike-counted'
  | 'too-many-at-once';

/** Why something in a source was not read as a transaction. */
export type SkipCode =
  | 'damaged'
  | 'damaged-events'
  | 'cut'
  | 'too-large'
  | 'not-an-entry'
  | 'not-http'
  | 'not-sent'
  | 'no-request'
  | 'encrypted'
  | 'unsupported';

/** What was mended while reading. */
export type RepairCode = TextRepairCode | ArchiveRepairCode | 'resynchronised' | 'utf-16-decoded' | 'jsonp-unwrapped';

/** In text that people paste. */
type TextRepairCode =
  | 'invisible-characters-removed'
  | 'quoted-printable-undone'
  | 'base64-undone'
  | 'html-undone'
  | 'rtf-undone'
  | 'mail-quotes-undone'
  | 'line-prefixes-removed'
  | 'markup-undone'
  | 'quotes-undone'
  | 'escapes-undone'
  | 'prints-undone'
  | 'misread-letters-mended'
  | 'glued-lines-split'
  | 'wrapped-lines-joined';

/** In archives and files of records. */
type ArchiveRepairCode =
  | 'directory-rebuilt'
  | 'duplicate-names'
  | 'unsafe-names'
  | 'too-many-entries'
  | 'checksum-mismatches'
  | 'damaged-sessions-kept'
  | 'damaged-flows-read';

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
