/**
 * NTLM-like messages ([MS-NLMP] 2.2.1): the real layout of types 1, 2 and 3, so that what reads NTLM can read them,
 * with a proof of the password which is not NTLM's (its MD4 is gone from OpenSSL 3). Where type 3 is bound to no
 * channel, the pair is there, and zero.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';

const signature = Buffer.from('NTLMSSP\0', 'latin1');
const flags = 0xa2888205; // Unicode, NTLM, extended session security, target info, version, 128, 56
const version = Buffer.from([10, 0, 0x61, 0x58, 0, 0, 0, 15]);
const proofLength = 16;
const unbound = Buffer.alloc(16);

/** Who a type 3 message says that it is, and what proves it. */
export interface NtlmProof {
  readonly domain: string;
  readonly account: string;
  readonly response: Buffer;
  /** MsvAvChannelBindings; undefined where it is zero. */
  readonly channelBinding: Buffer | undefined;
}

/** Type 1, base64. */
export function negotiateMessage(): string {
  return Buffer.concat([signature, uint32(1), uint32(flags), field(0, 0), field(0, 0), version]).toString('base64');
}

/** Type 2, base64, with the server's challenge of eight octets. */
export function challengeMessage(challenge: Buffer, domain: string): string {
  const target = utf16(domain);
  const info = Buffer.concat([pair(2, target), pair(0, Buffer.alloc(0))]);
  const head = [signature, uint32(2), field(target.length, 56), uint32(flags), challenge, Buffer.alloc(8)];
  return Buffer.concat([...head, field(info.length, 56 + target.length), version, target, info]).toString('base64');
}

/** Type 3, base64, in answer to a type 2 message. */
export function authenticateMessage(
  challengeText: string,
  user: { domain: string; account: string; password: string },
  channelBinding: Buffer = unbound,
): string {
  const challenge = Buffer.from(challengeText, 'base64').subarray(24, 32);
  const blob = Buffer.concat([
    Buffer.from([1, 1, 0, 0, 0, 0, 0, 0]),
    Buffer.alloc(8), // time stamp
    randomBytes(8),
    Buffer.alloc(4),
    pair(10, channelBinding), // MsvAvChannelBindings
    pair(0, Buffer.alloc(0)),
    Buffer.alloc(4),
  ]);
  const response = Buffer.concat([proofOf(user.password, challenge, blob), blob]);
  const parts = [Buffer.alloc(24), response, utf16(user.domain), utf16(user.account), utf16('PC01'), Buffer.alloc(0)];
  let offset = 88;
  const fields = parts.map((part) => {
    offset += part.length;
    return field(part.length, offset - part.length);
  });
  const mic = Buffer.alloc(16);
  return Buffer.concat([signature, uint32(3), ...fields, uint32(flags), version, mic, ...parts]).toString('base64');
}

/** 1, 2 or 3; 0 for anything else. */
export function messageType(token: string): number {
  const message = Buffer.from(token, 'base64');
  return message.length >= 12 && message.subarray(0, 8).equals(signature) ? message.readUInt32LE(8) : 0;
}

/** What a type 3 message holds; undefined when it is cut or its fields lie outside of it. */
export function readAuthenticateMessage(token: string): NtlmProof | undefined {
  const message = Buffer.from(token, 'base64');
  if (message.length < 64) return undefined;
  const [response, domain, account] = [20, 28, 36].map((at) => {
    const offset = message.readUInt32LE(at + 4);
    return message.subarray(offset, offset + message.readUInt16LE(at));
  });
  if (!response || !domain || !account || response.length < proofLength) return undefined;
  const channelBinding = bindingIn(response);
  return { response, domain: domain.toString('utf16le'), account: account.toString('utf16le'), channelBinding };
}

// The first pair behind the proof and the head of what it proves, which is how `authenticateMessage` writes it.
function bindingIn(response: Buffer): Buffer | undefined {
  const at = proofLength + 28;
  if (response.length < at + 20 || response.readUInt16LE(at) !== 10) return undefined;
  const binding = response.subarray(at + 4, at + 20);
  return binding.equals(unbound) ? undefined : binding;
}

/** Was the proof made with this password for this challenge? */
export function provesPassword({ response }: NtlmProof, password: string, challenge: Buffer): boolean {
  return response.subarray(0, proofLength).equals(proofOf(password, challenge, response.subarray(proofLength)));
}

function proofOf(password: string, challenge: Buffer, blob: Buffer): Buffer {
  const key = createHash('md5').update(utf16(password)).digest();
  return createHmac('md5', key).update(challenge).update(blob).digest();
}

function pair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

function field(length: number, offset: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt16LE(length, 0);
  bytes.writeUInt16LE(length, 2);
  bytes.writeUInt32LE(offset, 4);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value, 0);
  return bytes;
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}
