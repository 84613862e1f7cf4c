/**
 * Wire text is hostile: a latin1 head makes C1 controls of 0x80-9F, a name may hold bidi overrides, and JSON.stringify
 * leaves U+009B, U+202E and U+007F as they are. Everything that is shown or written goes through one of these two.
 */

// Controls, format characters (bidi, zero-width, soft hyphen, tags), lone surrogates, U+2028/9, and what fonts do not draw.
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
// The same without the C0 controls: JSON.stringify escapes those inside strings, and its own newlines must stay.
const hiddenInJson = /[\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
// Nearly all text is this, and is spared the classes above: to make them takes longer than to judge a token.
const plain = /^[ -~]*$/;
const plainJson = /^[\n -~]*$/;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Text as it may stand in a terminal or on one line of a report: whatever moves the cursor, reorders or hides text
 * becomes a visible escape (`\x1b`, `\u202e`, `\u{e0001}`, `\n`). A quote is one line, so newline and tab too. A
 * backslash of the text itself stays single: this is for reading, not for reading back. Linear.
 */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return text.replace(hidden, (unit) => short[unit] ?? escaped(unit.codePointAt(0) ?? 0));
}

/**
 * JSON of the value, indented by two, in which DEL, C1, bidi, zero-width and U+2028/9 are `\uXXXX`. It parses back to
 * the same value, with U+FFFD for lone surrogates. Undefined gives `null`.
 */
export function jsonText(value: unknown): string {
  return guarded(JSON.stringify(value, wellFormed, 2));
}

/** The same on one line, for formats in which a line is a value. */
export function jsonLine(value: unknown): string {
  return guarded(JSON.stringify(value, wellFormed));
}

// An escape such as `\ud800` alone is no text: strict readers of JSON (yyjson, serde) refuse the whole line.
function wellFormed(_name: string, value: unknown): unknown {
  return typeof value === 'string' && !plain.test(value) ? value.replace(/\p{Cs}/gu, '\ufffd') : value;
}

function guarded(json = 'null'): string {
  if (plainJson.test(json)) return json;
  return json.replace(hiddenInJson, (units) =>
    Array.from({ length: units.length }, (_, index) => `\\u${hex(units.charCodeAt(index), 4)}`).join(''),
  );
}

function escaped(point: number): string {
  if (point <= 0xff) return `\\x${hex(point, 2)}`;
  return point <= 0xffff ? `\\u${hex(point, 4)}` : `\\u{${hex(point, 1)}}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
