import { HmaError, sentence } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import { charles } from './charles.js';
import { utf16Of } from './decode-text.js';
import { har } from './har.js';
import { inflateIfPacked, isPacked } from './inflate.js';
import { log } from './log.js';
import { mitmproxy } from './mitmproxy.js';
import { netlog } from './netlog.js';
import { recogniseOther } from './other-formats.js';
import { withRefusedTunnels } from './refused-tunnels.js';
import { saz } from './saz.js';
import { memorySource, partOf, type Source, wholeOf } from './source.js';
import { text } from './text.js';
import { token } from './token.js';
import type { AskPassword } from './zip/unlock.js';

/** What a capture can be. */
export type FormatName = 'har' | 'saz' | 'mitmproxy' | 'netlog' | 'charles' | 'log' | 'text' | 'token';

/** An opened capture: what it holds, and afterwards what can be said of it. */
export interface Capture {
  readonly format: FormatName;
  readonly transactions: Iterable<RawTransaction> | AsyncIterable<RawTransaction>;
  /** Valid once `transactions` has been read to its end. */
  readonly summary: () => SourceReport;
}

/** A format we read, chosen by content and never by file name. */
export interface CaptureFormat {
  readonly name: FormatName;
  /** @param beginning - The first 64 KiB, or all where the source is smaller. */
  readonly looksLike: (beginning: Uint8Array, source: Source) => boolean;
  /**
   * Reading happens while `transactions` is walked; errors may come then, too.
   *
   * @throws HmaError ERR_CAPTURE_INVALID when nothing in it can be read.
   */
  readonly read: (source: Source, options: ReadOptions) => Capture;
}

/** How a capture is to be read. */
export interface ReadOptions {
  /** Asked for an encrypted archive; undefined when nobody can answer. `again`: the last answer was wrong. */
  readonly password?: AskPassword;
}

const beginningBytes = 65536;

/** In the order in which they are asked; text takes what is left. */
const formats: readonly CaptureFormat[] = [mitmproxy, netlog, charles, log, har, token, text];

/**
 * Opens a capture. The source must stay open while the transactions are walked.
 *
 * @throws HmaError ERR_INPUT_EMPTY, ERR_CAPTURE_UNKNOWN (not text, or a format not read by this version) or
 * ERR_CAPTURE_INVALID (packed and damaged, or JSON in which nothing can be read).
 */
export function openCapture(source: Source, options: ReadOptions = {}): Capture {
  const unpacked = unpack(source);
  const beginning = partOf(unpacked, 0, beginningBytes);
  if (isBlank(beginning) && isBlank(wholeOf(unpacked))) {
    throw new HmaError(
      'ERR_INPUT_EMPTY',
      sentence`"${source.name}" is empty. Save the capture again, or paste the text into it.`,
    );
  }
  // Before other ZIP archives are refused.
  if (saz.looksLike(beginning, unpacked)) return read(saz, unpacked, options);
  refuseOther(beginning, source.name);
  const format = formats.find((one) => one.looksLike(beginning, unpacked)) ?? text;
  if (format === text) refuseBinary(beginning, source.name);
  return read(format, unpacked, options);
}

// A tunnel that was refused is to show that it is about Exchange.
function read(format: CaptureFormat, source: Source, options: ReadOptions): Capture {
  const capture = format.read(source, options);
  if (format === token || format === log) return capture;
  return { ...capture, transactions: withRefusedTunnels(capture.transactions) };
}

/** Who sends a .gz by a way that packs what it carries gets a .gz.gz. */
const packings = 3;

function unpack(source: Source, left = packings): Source {
  if (left === 0 || !isPacked(partOf(source, 0, 16))) return source;
  return unpack(memorySource(inflateIfPacked(wholeOf(source), source.name), source.name), left - 1);
}

function isBlank(bytes: Uint8Array): boolean {
  // Only blanks, byte order marks, and the zero bytes of UTF-16 blanks (or of a file that was never written).
  const blanks = new Set([0x00, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x20, 0xa0, 0xbb, 0xbf, 0xef, 0xfe, 0xff]);
  return bytes.every((byte) => blanks.has(byte));
}

function refuseOther(bytes: Uint8Array, name: string): void {
  const other = recogniseOther(bytes);
  if (!other) return;
  const message = sentence`"${name}" is ${other.name}, which is not read by this version. ${other.instead}`;
  throw new HmaError('ERR_CAPTURE_UNKNOWN', message);
}

function refuseBinary(bytes: Uint8Array, name: string): void {
  if (!isBinary(bytes)) return;
  throw new HmaError(
    'ERR_CAPTURE_UNKNOWN',
    sentence`"${name}" is not a capture: it is neither text nor one of the formats that are read. Give a HAR, a SAZ of Fiddler, flows of mitmproxy, a NetLog, a .chlsj of Charles, a log of IIS or HttpProxy, pasted headers, or an access token.`,
  );
}

// Control characters do not stand in text, but for a few that damage put there; UTF-16 has its own zero bytes.
function isBinary(beginning: Uint8Array): boolean {
  if (utf16Of(beginning)) return false;
  let strange = 0;
  for (const byte of beginning) {
    if (byte < 0x20 && byte !== 0x1b && (byte < 0x08 || byte > 0x0d)) strange += 1;
  }
  return strange * 50 > beginning.length;
}
