/** Values that a server may send in place of a host, a user or a server name. */
export const hostileValues: readonly string[] = [
  "'; Remove-Mailbox *; '",
  '\u2019; Remove-Mailbox *',
  '\u201c; Remove-Mailbox *; \u201d',
  'mail.contoso.com\nRemove-Mailbox *',
  'mail.contoso.com Remove-Mailbox',
  'https://mail.contoso.com/$(Remove-Mailbox *)/',
  '`Remove-Mailbox`@contoso.com',
  '\u202eliam.evil\u202c-Remove-Mailbox',
  '\x1b]0;Remove-Mailbox\x07',
  '\x9b31mRemove-Mailbox',
  '-Confirm:$false|Remove-Mailbox',
  'Remove-Mailbox\u0000',
  'Remove-Mailbox\ud800',
  '\u200bRemove-Mailbox\u2028',
  'Remove-Mailbox'.padEnd(5000, '!'),
];

/** Nothing that moves a cursor, hides or reorders text; the line break is the report's own. */
export const unsafe = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u;
