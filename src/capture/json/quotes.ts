/**
 * Marks the quotes that begin or end a string: all but those that a backslash stands for. As if the bytes before were no
 * backslashes. For where WebAssembly does not do it.
 *
 * @param marks - One bit a byte, the lowest first.
 */
export function markOneByOne(bytes: Uint8Array, length: number, marks: Uint32Array): void {
  marks.fill(0);
  for (let at = 0; at < length; at += 1) {
    if (bytes[at] === 0x5c) at += 1;
    else if (bytes[at] === 0x22) marks[at >> 5] = (marks[at >> 5] as number) | (1 << (at & 31));
  }
}
