import type { Place } from './opener.js';

/** One capture to judge. */
export interface CaptureInput extends Place {
  /** As it is shown: `a.har`, `stdin`, `bundle.zip!folder/a.har`. */
  readonly name: string;
  /** Nobody named it, and its name does not say that it is a capture: only its content can. */
  readonly doubtful: boolean;
  /** Bytes to be read for it, as far as they are known. */
  readonly size: number;
  /** It can be opened again, by somebody else as well. */
  readonly repeatable: boolean;
  /** A ZIP in which nothing is a capture, and what it is where its names tell. */
  readonly empty?: 'playwright' | 'unknown';
}

/** How much an input holds, about: what is packed is read four times as long. Bytes. */
export function unpackedSize({ name, size }: Pick<CaptureInput, 'name' | 'size'>): number {
  return /\.(?:saz|zip|gz|zhar)$/i.test(name) ? size * 4 : size;
}

/** Is it of a kind that is never held whole, however large? What is held may take more memory than there is. */
export function isReadInParts({ name }: Pick<CaptureInput, 'name'>): boolean {
  return /\.(?:saz|har)$/i.test(name);
}
