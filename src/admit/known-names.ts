import { standalone } from '../parse/standalone.js';
import { longRun } from './calm.js';
import { headerKind } from './header-name.js';
import { limits } from './memo.js';

/** A header name, known by its bytes. */
export interface KnownName {
  readonly name: string;
  /**
   * From so many units on a run of letters and digits has to be looked at, in a value that is calm otherwise; 0 where
   * each value has to be looked at.
   */
  readonly run: number;
  readonly bytes: Uint8Array;
}

const names = new Map<number, KnownName>();

/** The name that ends with a colon in these bytes; undefined where it is a new one, or odd, or longer than most. */
export function knownName(bytes: Uint8Array, from: number): KnownName | undefined {
  let hash = 0;
  let at = from;
  for (let byte = bytes[at] as number; byte !== 58; byte = bytes[at] as number) {
    if (!(byte > 32) || at - from >= limits.nameLength) return undefined;
    hash = (Math.imul(hash, 31) + byte) | 0;
    at++;
  }
  const known = names.get(hash);
  return known && isSame(known.bytes, bytes, from, at) ? known : undefined;
}

/** Makes a name known, so that it is found by its bytes; there is no secret in names, as they stay as they are. */
export function learnName(name: string): void {
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(name)) return;
  if (names.size >= limits.names) names.clear();
  const bytes = new TextEncoder().encode(name);
  let hash = 0;
  for (const byte of bytes) hash = (Math.imul(hash, 31) + byte) | 0;
  names.set(hash, { name: standalone(name), run: longestRun(name), bytes });
}

// A run of 20 in an unknown header may look random. The parts of X-FailureContext are base64, which is read.
function longestRun(name: string): number {
  const kind = headerKind(name);
  if (kind === 'unknown') return 20;
  return kind === 'public' && name.toLowerCase() !== 'x-failurecontext' ? longRun : 0;
}

function isSame(known: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let at = 0; at < known.length; at++) if (known[at] !== bytes[from + at]) return false;
  return true;
}
