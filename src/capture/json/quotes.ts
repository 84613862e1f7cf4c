import { quotesCode } from '../../wasm/code.js';
import { type WasmMemory, wasm } from '../../wasm/start.js';

interface Marker {
  readonly memory: WasmMemory;
  readonly mark: (length: number, follows: boolean) => void;
}

const marker = wasm(quotesCode, (exports: Marker) => exports);
const partBytes = 65536;

/**
 * Marks the quotes that begin or end a string: all but those that a backslash stands for. As if the bytes before were no
 * backslashes.
 *
 * @param marks - One bit a byte, the lowest first; room for a multiple of 64.
 */
export function markQuotes(bytes: Uint8Array, length: number, marks: Uint32Array): void {
  const fast = marker();
  if (fast) markByParts(fast, bytes, length, marks);
  else markOneByOne(bytes, length, marks);
}

function markByParts({ memory, mark }: Marker, bytes: Uint8Array, length: number, marks: Uint32Array): void {
  const room = new Uint8Array(memory.buffer, 0, partBytes);
  for (let from = 0; from < length; from += partBytes) {
    const part = Math.min(partBytes, length - from);
    room.set(bytes.subarray(from, from + part));
    room.fill(0, part, part + 64);
    mark(part, from > 0);
    marks.set(new Uint32Array(memory.buffer, partBytes, Math.ceil(part / 64) * 2), from / 32);
  }
}

/** The same, slowly. */
export function markOneByOne(bytes: Uint8Array, length: number, marks: Uint32Array): void {
  marks.fill(0);
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] === 0x5c) at += 1;
    else if (bytes[at] === 0x22) marks[at >> 5] = (marks[at >> 5] as number) | (1 << (at & 31));
  }
}
