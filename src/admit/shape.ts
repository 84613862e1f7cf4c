/** How secrets look when nothing around them says so. */

const guid = /^[{(]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[)}]?$/i;
// Also inside a path, and with the underscores of a file name.
const guids = /[0-9a-f]{8}([-_])[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}/gi;
const codePoint = { zero: 48, nine: 57, upperA: 65, upperZ: 90, lowerA: 97, lowerZ: 122 };

/** Is it a GUID, with or without braces? */
export function isGuid(text: string): boolean {
  return text.length <= 38 && guid.test(text);
}

/**
 * Does a run of letters and digits look made by a machine? Words, even in camel case and with a version number, change
 * between upper case, lower case and digits once in four units or less; base64 and hex do so in every second.
 *
 * @param least - Shorter runs never look random.
 */
export function looksRandom(run: string, least: number): boolean {
  return run.length >= least && isRestless(run.replace(guids, ''), least);
}

function isRestless(run: string, least: number): boolean {
  let counted = 0;
  let changes = 0;
  let digits = 0;
  let before = 0;
  for (let at = 0; at < run.length; at++) {
    const kind = kindOf(run.charCodeAt(at));
    if (kind === 0) continue;
    counted++;
    if (kind === 1) digits++;
    if (before !== 0 && kind !== before) changes++;
    before = kind;
  }
  return digits > 0 && digits < counted && counted >= least * 0.8 && changes >= counted * 0.3;
}

/** Has the text a run of at least 20 units that looks random and is no GUID? */
export function hasRandomRun(text: string): boolean {
  if (text.length < 20) return false;
  for (const [run] of text.matchAll(/[A-Za-z0-9_+/~-]{20,}/g)) if (looksRandom(run, 20)) return true;
  return false;
}

/** Reads base64 or base64url as UTF-8; undefined unless it is the beginning of a JSON object in plain text. */
export function decodeJsonObject(base64: string): string | undefined {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a decoded text must not hold
  return /^\s*\{/.test(text) && !/[\u0000-\u0008\u000e-\u001f\ufffd]/.test(text.slice(0, -1)) ? text : undefined;
}

/** Takes the outer blanks off and gives all three parts. */
export function outerBlanks(text: string): readonly [before: string, core: string, after: string] {
  const core = text.trim();
  if (core.length === text.length) return ['', core, ''];
  const start = text.length - text.trimStart().length;
  return [text.slice(0, start), core, text.slice(start + core.length)];
}

function kindOf(code: number): 0 | 1 | 2 | 3 {
  if (code >= codePoint.zero && code <= codePoint.nine) return 1;
  if (code >= codePoint.upperA && code <= codePoint.upperZ) return 2;
  if (code >= codePoint.lowerA && code <= codePoint.lowerZ) return 3;
  return 0;
}
