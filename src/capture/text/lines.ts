import { isKnownName, isLikelyName, isStrongName } from './header-names.js';

/** A line longer than this is prose whatever it looks like: no head has such lines, and looking closer costs. */
export const lineLimit = 128 * 1024;

/** A pasted start line. `at`: how many units of indent stand before it. */
export type StartLine =
  | { readonly kind: 'request'; readonly line: string; readonly method: string; readonly target: string }
  | { readonly kind: 'response'; readonly line: string; readonly status: number };

const methods =
  /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND|PROPPATCH|REPORT|RPC_IN_DATA|RPC_OUT_DATA)$/;

/** A line as a start line. `bare`: also a request line without its version, where a header line follows. */
export function startLineOf(given: string, bare: boolean): StartLine | undefined {
  if (given === '' || given.length > lineLimit) return undefined;
  const line = given.trim();
  const status = /^HTTP\/\d(?:\.\d)? {1,3}(\d{3})(?![\d.])/.exec(line);
  // A sentence that begins with the status line is prose.
  if (status) return line.length < 120 ? { kind: 'response', line, status: Number(status[1]) } : undefined;
  const words = line.split(/ +/);
  const [method = '', target = '', version] = words;
  if (target === '' || words.length > 3 || !/^[A-Z][A-Z_-]{1,29}$/.test(method)) return undefined;
  if (version === undefined && !(bare && methods.test(method) && /^(?:https?:\/\/|\/)/i.test(target))) return undefined;
  if (version !== undefined && !/^HTTP\/\d(?:\.\d)?$/.test(version)) return undefined;
  return { kind: 'request', line: `${method} ${target} ${version ?? 'HTTP/1.1'}`, method, target };
}

/**
 * A pasted header line. `strong`: it is one wherever it stands; `likely`: beside a strong one; `any`: only inside a head.
 */
export interface PastedHeader {
  readonly name: string;
  readonly value: string;
  readonly certainty: 'strong' | 'likely' | 'any';
}

const shape = /^["']?([A-Za-z0-9][A-Za-z0-9_.-]{0,79})["']?([ \t]{0,40})(:|→|=(?!>)|$)?/;

/** A line as a header line: `Name: value`, `Name →value`, `Name=value`, `Name : value`, or a table's `Name   value`. */
export function pastedHeader(given: string): PastedHeader | undefined {
  if (given === '' || given.length > lineLimit) return undefined;
  const line = given.trim();
  const match = shape.exec(line);
  if (!match) return undefined;
  const [all, name = '', blanks = '', separator] = match;
  const value = yamlValue(withoutBraces(line.slice(all.length).trim(), blanks));
  if (separator === ':') return colonHeader(name, value, blanks);
  if (separator === '→') return { name, value, certainty: certaintyOf(name) };
  // "=" and blanks separate in prose too, so the name must be beyond doubt.
  const hyphenated = name.includes('-') && isStrongName(name);
  if (separator === '=') {
    if (!isKnownName(name) && !hyphenated) return undefined;
    return { name, value, certainty: hyphenated ? 'strong' : 'likely' };
  }
  return blanks.length >= 2 && hyphenated && value !== '' ? { name, value, certainty: 'strong' } : undefined;
}

// YAML's block scalars, where the value stands on the next lines, and its quoted ones.
function yamlValue(value: string): string {
  if (/^[>|][-+]?$/.test(value)) return '';
  if (value.length > 2 && value.startsWith("'") && value.endsWith("'")) return value.slice(1, -1).replaceAll("''", "'");
  const isEscaped = value.startsWith('"') && value.endsWith('"') && value.includes('\\"');
  return isEscaped ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
}

// PowerShell prints several values of a header as "{a, b}", and a GUID in its own braces.
function withoutBraces(value: string, blanks: string): string {
  const printed = blanks !== '' && value.startsWith('{') && value.endsWith('}') && !/^\{[0-9a-f-]{36}\}$/i.test(value);
  return printed ? value.slice(1, -1).trim() : value;
}

function colonHeader(name: string, value: string, blanks: string): PastedHeader | undefined {
  if (value.startsWith('//') || /^(?:urn|mailto|javascript|data)$/i.test(name)) return undefined;
  if (blanks !== '' && !(name.includes('-') && isStrongName(name))) return undefined; // "Server : EX1" of Format-List
  if (/^location$/i.test(name) && /^(?:https?:|urn:|\/)/i.test(value)) return { name, value, certainty: 'strong' };
  return { name, value, certainty: certaintyOf(name) };
}

function certaintyOf(name: string): PastedHeader['certainty'] {
  if (isStrongName(name)) return 'strong';
  return isLikelyName(name) ? 'likely' : 'any';
}
