import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { readClientHello } from '../../../src/proxy/tls/client-hello.js';
import { clientHelloBytes } from './client-hello-bytes.js';

let hello: Buffer;
beforeAll(async () => {
  hello = await clientHelloBytes({ servername: 'mail.contoso.com', ALPNProtocols: ['h2', 'http/1.1'] });
});

/** The same handshake message in records of `size` bytes. */
function inRecords(bytes: Buffer, size: number): Buffer {
  const message = bytes.subarray(5);
  const records: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    records.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 255]), part);
  }
  return Buffer.concat(records);
}

const expected = { state: 'hello', serverName: 'mail.contoso.com', alpn: ['h2', 'http/1.1'], legacyVersion: 0x0303 };

describe('readClientHello', () => {
  it('reads name, protocols and versions', () => {
    expect(readClientHello(hello)).toEqual({ ...expected, versions: [0x0304, 0x0303] });
  });

  it('calls every beginning partial', () => {
    for (let end = 0; end < hello.length; end++) {
      expect(readClientHello(hello.subarray(0, end)), `${end} bytes`).toEqual({ state: 'partial' });
    }
  });

  it.each([1, 60, 100])('reads a hello in records of %i bytes', (size) => {
    const records = inRecords(hello, size);
    expect(readClientHello(records)).toMatchObject(expected);
    expect(readClientHello(records.subarray(0, records.length - 1))).toEqual({ state: 'partial' });
  });

  it('does not mind what comes behind', () => {
    expect(readClientHello(Buffer.concat([hello, Buffer.from([20, 3, 3, 0, 1, 1])]))).toMatchObject(expected);
  });

  it('leaves out what the client did not send', async () => {
    const plain = readClientHello(await clientHelloBytes({ host: '127.0.0.1', maxVersion: 'TLSv1.2' }));
    expect(plain).toEqual({ state: 'hello', legacyVersion: 0x0303 });
  });

  it.each<[what: string, bytes: number[]]>([
    ['HTTP', [...Buffer.from('GET / HTTP/1.1\r\n')]],
    ['SSH', [...Buffer.from('SSH-2.0-x')]],
    ['SSL 2', [0x80, 0x2e, 1, 0, 2]],
    ['a TLS alert', [21, 3, 1, 0, 2, 2, 40]],
    ['another major version', [22, 4, 0]],
    ['an empty record', [22, 3, 1, 0, 0]],
    ['an oversized record', [22, 3, 1, 0xff, 0xff]],
    ['a ServerHello', [22, 3, 1, 0, 4, 2, 0, 0, 0]],
    ['a hello too short for its fields', [22, 3, 1, 0, 6, 1, 0, 0, 2, 3, 3]],
    ['a hello of 16 MB', [22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff]],
    ['another record in mid-message', [22, 3, 1, 0, 2, 1, 0, 23, 3, 3, 0, 1, 0]],
  ])('tells %s apart', (_, bytes) => {
    expect(readClientHello(Uint8Array.from(bytes))).toEqual({ state: 'not-tls' });
  });

  it('never throws, whatever bytes a hello is damaged with', () => {
    const damage = fc.tuple(fc.nat(1000), fc.uint8Array({ maxLength: 20 }), fc.nat(1000));
    fc.assert(
      fc.property(damage, ([at, bytes, cut]) => {
        const damaged = Buffer.from(hello);
        Buffer.from(bytes).copy(damaged, at % damaged.length);
        expect(['partial', 'not-tls', 'hello']).toContain(readClientHello(damaged.subarray(0, cut)).state);
        expect(['partial', 'not-tls', 'hello']).toContain(readClientHello(bytes).state);
      }),
    );
  });
});
