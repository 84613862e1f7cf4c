import type { ChannelBinding, NtlmMessage } from '../types.js';

/**
 * NTLM messages, read for two facts: which of the three it is, and what an NTLMv2 answer says of channel binding
 * (Extended Protection). Every offset comes from the sender, so every read is checked.
 *
 * @see [MS-NLMP] 2.2.1, 2.2.2.7, 2.2.2.1
 */

/** What an NTLM or Negotiate blob says. */
export interface NtlmFacts {
  readonly message: NtlmMessage;
  readonly channelBinding: ChannelBinding;
}

const unknown: NtlmFacts = { message: 'unknown', channelBinding: 'unknown' };
const signature = Buffer.from('NTLMSSP\0', 'latin1');
const proofAndHeader = 16 + 28;
const ntlmV1Length = 24;
const avEol = 0x0000;
const avChannelBindings = 0x000a;

/** Reads an NTLM message, also inside SPNEGO; SPNEGO without NTLM is Kerberos. Never throws. */
export function parseNtlm(bytes: Uint8Array): NtlmFacts {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = buffer.indexOf(signature);
  if (start === 0 || (start > 0 && isSpnego(buffer))) return parseMessage(buffer.subarray(start));
  return isSpnego(buffer) ? { message: 'kerberos', channelBinding: 'unknown' } : unknown;
}

// NegTokenInit in its GSS-API frame (0x60) or NegTokenResp (0xA1), RFC 4178 §4.2.
function isSpnego(buffer: Buffer): boolean {
  return buffer[0] === 0x60 || buffer[0] === 0xa1;
}

function parseMessage(message: Buffer): NtlmFacts {
  if (message.length < 12) return unknown;
  const type = message.readUInt32LE(8);
  if (type === 3) return { message: 3, channelBinding: bindingOf(message) };
  return type === 1 || type === 2 ? { message: type, channelBinding: 'unknown' } : unknown;
}

// NtChallengeResponseFields: length at 20, offset at 24.
function bindingOf(message: Buffer): ChannelBinding {
  if (message.length < 28) return 'unknown';
  const length = message.readUInt16LE(20);
  const offset = message.readUInt32LE(24);
  if (offset + length > message.length) return 'unknown';
  if (length <= ntlmV1Length) return 'absent'; // NTLMv1 and anonymous answers have no AV pairs
  return bindingAmong(message.subarray(offset + proofAndHeader, offset + length));
}

function bindingAmong(pairs: Buffer): ChannelBinding {
  for (let at = 0; at + 4 <= pairs.length; ) {
    const id = pairs.readUInt16LE(at);
    const length = pairs.readUInt16LE(at + 2);
    const value = pairs.subarray(at + 4, at + 4 + length);
    if (id === avEol) return 'absent';
    if (value.length < length) return 'unknown';
    if (id === avChannelBindings) return verdict(value);
    at += 4 + length;
  }
  return 'unknown';
}

function verdict(value: Buffer): ChannelBinding {
  if (value.length !== 16) return 'unknown';
  return value.every((byte) => byte === 0) ? 'zero' : 'present';
}
