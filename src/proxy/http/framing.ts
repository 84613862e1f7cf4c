/**
 * How long the body after a head is (RFC 9112 §6.3). A head whose length can be read in two ways is a defect: guessing
 * there is what request smuggling lives on, and a reader that guesses wrong reports nonsense afterwards.
 */

/** How a body ends. `unknown` carries why it cannot be told. */
export type Framing =
  | { readonly kind: 'none' }
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'close' }
  /** What follows is not HTTP: after 101, and after 2xx to CONNECT. */
  | { readonly kind: 'tunnel' }
  | { readonly kind: 'unknown'; readonly code: string };

/** The few fields of a head that the reader itself needs. */
export interface FramingFields {
  /** All `Content-Length` values, joined by commas. */
  readonly contentLength: string | undefined;
  readonly transferEncoding: string | undefined;
  readonly contentEncoding: string | undefined;
  readonly expectContinue: boolean;
}

/**
 * Picks the fields out of a head (line ends CRLF) in one pass, without a list of its headers: this runs for every
 * message, and nearly every line is told apart by its first letter and its length.
 */
export function framingFields(head: string): FramingFields {
  let contentLength: string | undefined;
  let transferEncoding: string | undefined;
  let contentEncoding: string | undefined;
  let expect: string | undefined;
  for (let end = head.indexOf('\r\n'); end >= 0; ) {
    const start = end + 2;
    end = head.indexOf('\r\n', start);
    const first = head.charCodeAt(start) | 0x20;
    if (first !== 0x63 && first !== 0x74 && first !== 0x65) continue; // c, t, e
    const name = fieldName(head, start);
    if (name === undefined) continue;
    const value = head.slice(head.indexOf(':', start) + 1, end < 0 ? head.length : end).trim();
    if (name === 'content-length') contentLength = joined(contentLength, value);
    else if (name === 'transfer-encoding') transferEncoding = joined(transferEncoding, value);
    else if (name === 'content-encoding') contentEncoding = joined(contentEncoding, value);
    else if (name === 'expect') expect = joined(expect, value);
  }
  return {
    contentLength,
    transferEncoding,
    contentEncoding,
    expectContinue: expect !== undefined && expect.toLowerCase() === '100-continue',
  };
}

const longestName = 'transfer-encoding'.length;

// Lower case; undefined when the name is longer than any that we look for. Blanks before the colon happen.
function fieldName(head: string, start: number): string | undefined {
  const part = head.slice(start, start + longestName + 4);
  const colon = part.indexOf(':');
  return colon < 0 ? undefined : part.slice(0, colon).trimEnd().toLowerCase();
}

function joined(before: string | undefined, value: string): string {
  return before === undefined ? value : `${before},${value}`;
}

/** The framing of a request's body. */
export function requestFraming(fields: FramingFields): Framing {
  const coded = transferFraming(fields);
  if (coded?.kind === 'close') return { kind: 'unknown', code: 'transfer-encoding-not-chunked' };
  return coded ?? lengthFraming(fields.contentLength) ?? { kind: 'none' };
}

/** The framing of a final response's body. `method` is the request's, where it is known. */
export function responseFraming(fields: FramingFields, status: number, method: string | undefined): Framing {
  if (method === 'HEAD' || status === 204 || status === 304) return { kind: 'none' };
  return transferFraming(fields) ?? lengthFraming(fields.contentLength) ?? { kind: 'close' };
}

/** The codings to undo on the body bytes, outermost last, as one `Content-Encoding` value; undefined when none. */
export function bodyCoding(fields: FramingFields): string | undefined {
  if (fields.transferEncoding === undefined) return fields.contentEncoding;
  const transfer = codings(fields.transferEncoding).filter((coding) => coding !== 'chunked');
  if (transfer.length === 0) return fields.contentEncoding;
  return [...codings(fields.contentEncoding), ...transfer].join(', ');
}

function transferFraming(fields: FramingFields): Framing | undefined {
  if (fields.transferEncoding === undefined) return undefined;
  const transfer = codings(fields.transferEncoding);
  if (transfer.length === 0) return undefined;
  if (fields.contentLength !== undefined) return { kind: 'unknown', code: 'length-and-transfer-encoding' };
  if (transfer.indexOf('chunked') === transfer.length - 1) return { kind: 'chunked' };
  return transfer.includes('chunked') ? { kind: 'unknown', code: 'chunked-not-last' } : { kind: 'close' };
}

// "identity" was dropped from HTTP in 2014 and means nothing is done; old servers still say it.
function codings(value = ''): string[] {
  const names = value.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '' && name !== 'identity');
}

function lengthFraming(value: string | undefined): Framing | undefined {
  if (value === undefined) return undefined;
  const only = value.includes(',') ? agreed(value) : value;
  if (only === undefined) return { kind: 'unknown', code: 'content-lengths-differ' };
  if (!/^\d{1,15}$/.test(only)) return { kind: 'unknown', code: 'content-length-invalid' };
  return only === '0' ? { kind: 'none' } : { kind: 'length', bytes: Number(only) };
}

// "5, 5" says the same twice, which is allowed (RFC 9112 §6.3).
function agreed(value: string): string | undefined {
  const lengths = new Set(value.split(',').map((length) => length.trim()));
  const [only] = lengths;
  return lengths.size === 1 ? only : undefined;
}
