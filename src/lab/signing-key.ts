import type { webcrypto } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet } from 'jose';

/** The simulated Entra's key: RS256, as Entra's own. */
export interface SigningKey {
  readonly privateKey: webcrypto.CryptoKey;
  readonly kid: string;
  readonly keySet: JSONWebKeySet;
}

let made: Promise<SigningKey> | undefined;

/** One key a process, made when first asked for: RSA keys take a fifth of a second. */
export function signingKey(): Promise<SigningKey> {
  made ??= makeKey();
  return made;
}

async function makeKey(): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const jwk = await exportJWK(publicKey);
  const kid = (await calculateJwkThumbprint(jwk)).slice(0, 27);
  return { privateKey, kid, keySet: { keys: [{ ...jwk, use: 'sig', alg: 'RS256', kid, x5t: kid }] } };
}
