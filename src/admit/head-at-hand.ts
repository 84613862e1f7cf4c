import { asciiBytes } from './ascii-bytes.js';
import { isCalmPart } from './calm.js';
import { type KnownName, knownName } from './known-names.js';
import { randomTagKey, type Tag, tagOf } from './tag.js';

/** The head that is being redacted, as bytes, as far as it is one of ASCII. Offsets are those of its text. */
export interface HeadAtHand {
  readonly take: (head: string) => void;
  /** To be called at the end: there are secrets in it. */
  readonly wipe: () => void;
  /** The name of the header line that begins here, if it was learned. */
  readonly nameAt: (at: number) => KnownName | undefined;
  /** Where the line ends that begins here, if there is certainly nothing to cut in it. */
  readonly calmEnd: (at: number, name: KnownName) => number | undefined;
  /** Tells a part of the head from others; undefined where it cannot be looked at. */
  readonly tag: (from: number, to: number) => Tag | undefined;
}

const limitBytes = 16_000;

/** Room for one head after the other. */
export function createHeadAtHand(): HeadAtHand {
  const { bytes, view, start, load, wipe } = asciiBytes(limitBytes);
  const key = randomTagKey();
  let text = '';
  // Most heads are known as they are, and never loaded.
  let loaded: boolean | undefined;
  const isLoaded = () => {
    loaded ??= load(text);
    return loaded;
  };
  return {
    take(head) {
      text = head;
      loaded = undefined;
    },
    wipe() {
      if (loaded) wipe();
      text = '';
    },
    nameAt: (at) => (isLoaded() ? knownName(bytes, start + at) : undefined),
    calmEnd(at, name) {
      const from = start + at + name.name.length + 1;
      const end = valueEnd(bytes, from);
      return name.run > 0 && isCalmPart(bytes, from, end, name.run) ? end - start : undefined;
    },
    tag: (from, to) => (isLoaded() ? tagOf(view, start + from, start + to, key) : undefined),
  };
}

function valueEnd(bytes: Uint8Array, from: number): number {
  let end = from;
  while ((bytes[end] as number) >= 32 || bytes[end] === 9) end++;
  return end;
}
