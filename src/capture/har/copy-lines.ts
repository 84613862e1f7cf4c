import { linesCode } from '../../wasm/code.js';
import { type WasmMemory, wasm } from '../../wasm/start.js';
import type { Window } from '../json/window.js';
import type { HeadLines } from './head-lines.js';

/** `lines.wat`. */
interface Copier {
  readonly copy: () => number;
  readonly memory: WasmMemory;
}

/** The same with its memory by parts. */
interface Room extends Copier {
  readonly json: Uint8Array;
  readonly lines: Buffer;
  /** Four numbers, and the places behind them. */
  readonly told: Int32Array;
}

const copier = wasm(linesCode, (code: Copier): Room => {
  const { buffer } = code.memory;
  return {
    ...code,
    json: new Uint8Array(buffer, 0, 0x10000),
    lines: Buffer.from(buffer, 0x10000, 0x10000),
    told: new Int32Array(buffer, 0x20000),
  };
});

/** Most lists of headers are no longer than the first, and all but a few than the second. Bytes. */
const sizes = [4 * 1024, 32 * 1024];

/**
 * Copies `[{"name":"…","value":"…"},…]` into the lines of a head.
 *
 * @returns The offset after the array; undefined where something in it has to be looked at first (line breaks, outer blanks,
 * escapes but for the usual ones, a field more), or it is longer than most, and nothing was changed.
 */
export function copyLines(window: Window, at: number, isRequest: boolean, into: HeadLines): number | undefined {
  const fast = copier();
  if (!fast || window.bytes[at] !== 0x5b) return undefined;
  const left = window.length - at;
  for (const size of sizes) {
    const length = copyPart(fast, window, at, Math.min(size, left));
    if (length > 0) return takeLines(fast, isRequest, into) ? at + length : undefined;
    if (left <= size) break;
  }
  return undefined;
}

function copyPart({ json, copy }: Room, { bytes }: Window, at: number, size: number): number {
  json.set(bytes.subarray(at, at + size));
  json.fill(0, size, size + 64);
  return copy();
}

const contentLength = Buffer.from('content-length');
const transferEncoding = Buffer.from('transfer-encoding');

// False where a line may have been blanked, which is not for us to say.
function takeLines(fast: Room, isRequest: boolean, into: HeadLines): boolean {
  const { lines, told } = fast;
  const noted = told[1] as number;
  let [announcesBody, announcesNone] = [false, false];
  for (let index = 4; index < 4 + noted * 3; index += 3) {
    const nameAt = told[index] as number;
    const valueAt = told[index + 1] as number;
    const valueLength = (told[index + 2] as number) - valueAt;
    if (isRequest && valueLength === 8 && lines[valueAt] === 0x52) return false; // R
    const nameLength = valueAt - nameAt - 2;
    if (nameLength === contentLength.length && saysName(lines, nameAt, contentLength)) {
      announcesBody = true;
      if (valueLength === 1 && lines[valueAt] === 0x30) announcesNone = true;
    } else if (nameLength === transferEncoding.length && saysName(lines, nameAt, transferEncoding))
      announcesBody = true;
  }
  into.text = lines.toString(told[3] === 0 ? 'latin1' : 'utf8', 0, told[2]);
  into.recorded = told[0] as number;
  into.announcesBody = announcesBody;
  into.announcesNone = announcesNone;
  return true;
}

// In whatever case? The name in lower case, letters and hyphens.
function saysName(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let next = 0; next < name.length; next += 1)
    if (((bytes[at + next] as number) | 0x20) !== name[next]) return false;
  return true;
}
