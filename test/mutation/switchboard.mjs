// Part of the bundle: which mutant is on, and which were asked for.
let on = globalThis.mutantFromTheStart ?? -1;
let asked = 0;
let most = Infinity;
let turn = 0;
const reached = new Uint8Array(globalThis.mutantCount);

/**
 * Whether this mutant is on. Every loop of ours asks again and again: a mutant that never ends is stopped here.
 * @throws {Error} once more was asked than the test has any reason to.
 */
export function $mutant(id) {
  reached[id] = 1;
  asked += 1;
  if (asked > most) throw new Error('This mutant seems to run for ever.');
  return id === on;
}

/** From here on this mutant is on, what was remembered is forgotten, and so many questions are answered. */
export function turnOn(id, limit = Infinity) {
  on = id;
  asked = 0;
  most = limit;
  turn += 1;
  reached.fill(0);
}

/** What was asked since the last turn. */
export function answered() {
  return { asked, reached: [...reached.keys()].filter((id) => reached[id] === 1) };
}

/** Stands in for the maps of a cache: what it kept under another mutant is gone. */
export class $Map extends Map {
  turn = turn;
  get(key) {
    if (this.turn !== turn) this.clear();
    this.turn = turn;
    return super.get(key);
  }
}

/** The same for a cache by object. */
export class $WeakMap extends WeakMap {
  get(key) {
    const kept = super.get(key);
    return kept?.turn === turn ? kept.value : undefined;
  }
  set(key, value) {
    return super.set(key, { turn, value });
  }
}
