import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TagKey, tagOf } from '../../src/admit/tag.js';

const key: TagKey = [0x03020100, 0x07060504];
const counting = new DataView(Uint8Array.from({ length: 64 }, (_, index) => index).buffer);

function hex({ low, high }: ReturnType<typeof tagOf>): string {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(low, 0);
  bytes.writeInt32LE(high, 4);
  return bytes.toString('hex');
}

describe('a tag', () => {
  // The first of the 64 vectors that come with the reference implementation: key 00 01 … 07, input 00 01 … of this length.
  it.each([
    [0, '218d1f59b9b83cc8'],
    [1, 'be552412f8387315'],
    [2, '064f39ef7c50eb57'],
    [3, 'ce0f1a45f7060679'],
    [4, 'd5e78a175be52ea1'],
    [5, 'cb9d7c3f2f3db580'],
    [6, 'ce3e91358aa2bc25'],
    [7, 'ff202728b07bc684'],
    [8, 'edfee820bce4858c'],
    [9, '5b51cccc13888307'],
    [10, '95b0469f06a6f2ee'],
    [11, 'ae26333994ddcd48'],
    [12, '7bc71f9faef5c799'],
  ])('of %i bytes is the one of the reference', (length, expected) => {
    expect(hex(tagOf(counting, 0, length, key))).toBe(expected);
  });

  it('is equal for equal bytes wherever they stand, and another with another key', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(9), (bytes, at) => {
        const room = new Uint8Array(at + bytes.length + 8);
        room.set(bytes, at);
        const tag = tagOf(new DataView(room.buffer), at, at + bytes.length, key);
        expect(tagOf(new DataView(bytes.slice().buffer), 0, bytes.length, key)).toEqual(tag);
        expect(tagOf(new DataView(bytes.slice().buffer), 0, bytes.length, [key[0], key[1] + 1])).not.toEqual(tag);
      }),
    );
  });
});
