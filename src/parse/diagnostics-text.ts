/** The many prints of one `x-ms-diagnostics` value, brought back to the form on the wire. */

/**
 * Straightens quotes, joins wrapped lines, gives blanks back to IIS-log values, and takes off brackets and outer
 * quotes of the print.
 */
export function diagnosticsText(printed: string): string {
  const straight = joinLines(straightQuotes(printed));
  return withBlanks(withoutWrapper(straight));
}

/** Typographic, escaped (`\"`, `\'`, `\u0027`, `&quot;`) and doubled (CSV, YAML) quotes become plain ones. */
function straightQuotes(text: string): string {
  const plain = text
    .replace(/[“”„‟]|\\u0022/g, '"')
    .replace(/[‘’‚‛]|\\u0027/g, "'")
    .replaceAll('&quot;', '"')
    .replaceAll('\\"', '"')
    .replaceAll("\\'", "'")
    .replaceAll('&#39;', "'")
    .replace(/''(?=\w)|(?<=\w\/?)''/g, "'");
  return /=[ \t]?""[^";,.\s]/.test(plain) ? plain.replaceAll('""', '"') : plain;
}

function joinLines(text: string): string {
  if (!text.includes('\n')) return text;
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ')
    .trim();
}

/** `[2000001;…]` of the MIP SDK, `"3000006;reason="…";category="…""` of devtools (the first quote may be lost). */
function withoutWrapper(text: string): string {
  const inner = text.startsWith('[') ? text.slice(1) : text;
  if (/^\d/.test(inner) && /[^=]""$/.test(inner.slice(-3))) return inner.slice(0, -1);
  if (!/^["'`]\d/.test(inner)) return inner;
  const last = inner.at(-1);
  return last === inner[0] && last !== undefined ? inner.slice(1, -1) : inner.slice(1);
}

/** IIS logs print `+` for a blank: a value with no blank at all, and plus signs between its words. */
function withBlanks(text: string): string {
  const isLogged = !text.includes(' ') && /[a-z']\+[a-z']/i.test(text);
  return isLogged ? text.replaceAll('+', ' ') : text;
}
