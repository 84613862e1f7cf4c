/**
 * Start tags of XML and their attributes, without a tree: a session's metadata is two elements and a list, and ten thousand
 * of them are read. Tolerant: what is damaged is stepped over. There are no document types and no entities but the
 * five of XML and numbers, so nothing can grow or be fetched.
 */

/** Where the attributes of the next start tag begin that opens so (`<Session`); -1 where there is none. */
export function findTag(xml: string, opening: string, from = 0): number {
  for (let at = xml.indexOf(opening, from); at >= 0; at = xml.indexOf(opening, at + 1)) {
    const end = at + opening.length;
    if (isBlankOrEnd(xml.charCodeAt(end))) return end;
  }
  return -1;
}

/** Attributes of a start tag; names in lower case. */
export interface XmlAttributes {
  readonly attributes: ReadonlyMap<string, string>;
  /** Where reading may go on: behind the last attribute. */
  readonly end: number;
}

const sign = {
  tab: 0x09,
  blank: 0x20,
  quote: 0x22,
  apostrophe: 0x27,
  slash: 0x2f,
  less: 0x3c,
  equals: 0x3d,
  more: 0x3e,
};

function isBlankOrEnd(code: number): boolean {
  return Number.isNaN(code) || code <= sign.blank || code === sign.slash || code === sign.more;
}

/** Reads attributes from where `findTag` says. */
export function readAttributes(xml: string, from: number): XmlAttributes {
  const attributes = new Map<string, string>();
  let at = from;
  for (;;) {
    at = skipBlanks(xml, at);
    const nameEnd = endOfName(xml, at);
    const equals = skipBlanks(xml, nameEnd);
    if (nameEnd === at || xml.charCodeAt(equals) !== sign.equals) return { attributes, end: at };
    const open = skipBlanks(xml, equals + 1);
    const mark = xml.charCodeAt(open);
    if (mark !== sign.quote && mark !== sign.apostrophe) return { attributes, end: open };
    const close = xml.indexOf(mark === sign.quote ? '"' : "'", open + 1);
    if (close < 0) return { attributes, end: xml.length };
    attributes.set(xml.slice(at, nameEnd).toLowerCase(), unescapeXml(xml.slice(open + 1, close)));
    at = close + 1;
  }
}

function skipBlanks(xml: string, from: number): number {
  let at = from;
  while (xml.charCodeAt(at) <= sign.blank) at += 1;
  return at;
}

function endOfName(xml: string, from: number): number {
  let at = from;
  for (; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (isBlankOrEnd(code) || code === sign.equals || code === sign.less || code === sign.quote) break;
  }
  return at;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Undoes the five entities of XML and numeric ones; any other stays as it is. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([a-z]{2,4}));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
