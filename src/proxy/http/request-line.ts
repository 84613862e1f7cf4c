/** A request line's parts. */
export interface RequestLine {
  readonly method: string;
  readonly target: string;
}

const tchar = "[!#$%&'*+.^_`|~0-9A-Za-z-]";
const requestLine = new RegExp(`^(${tchar}{1,64}) ([^ \\r\\n]{1,65536}) HTTP/1\\.[01]$`);
const beginning = new RegExp(`^${tchar}{0,64}(?: [^ \\r\\n]{0,8192}(?: [HTP/1.0]{0,8}\\r?)?)?$`);
const tokenByte = new RegExp(tchar);
const tokenBytes = Array.from({ length: 256 }, (_, byte) => tokenByte.test(String.fromCharCode(byte)));

/** Whether a request can begin with this byte (RFC 9110 §5.6.2 token). */
export function beginsRequest(byte: number): boolean {
  return tokenBytes[byte] === true;
}

/** Reads the first line of a request head; undefined when it is not HTTP/1 (HTTP/2's `PRI *` included). */
export function parseRequestLine(head: string): RequestLine | undefined {
  const end = head.indexOf('\r\n');
  const match = requestLine.exec((end < 0 ? head : head.slice(0, end)).trimEnd());
  return match ? { method: match[1] ?? '', target: match[2] ?? '' } : undefined;
}

/**
 * Where a body was announced with `Expect: 100-continue` and the final answer came without a 100, the client may send
 * the body all the same, or leave it out and go on with the next request (RFC 9110 §10.1.1). Which one it did shows in
 * what looks like a request line: the first bytes, or those behind the announced body.
 */
export function resyncVerdict(bytes: Buffer, announcedBytes: number | undefined): 'request' | 'body' | 'more' {
  const next = beginsWithRequest(bytes);
  if (next === 'no') return 'body';
  if (announcedBytes === undefined || bytes.length < announcedBytes) return next === 'yes' ? 'request' : 'more';
  const behind = beginsWithRequest(bytes.subarray(announcedBytes));
  if (behind === 'yes') return 'body';
  return behind === 'no' && next === 'yes' ? 'request' : 'more';
}

function beginsWithRequest(bytes: Buffer): 'yes' | 'no' | 'maybe' {
  const text = bytes.toString('latin1', 0, 8192);
  const end = text.indexOf('\n');
  if (end >= 0) return requestLine.test(text.slice(0, end).replace(/\r$/, '')) ? 'yes' : 'no';
  return bytes.length < 8192 && beginning.test(text) ? 'maybe' : 'no';
}
