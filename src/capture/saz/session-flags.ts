import { ownFlag } from './own-flag.js';
import { findTag, readAttributes, unescapeXml } from './xml-tags.js';

const neededFlags: ReadonlySet<string> = new Set([
  'x-processinfo',
  'x-clientip',
  'x-clientport',
  'x-https',
  'x-fullurl',
  'x-originalurl',
  'x-responsebodytransferlength',
  'log-drop-request-body',
  'log-drop-response-body',
  ownFlag,
]);

const neededLengths: ReadonlySet<number> = new Set([...neededFlags].map(({ length }) => length));

/** The flags of a session that reading needs; names in lower case, for writers disagree on it. */
export function readFlags(xml: string): Map<string, string> {
  const flags = new Map<string, string>();
  let at = findTag(xml, '<SessionFlag');
  while (at >= 0) {
    const plainEnd = readPlainFlag(xml, at, flags);
    at = findTag(xml, '<SessionFlag', plainEnd < 0 ? readAnyFlag(xml, at, flags) : plainEnd);
  }
  return flags;
}

// As Fiddler writes it: there are ten in a session, and this is most of the reading. -1 where it is written otherwise.
function readPlainFlag(xml: string, at: number, flags: Map<string, string>): number {
  const nameEnd = xml.startsWith(' N="', at) ? xml.indexOf('"', at + 4) : -1;
  const end = nameEnd >= 0 && xml.startsWith('" V="', nameEnd) ? xml.indexOf('"', nameEnd + 5) : -1;
  if (end < 0) return -1;
  if (!neededLengths.has(nameEnd - at - 4)) return end;
  const name = xml.slice(at + 4, nameEnd).toLowerCase();
  if (neededFlags.has(name)) flags.set(name, unescapeXml(xml.slice(nameEnd + 5, end)));
  return end;
}

function readAnyFlag(xml: string, at: number, flags: Map<string, string>): number {
  const { attributes, end } = readAttributes(xml, at);
  const name = attributes.get('n')?.toLowerCase() ?? '';
  if (neededFlags.has(name)) flags.set(name, attributes.get('v') ?? '');
  return end;
}

/** A whole number as any culture writes it: `35,588`, `35.588`, `35 588`. */
export function readGroupedNumber(text: string | undefined): number | undefined {
  const digits = text?.replace(/[\s.,'\u2019\u00a0\u202f]/g, '') ?? '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : undefined;
}
