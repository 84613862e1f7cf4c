/** A random of its own for each client, so that a run can be repeated by its seed. mulberry32, public domain. */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { next, below: (limit) => Math.floor(next() * limit), one: (list) => list[Math.floor(next() * list.length)] };
}

const pattern = Buffer.alloc(1 << 20);
const filler = createRandom(1);
for (let at = 0; at < pattern.length; at++) pattern[at] = filler.below(256);

/** The body that a seed stands for: the same at both ends. At most 1 MiB. */
export function bodyOf(seed, size) {
  const from = seed % 4_096;
  return pattern.subarray(from, Math.min(from + size, pattern.length));
}
