import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNtlm } from '../../src/parse/ntlm.js';
import { expectLinear } from './linear.js';
import { avPair, ntlmMessage, ntlmType3 } from './ntlm-messages.js';

const binding = Buffer.alloc(16, 0x5a);
const target = avPair(2, Buffer.from('CONTOSO', 'utf16le'));
const end = avPair(0, Buffer.alloc(0));

describe('parseNtlm', () => {
  it.each([1, 2] as const)('knows a type %i message, which says nothing of channel binding', (type) => {
    expect(parseNtlm(ntlmMessage(type))).toEqual({ message: type, channelBinding: 'unknown' });
  });

  it.each<[string, Buffer, string]>([
    ['a binding', Buffer.concat([target, avPair(10, binding), end]), 'present'],
    ['sixteen zero bytes', Buffer.concat([target, avPair(10, Buffer.alloc(16)), end]), 'zero'],
    ['a binding with zeros in it', Buffer.concat([avPair(10, Buffer.alloc(16).fill(1, 15)), end]), 'present'],
    ['no such pair', Buffer.concat([target, end]), 'absent'],
    ['a pair of the wrong length', Buffer.concat([avPair(10, Buffer.alloc(8)), end]), 'unknown'],
    ['pairs without an end', target, 'unknown'],
    ['a pair longer than the message', avPair(10, binding).subarray(0, 12), 'unknown'],
    ['a binding behind the end of the list', Buffer.concat([end, avPair(10, binding)]), 'absent'],
  ])('reads a type 3 message with %s', (_, pairs, channelBinding) => {
    expect(parseNtlm(ntlmType3(pairs))).toEqual({ message: 3, channelBinding });
  });

  it('says absent for NTLMv1, which has no pairs', () => {
    const message = ntlmMessage(3, 88);
    message.writeUInt16LE(24, 20);
    message.writeUInt32LE(64, 24);
    expect(parseNtlm(message)).toEqual({ message: 3, channelBinding: 'absent' });
  });

  it('says unknown where the answer lies outside the message', () => {
    const message = ntlmType3(end);
    message.writeUInt32LE(0xffff_fff0, 24);
    expect(parseNtlm(message)).toEqual({ message: 3, channelBinding: 'unknown' });
    expect(parseNtlm(ntlmType3(end).subarray(0, 20))).toEqual({ message: 3, channelBinding: 'unknown' });
  });

  it('finds NTLM inside SPNEGO, in both of its frames', () => {
    const inside = ntlmType3(Buffer.concat([avPair(10, Buffer.alloc(16)), end]));
    for (const frame of [0x60, 0xa1]) {
      const spnego = Buffer.concat([Buffer.from([frame, 0x82, 0x01, 0x00, 0x06, 0x06]), inside]);
      expect(parseNtlm(spnego)).toEqual({ message: 3, channelBinding: 'zero' });
    }
  });

  it('takes SPNEGO without NTLM for Kerberos', () => {
    const spnego = Buffer.from('6082010006092a864886f712010202', 'hex');
    expect(parseNtlm(spnego)).toEqual({ message: 'kerberos', channelBinding: 'unknown' });
  });

  it('takes a view into a larger buffer for what it is', () => {
    const large = Buffer.concat([Buffer.from('xxxx'), ntlmMessage(1)]);
    expect(parseNtlm(new Uint8Array(large.buffer, large.byteOffset + 4, 32)).message).toBe(1);
  });

  it.each<[string, Buffer]>([
    ['nothing', Buffer.alloc(0)],
    ['a signature alone', Buffer.from('NTLMSSP\0', 'latin1')],
    ['a type that does not exist', ntlmMessage(7)],
    ['text', Buffer.from('hello NTLMSSP\0', 'latin1')],
  ])('says unknown for %s', (_, bytes) => {
    expect(parseNtlm(bytes)).toEqual({ message: 'unknown', channelBinding: 'unknown' });
  });

  it('never throws, whatever follows the signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.integer({ min: 0, max: 4 }), (tail, type) => {
        parseNtlm(tail);
        const head = ntlmMessage(type, 12);
        parseNtlm(Buffer.concat([head, tail]));
      }),
    );
  });

  it('takes linear time over a long list of pairs', () => {
    expectLinear((n) => {
      parseNtlm(ntlmType3(Buffer.concat(Array.from({ length: Math.min(n, 8000) }, () => avPair(1, Buffer.alloc(1))))));
    });
  });
});
