import { isStrongName } from './header-names.js';

/** Header values that were wrapped: by a mail program, a terminal, or by hand. */

const parameter =
  /^,?\s{0,20}(?:client_id|trusted_issuers|token_types|authorization_uri|issuer_kind|error|error_description|error_category|reason|category|realm|claims|resource_id|scope|charset)\s{0,5}=/i;

/** How a header's value stands before its next line. Kept beside the value, so that a long wrap stays linear. */
export interface OpenValue {
  /** A straight quote is open. */
  quoted: boolean;
  /** The last line that was joined. */
  last: string;
  /** Indent of the header line. */
  readonly indent: number;
}

/** The state after a header line. */
export function openValue(rawLine: string, value: string): OpenValue {
  return { quoted: isOdd(value), last: value, indent: indentOf(rawLine) };
}

/** Does this line, which is no header line, continue the value? */
export function continues(open: OpenValue, rawLine: string): boolean {
  const line = rawLine.trim();
  if (open.quoted || open.last === '' || /[;,=]$/.test(open.last)) return true;
  if (endsInName(open.last)) return true;
  if (indentOf(rawLine) > open.indent && !/^[{<]/.test(line)) return true;
  return parameter.test(line) || isBrokenWord(open.last, line);
}

// "…invalid_resource" WWW-Authenticate:", and the value on the next line: heads that lost their line ends are wrapped so.
function endsInName(last: string): boolean {
  const name = /[\s"'](?<name>[A-Za-z][\w-]{1,60}):$/.exec(last.slice(-80))?.groups?.name;
  return name !== undefined && isStrongName(name);
}

/** Does the value go on behind an empty line? Only where it must, and with what it must go on with. */
export function expectsMore(open: OpenValue, next: string): boolean {
  return /[;,=]$/.test(open.last) && parameter.test(next.trim());
}

/** `- 'value'`, `- "value"`: an item of a YAML list below its header's name. */
export function listItem(rawLine: string): string | undefined {
  const [, mark, item] = /^\s{0,200}- (["'])(.{0,20000})\1$/.exec(rawLine) ?? [];
  return mark === "'" ? item?.replaceAll("''", "'") : item;
}

/** What stands between the value and its next line; changes the state. */
export function joint(open: OpenValue, rawLine: string): string {
  const line = rawLine.trim();
  const glue = isBrokenWord(open.last, line) || isBrokenInQuotes(open) || isBrokenAtSign(open.last, line) ? '' : ' ';
  open.quoted = open.quoted !== isOdd(line);
  const empty = open.last === '';
  open.last = line;
  return empty ? '' : glue;
}

// A token goes over lines without blanks, up to its last, shorter line.
function isBrokenWord(before: string, line: string): boolean {
  return /[\w+/.=~-]{40}$/.test(before) && /^[\w+/.=~-]{4,}$/.test(line);
}

// Programs break after a hyphen, which is no blank: "user-" and "context", a GUID, "authorization_" and "uri".
function isBrokenAtSign(before: string, line: string): boolean {
  return /[A-Za-z0-9][-_]$/.test(before) && /^[A-Za-z0-9]/.test(line);
}

// An issuer list or a URL in quotes that was cut at the margin.
function isBrokenInQuotes(open: OpenValue): boolean {
  if (!open.quoted) return false;
  if (/[\w*-],$/.test(open.last)) return true;
  return open.last.length >= 60 && /(?:https?:\/\/|@)[\w./*-]{0,200}$/.test(open.last.slice(-220));
}

function isOdd(line: string): boolean {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
