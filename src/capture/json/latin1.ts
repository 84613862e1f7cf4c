type Slice = (this: Buffer, from?: number, to?: number) => string;

/** What `toString` calls for this encoding after it has looked at its arguments, which takes longer than a short string. */
const { latin1Slice } = Buffer.prototype as { latin1Slice?: Slice };

/** The bytes between two offsets as latin1 text. */
export const latin1Between: (bytes: Buffer, from: number, to: number) => string = latin1Slice
  ? (bytes, from, to) => latin1Slice.call(bytes, from, to)
  : (bytes, from, to) => bytes.toString('latin1', from, to);
