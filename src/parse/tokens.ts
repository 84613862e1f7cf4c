/** The small words of challenges: blanks, tokens, and the schemes we know by name. */

// A quotation mark or backtick is a token character in RFC 9110, but in print it is the quote around the header.
const tokenChar = /[\w!#$%&*+.^|~-]/;

/** The first position at or after `at` that is not a blank (space, tab, CR, LF). */
export function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && isBlank(text[next])) next++;
  return next;
}

export function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r' || char === '\u00a0';
}

/** The token (RFC 9110 §5.6.2) that starts at `at`; empty when there is none. */
export function readToken(text: string, at: number): string {
  let end = at;
  while (end < text.length && tokenChar.test(text[end] ?? '')) end++;
  return text.slice(at, end);
}

/** The run of token68 characters at `at`, its closing `=` included (RFC 9110 §11.2). */
export function readToken68(text: string, at: number): string {
  let end = at;
  while (end < text.length && /[\w\-.~+/]/.test(text[end] ?? '')) end++;
  if (end === at) return '';
  while (text[end] === '=') end++;
  return text.slice(at, end);
}

const schemes: ReadonlySet<string> = new Set(
  'basic bearer digest dpop hoba kerberos mutual nego2 negotiate ntlm pop scram-sha-1 scram-sha-256 wlid1.1'.split(' '),
);

/** Is it the name of a scheme seen at or beside Exchange (in any case)? */
export function isKnownScheme(token: string): boolean {
  return schemes.has(token.toLowerCase());
}
