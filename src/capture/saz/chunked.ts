/** A body out of its chunks. */
export interface Unchunked {
  readonly bytes: Buffer;
  /** The last chunk is there. */
  readonly complete: boolean;
}

const lf = 0x0a;
const sizeLineLimit = 4096;

/**
 * Takes the chunked transfer coding off (RFC 9112 §7.1). Extensions and trailers are left out; lines may end in a bare LF.
 *
 * @returns undefined when the bytes do not begin with a chunk: whoever saved them has taken the coding off already.
 */
export function unchunk(bytes: Buffer): Unchunked | undefined {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const line = sizeLine(bytes, at);
    if (!line) return at === 0 ? undefined : { bytes: joined(parts), complete: false };
    if (line.size === 0) return { bytes: joined(parts), complete: true };
    const end = line.end + line.size;
    parts.push(bytes.subarray(line.end, end));
    if (end >= bytes.length) return { bytes: joined(parts), complete: false };
    at = bytes[end] === lf ? end + 1 : end + 2;
  }
}

function sizeLine(bytes: Buffer, at: number): { readonly size: number; readonly end: number } | undefined {
  const end = bytes.subarray(at, at + sizeLineLimit).indexOf(lf);
  if (end < 0) return undefined;
  const match = /^([0-9A-Fa-f]{1,12})[ \t]*(?:;[^\r\n]*)?\r?$/.exec(bytes.toString('latin1', at, at + end));
  return match ? { size: Number.parseInt(match[1] ?? '', 16), end: at + end + 1 } : undefined;
}

function joined(parts: readonly Buffer[]): Buffer {
  return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
}
