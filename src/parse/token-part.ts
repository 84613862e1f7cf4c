// By their own paths: all of jose takes longer to load than everything else that a token needs.
import { decodeProtectedHeader } from 'jose/decode/protected_header';
import { decodeJwt } from 'jose/jwt/decode';
import { asObject, isTooDeep, type JsonObject, readCutObject, readJsonObject } from './json-text.js';

/** One part of a compact token, decoded as far as it goes. */
export interface DecodedPart {
  readonly object?: JsonObject | undefined;
  /** Only the whole members at the beginning could be read: the part is cut. */
  readonly partial?: boolean;
  readonly defect?: 'not-base64url' | 'not-json' | 'nested-too-deep';
}

/** Decodes a JOSE header. Never throws; what is wrong is the defect. */
export function decodeHeader(part: string): DecodedPart {
  return decodePart(part, () => decodeProtectedHeader({ protected: part }));
}

/** Decodes a claims set. Never throws; what is wrong is the defect. */
export function decodeClaims(part: string): DecodedPart {
  return decodePart(part, () => decodeJwt(`.${part}.`));
}

function decodePart(part: string, byJose: () => unknown): DecodedPart {
  const text = Buffer.from(part, 'base64url').toString('utf8');
  if (isTooDeep(text)) return { defect: 'nested-too-deep' };
  const strict = /^[\w-]*$/.test(part);
  const object = tried(byJose) ?? readJsonObject(text);
  if (object) return strict ? { object } : { object, defect: 'not-base64url' };
  const partial = text.startsWith('{') ? readCutObject(text) : undefined;
  const defect = strict ? 'not-json' : 'not-base64url';
  return partial ? { object: partial, partial: true, defect } : { defect };
}

function tried(byJose: () => unknown): JsonObject | undefined {
  try {
    return asObject(byJose());
  } catch {
    return undefined; // read more leniently by the caller
  }
}
