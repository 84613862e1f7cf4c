/** Damage as files suffer it, and as an enemy would do it; the same seed does the same. */

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from 0 to below `end`. */
export function below(random: Random, end: number): number {
  return Math.floor(random() * end);
}

type Mutation = (bytes: Buffer, random: Random, other: Buffer) => Buffer;

const troublesome = [0x00, 0x0a, 0x0d, 0x20, 0x22, 0x2c, 0x3a, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d, 0x7f, 0x80, 0xff];

/** The bytes without what lies in the range, and something in its place. */
function splice(bytes: Buffer, from: number, to: number, put: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)]);
}

function range(bytes: Buffer, random: Random, longest = bytes.length): [from: number, to: number] {
  const from = below(random, bytes.length + 1);
  return [from, Math.min(bytes.length, from + below(random, Math.max(1, longest)))];
}

const mutations: readonly Mutation[] = [
  (bytes, random) => bytes.subarray(0, below(random, bytes.length + 1)),
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = below(random, copy.length);
    if (copy.length > 0) copy[at] = (copy[at] ?? 0) ^ (1 << below(random, 8));
    return copy;
  },
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    for (let n = below(random, 16); n >= 0 && copy.length > 0; n -= 1) {
      copy[below(random, copy.length)] = troublesome[below(random, troublesome.length)] as number;
    }
    return copy;
  },
  (bytes, random) => splice(bytes, ...range(bytes, random, 64)),
  (bytes, random) => splice(bytes, ...range(bytes, random)),
  (bytes, random) => {
    const [from, to] = range(bytes, random, 2000);
    return splice(bytes, to, to, bytes.subarray(from, to));
  },
  (bytes, random) => {
    const at = below(random, bytes.length + 1);
    return splice(bytes, at, at, Buffer.from(Array.from({ length: below(random, 40) }, () => below(random, 256))));
  },
  // A number in the text becomes another: lengths, offsets, statuses, times.
  (bytes, random) => {
    const at = bytes.findIndex((byte, index) => index >= below(random, bytes.length) && byte >= 0x30 && byte <= 0x39);
    const numbers = ['0', '-1', '99999999999', '4294967295', '1e999', '9'.repeat(40)];
    return at < 0 ? bytes : splice(bytes, at, at + 1, Buffer.from(numbers[below(random, numbers.length)] as string));
  },
  // The same again and again: nesting, repetition.
  (bytes, random) => {
    const [from, to] = range(bytes, random, 12);
    const part = bytes.subarray(from, to);
    return splice(bytes, from, to, Buffer.concat(Array.from({ length: 1 + below(random, 3000) }, () => part)));
  },
  (bytes, random, other) =>
    Buffer.concat([
      bytes.subarray(0, below(random, bytes.length + 1)),
      other.subarray(below(random, other.length + 1)),
    ]),
];

/** One to four mutations of a file; `other` lends it parts. */
export function mutate(bytes: Buffer, seed: number, other: Buffer): Buffer {
  const random = randomFrom(seed);
  let mutated = bytes;
  for (let n = below(random, 4); n >= 0; n -= 1) {
    const mutation = mutations[below(random, mutations.length)] as Mutation;
    mutated = mutation(mutated, random, other);
  }
  return mutated;
}
