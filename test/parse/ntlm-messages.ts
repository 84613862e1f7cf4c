/** NTLM messages for tests, made byte by byte after [MS-NLMP] 2.2.1. */

/** A message that is empty but for its signature and type. */
export function ntlmMessage(type: number, length = 64): Buffer {
  const message = Buffer.alloc(length);
  message.write('NTLMSSP\0', 0, 'latin1');
  message.writeUInt32LE(type, 8);
  return message;
}

/** One AV pair. */
export function avPair(id: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(id, 0);
  head.writeUInt16LE(value.length, 2);
  return Buffer.concat([head, value]);
}

/** A type 3 message with an NTLMv2 answer that carries these AV pairs. */
export function ntlmType3(pairs: Buffer): Buffer {
  const head = ntlmMessage(3, 88);
  const answer = Buffer.concat([Buffer.alloc(16 + 28, 1), pairs]);
  head.writeUInt16LE(answer.length & 0xffff, 20);
  head.writeUInt16LE(answer.length & 0xffff, 22);
  head.writeUInt32LE(head.length, 24);
  return Buffer.concat([head, answer]);
}
