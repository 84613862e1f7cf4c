import { randomBytes } from 'node:crypto';

/** A keyed checksum of 64 bits. */
export interface Tag {
  readonly low: number;
  readonly high: number;
}

/** Half of a key each, 32 bits. */
export type TagKey = readonly [number, number];

/** A key of one run. */
export function randomTagKey(): TagKey {
  const bytes = randomBytes(8);
  return [bytes.readInt32LE(0), bytes.readInt32LE(4)];
}

/**
 * HalfSipHash-2-4 of the bytes from `from` to before `to`: tells whether a secret is the one that was seen before, a
 * tenth of a SHA-256 in time. Without the key, which never leaves the run, nobody can make two texts with one tag.
 *
 * @see J.-P. Aumasson, D. J. Bernstein: SipHash: a fast short-input PRF; its reference implementation, `halfsiphash.c`
 */
export function tagOf(view: DataView, from: number, to: number, [k0, k1]: TagKey): Tag {
  let v0 = k0 | 0;
  let v1 = k1 ^ 0xee;
  let v2 = k0 ^ 0x6c796765;
  let v3 = k1 ^ 0x74656462;
  let low = 0;
  const words = (to - from) >> 2;
  // The words of the text, its last bytes with its length, and two closings.
  for (let step = 0; step <= words + 2; step++) {
    const word = step < words ? view.getInt32(from + step * 4, true) : step === words ? lastWord(view, from, to) : 0;
    v3 ^= word;
    if (step === words + 1) v2 ^= 0xee;
    if (step === words + 2) {
      low = v1 ^ v3;
      v1 ^= 0xdd;
    }
    for (let round = step <= words ? 2 : 4; round > 0; round--) {
      v0 = (v0 + v1) | 0;
      v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
      v0 = (v0 << 16) | (v0 >>> 16);
      v2 = (v2 + v3) | 0;
      v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
      v0 = (v0 + v3) | 0;
      v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
      v2 = (v2 + v1) | 0;
      v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
      v2 = (v2 << 16) | (v2 >>> 16);
    }
    v0 ^= word;
  }
  return { low, high: v1 ^ v3 };
}

function lastWord(view: DataView, from: number, to: number): number {
  let word = 0;
  for (let left = (to - from) & 3; left > 0; left--)
    word = (word << 8) | view.getUint8(to - ((to - from) & 3) + left - 1);
  return word | ((to - from) << 24);
}
