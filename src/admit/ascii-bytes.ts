/** Room for one text at a time, to walk over: looking at the units of a string one by one costs several times as much. */
export interface AsciiBytes {
  /** Zeros, but for the text from `start` on. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  /** False for a text that is too long or not ASCII throughout: it is not there then. */
  readonly load: (text: string) => boolean;
  /** To be called when the text was looked at: there may be a secret in it. */
  readonly wipe: () => void;
}

// Whoever looks back from the first byte of the text, or ahead from the last, finds zeros.
const margin = 8;

/** Makes room for a text of `limit` bytes. */
export function asciiBytes(limit: number): AsciiBytes {
  const bytes = new Uint8Array(margin + limit + margin);
  const room = bytes.subarray(margin, margin + limit);
  const encoder = new TextEncoder();
  let written = 0;
  return {
    bytes,
    view: new DataView(bytes.buffer),
    start: margin,
    load(text) {
      if (text.length > limit) return false;
      written = encoder.encodeInto(text, room).written;
      if (written === text.length) return true;
      room.fill(0, 0, written);
      return false;
    },
    wipe: () => void room.fill(0, 0, written),
  };
}
