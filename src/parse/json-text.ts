/**
 * JSON as people and truncated captures bring it: typographic quotes from a mail or an article, no-break spaces, an
 * end that is missing. Nothing here throws, and nothing that is nested deeper than 64 is read at all, because
 * whoever prints it later may recurse.
 */

const depthLimit = 64;

/** A JSON object, or undefined for anything else. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads a JSON object as it should be. */
export function readJsonObject(text: string): JsonObject | undefined {
  if (depthOf(text) > depthLimit) return undefined;
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined; // not JSON: the caller says what that means
  }
}

/** Reads a JSON object as it was pasted: typographic quotes and no-break spaces are set right first. */
export function readPastedObject(text: string): JsonObject | undefined {
  const plain = text.trim().startsWith('"') ? `{${text}}` : text;
  return readJsonObject(plain) ?? readJsonObject(straighten(plain));
}

/** Reads the whole members at the beginning of an object whose end is missing. */
export function readCutObject(text: string): JsonObject | undefined {
  const end = lastMemberEnd(text);
  return end > 0 ? readJsonObject(`${text.slice(0, end)}}`) : undefined;
}

/** The offset after the object that begins at `from`; -1 when it does not end. */
export function objectEnd(text: string, from: number): number {
  for (const { at, depth } of brackets(text, from)) if (depth === 0) return at + 1;
  return -1;
}

/** Is it deeper than what is read here? */
export function isTooDeep(text: string): boolean {
  return depthOf(text) > depthLimit;
}

/** An object that is no array and not null. */
export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function straighten(text: string): string {
  return text
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[\u00A0\u2007\u202F\uFEFF\u200B]/g, ' ')
    .replace(/,(?=\s?\s?[}\]])/g, ''); // a comma left before the end
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) at = stringEnd(text, at);
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return deepest;
}

const quote = 0x22;
const backslash = 0x5c;

// Where the string that opens at `open` closes; the end of the text where it does not.
function stringEnd(text: string, open: number): number {
  let at = open + 1;
  while (at < text.length && text.charCodeAt(at) !== quote) at += text.charCodeAt(at) === backslash ? 2 : 1;
  return at;
}

function lastMemberEnd(text: string): number {
  let end = 0;
  for (const { char, at, depth } of brackets(text, 0)) if (depth === 1 && char === ',') end = at;
  return end;
}

// Brackets and commas outside strings, with the depth after them.
function* brackets(text: string, from: number): Generator<{ char: string; at: number; depth: number }> {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') yield { char, at, depth: ++depth };
    else if (char === '}' || char === ']') yield { char, at, depth: --depth };
    else if (char === ',') yield { char, at, depth };
  }
}
