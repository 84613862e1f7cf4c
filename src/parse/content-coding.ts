import zlib, { brotliDecompressSync, constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { Body } from '../types.js';

/**
 * Bodies are undone only as far as they are kept: a few bytes may stand for gigabytes, and a connection cut short
 * leaves half a stream. Node's synchronous zlib gives nothing at all when its output limit is passed or its input is
 * damaged, so the longest beginning that still fits is searched for.
 */

const slackBytes = 16_384;
const codingLimit = 4;

type Inflate = (bytes: Uint8Array, whole: boolean, limit: number) => Buffer;

/**
 * Undoes `Content-Encoding` and makes text of a body. Never throws.
 *
 * @param coding - The header's value: gzip, x-gzip, deflate (with or without zlib's frame), br, zstd (from Node 22.15
 *   on), identity, or several.
 * @param limitBytes - No more than this much is kept of the decoded body.
 * @param complete - Whether `bytes` are all there were.
 * @returns Text as UTF-8, else as latin1; '' and not complete for a coding that is not known.
 */
export function decodeBody(bytes: Uint8Array, coding: string | undefined, limitBytes: number, complete: boolean): Body {
  const steps = stepsOf(coding);
  if (!steps) return { text: '', complete: bytes.length === 0 && complete };
  let content: Content = { bytes, complete };
  for (const step of steps) content = undo(content, step, limitBytes + slackBytes);
  const whole = content.complete && content.bytes.length <= limitBytes;
  return { text: textOf(content.bytes.subarray(0, limitBytes), whole), complete: whole };
}

/** Is there nothing in this `Content-Encoding` that cannot be undone here? */
export function canDecode(coding: string | undefined): boolean {
  return stepsOf(coding) !== undefined;
}

// In the order of undoing them.
function stepsOf(coding: string | undefined): string[] | undefined {
  if (coding === undefined) return [];
  const codings = coding.toLowerCase().split(',', codingLimit + 1);
  const steps = codings.map((word) => word.trim()).filter((word) => word !== '' && word !== 'identity');
  return steps.length > codingLimit || !steps.every(isKnown) ? undefined : steps.reverse();
}

interface Content {
  readonly bytes: Uint8Array;
  readonly complete: boolean;
}

// Missing in Node 20, and in its types.
const zstd = (zlib as { readonly zstdDecompressSync?: typeof gunzipSync }).zstdDecompressSync;

// Of half a stream Node 22 gives nothing, and says that this was all.
function inflateZstd(inflate: typeof gunzipSync, bytes: Uint8Array, maxOutputLength: number): Buffer {
  const output = inflate(bytes, { maxOutputLength });
  if (output.length === 0 && bytes.length > longestEmptyZstdBytes) throw new Error('cut short');
  return output;
}

const longestEmptyZstdBytes = 32;

const inflaters: Readonly<Record<string, Inflate>> = {
  gzip: (bytes, whole, limit) => gunzipSync(bytes, options(whole, limit)),
  deflate: (bytes, whole, limit) => (hasZlibFrame(bytes) ? inflateSync : inflateRawSync)(bytes, options(whole, limit)),
  br: (bytes, whole, limit) =>
    brotliDecompressSync(bytes, {
      maxOutputLength: limit,
      ...(whole ? {} : { finishFlush: constants.BROTLI_OPERATION_FLUSH }),
    }),
  ...(zstd && { zstd: (bytes, _whole, limit) => inflateZstd(zstd, bytes, limit) }),
};

function options(whole: boolean, maxOutputLength: number) {
  return whole ? { maxOutputLength } : { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH };
}

function inflaterOf(coding: string): Inflate | undefined {
  const name = coding === 'x-gzip' ? 'gzip' : coding;
  return Object.hasOwn(inflaters, name) ? inflaters[name] : undefined;
}

function isKnown(coding: string): boolean {
  return inflaterOf(coding) !== undefined;
}

function undo({ bytes, complete }: Content, coding: string, limit: number): Content {
  const inflate = inflaterOf(coding);
  if (inflate === undefined || bytes.length === 0) return { bytes, complete };
  if (coding.endsWith('gzip') && !hasGzipMagic(bytes)) return { bytes, complete }; // undone already by the source
  const whole = complete ? tried(inflate, bytes, true, limit) : undefined;
  if (whole) return { bytes: whole, complete: true };
  const all = tried(inflate, bytes, false, limit);
  return { bytes: all ?? longestBeginning(inflate, bytes, limit), complete: false };
}

// Bisection: what fits and decodes is a beginning, and every shorter beginning fits and decodes too.
function longestBeginning(inflate: Inflate, bytes: Uint8Array, limit: number): Uint8Array {
  let best: Uint8Array = new Uint8Array(0);
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1 && best.length < limit - slackBytes) {
    const middle = (good + bad) >> 1;
    const output = tried(inflate, bytes.subarray(0, middle), false, limit);
    if (output) [good, best] = [middle, output];
    else bad = middle;
  }
  return best;
}

function tried(inflate: Inflate, bytes: Uint8Array, whole: boolean, limit: number): Buffer | undefined {
  try {
    return inflate(bytes, whole, limit);
  } catch {
    return undefined; // damaged, cut or too long: the caller tries less of it
  }
}

function hasGzipMagic(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && (bytes.length < 2 || bytes[1] === 0x8b);
}

// RFC 1950 §2.2: method 8, and the two bytes are a multiple of 31. Some servers send raw deflate instead.
function hasZlibFrame(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && ((method << 8) | flags) % 31 === 0;
}

function textOf(bytes: Uint8Array, whole: boolean): string {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes, { stream: !whole });
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}
