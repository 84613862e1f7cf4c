import { hash, randomBytes } from 'node:crypto';
import { asciiBytes } from './ascii-bytes.js';
import { randomTagKey, tagOf } from './tag.js';

// Longer secrets are bodies and chains of tokens.
const shortBytes = 4_000;

/**
 * Tells texts apart without remembering them: equal texts have equal fingerprints, others others, by a key of its own that
 * nobody knows. Short ASCII is tagged, a fifth of a digest in time; all else is digested.
 */
export function createFingerprint(): (text: string) => string {
  const { view, start, load, wipe } = asciiBytes(shortBytes);
  const tagKey = randomTagKey();
  const digestKey = randomBytes(24).toString('base64');
  return (text) => {
    // Digests stay inside, so that nobody can lengthen one; SHA-256 over key and text costs a fifth of an HMAC.
    if (!load(text)) return hash('sha256', digestKey + text, 'binary');
    const { low, high } = tagOf(view, start, start + text.length, tagKey);
    wipe();
    return String.fromCharCode(low >>> 16, low & 0xffff, high >>> 16, high & 0xffff);
  };
}
