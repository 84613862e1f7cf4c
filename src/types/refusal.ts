/** In which words Exchange, Entra ID and the mail protocols refuse. */

import type { Defect } from './transaction.js';

/**
 * Whose dialect of `x-ms-diagnostics` (or of its JSON successor) this is.
 * `exchange-json`: `{"error":{"code":…,"innerError":{"errorUrl":"https://aka.ms/autherrors#…"}}}`.
 */
export type DiagnosticsDialect = 'exchange' | 'exchange-json' | 'skype' | 'sharepoint' | 'mip' | 'unknown';

/** One `x-ms-diagnostics` value. */
export interface Diagnostics {
  readonly dialect: DiagnosticsDialect;
  readonly code?: number;
  readonly reason?: string;
  /** Lower case; the final full stop of PowerShell prints removed. */
  readonly error_category?: string;
  /** SharePoint's name for it. */
  readonly category?: string;
  readonly source?: string;
  readonly appName?: string;
  /** As it stood on the wire, to be quoted. */
  readonly raw: string;
}

/** One OAuth error from Entra ID or AD FS. */
export interface EntraError {
  readonly form: 'redirect' | 'json' | 'html' | 'form-post' | 'text';
  readonly error?: string;
  readonly error_description?: string;
  /** Every AADSTS number named in the text, in order. */
  readonly codes: readonly number[];
  /**
   * The one that counts: the innermost of the text. `error_codes` of the JSON counts only where `error` is a
   * registered OAuth word and the text names no number: a number beside a made-up word proves nothing.
   */
  readonly code?: number;
  /** AD FS: `MSIS9224` and the like. */
  readonly msis?: string;
  readonly suberror?: string;
  readonly claims?: string;
  readonly trace_id?: string;
  readonly correlation_id?: string;
  readonly timestamp?: string;
  /** The resource that the text names, as printed (`https://mail.contoso.com/`). */
  readonly resource?: string;
  /** The tenant that the text names, as printed. */
  readonly tenant?: string;
  readonly defects: readonly Defect[];
  /** What to quote: the error text as a person reads it, not longer than 1,000 units. */
  readonly raw: string;
}

/** What SMTP AUTH, POP or IMAP of Exchange Online answered, in pasted text. */
export interface MailRefusal {
  /**
   * `password` and `not-signed-in` do not tell why; `smtp-off-…`: SMTP AUTH itself is switched off; the others name their
   * reason.
   */
  readonly kind:
    | 'basic-retired'
    | 'smtp-off-tenant'
    | 'smtp-off-mailbox'
    | 'security-defaults'
    | 'conditional-access'
    | 'password'
    | 'not-signed-in';
  readonly protocol: 'smtp' | 'pop' | 'imap' | 'mail';
  /** `550 5.7.30`; missing where the protocol has no codes. */
  readonly code?: string;
  /** As it stood in the text. */
  readonly raw: string;
}
