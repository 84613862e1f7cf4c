import { avPair, ntlmType3 } from '../parse/ntlm-messages.js';
import { type Exchange, exchangeHeaders, negotiateAndNtlm } from './traffic.js';

const end = avPair(0, Buffer.alloc(0));
const answer = (pairs: Buffer) => `NTLM ${ntlmType3(Buffer.concat([pairs, end])).toString('base64')}`;

/** NTLM that is bound to a certificate, and to none. */
export const bound = answer(avPair(10, Buffer.alloc(16, 7)));
export const unbound = answer(avPair(10, Buffer.alloc(16)));

/** Exchange turns down what was sent. */
export function refusedWith(authorization: string, own: Exchange = {}): Exchange {
  return { authorization, status: 401, headers: [...negotiateAndNtlm, ...exchangeHeaders], ...own };
}
