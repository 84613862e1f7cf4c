import { canDecode, decodeBody } from '../../parse/content-coding.js';
import { lazyBody } from '../../parse/lazy-body.js';
import type { Body } from '../../types.js';
import { bodyLimit } from '../fields/body-limit.js';
import { unchunk } from './chunked.js';
import type { FieldOf } from './split-message.js';

/** The bytes behind a head, and what is known of them. */
export interface WireBody {
  readonly bytes: Buffer;
  readonly fieldOf: FieldOf;
  /** All bytes that the archive has were read. */
  readonly whole: boolean;
  /** The capturing tool says that it let the body go, or how much came over the wire. */
  readonly dropped: () => boolean;
}

/**
 * A body of the archive, which stands there as it came over the wire: chunked, then coded. It is decoded when it is first
 * looked at.
 *
 * @returns `missing` where there was a body that is not there, or one in a coding that cannot be undone here.
 */
export function readBody(wire: WireBody): { readonly body?: Body; readonly missing: boolean } {
  const { bytes, fieldOf, whole, dropped } = wire;
  const length = contentLength(fieldOf('content-length'));
  const transfer = codings(fieldOf('transfer-encoding'));
  if (bytes.length === 0)
    return { missing: length === undefined ? dropped() || transfer.includes('chunked') : length > 0 };
  const unchunked = transfer.includes('chunked') ? unchunk(bytes) : undefined;
  const content = unchunked?.bytes ?? bytes;
  const complete = whole && (unchunked?.complete ?? bytes.length >= (length ?? 0));
  const coding = isPlain(content) ? undefined : codingOf(fieldOf, transfer);
  if (!canDecode(coding)) return { missing: true };
  return { body: lazyBody(() => decodeBody(content, coding, bodyLimit, complete)), missing: false };
}

function contentLength(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

const none: readonly string[] = [];

function codings(value: string | undefined): readonly string[] {
  return value === undefined ? none : value.split(',', 8).map((word) => word.trim().toLowerCase());
}

function codingOf(fieldOf: FieldOf, transfer: readonly string[]): string | undefined {
  const others = transfer.filter((word) => word !== 'chunked');
  const content = fieldOf('content-encoding');
  return others.length === 0 ? content : [content ?? '', ...others].join(',');
}

const plainLength = 32;

// A user of Fiddler can decode a session and save it, and other writers decode all of them: the header may still speak of a
// coding. No coded body begins with so many letters.
function isPlain(bytes: Buffer): boolean {
  if (bytes.length < plainLength) return false;
  for (let at = 0; at < plainLength; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte >= 0x7f) return false;
  }
  return true;
}
