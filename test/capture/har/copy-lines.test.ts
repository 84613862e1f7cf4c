import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHeaders } from '../../../src/capture/fields/read-headers.js';
import { joinLines } from '../../../src/capture/har/head-lines.js';
import { createWalker, slots, type Walker } from '../../../src/capture/har/walker.js';
import { createWindow, endWindow } from '../../../src/capture/json/window.js';

const window = createWindow(100_000);
const walker = createWalker(window) as Walker;

// Undefined where they are left to be parsed.
function copied(json: string, isRequest = false) {
  const message = isRequest ? 'request' : 'response';
  endWindow(window, window.bytes.write(`{"${message}":{"headers":${json},"status":"200"}}`));
  return walker.walk(0) === window.length ? walker.lines(slots[message].headers) : undefined;
}

const pair = (name: string, value: string) => ({ name, value });
const header = fc.record({
  name: fc.constantFrom('Host', 'content-length', 'Transfer-Encoding', ':path', 'x-very-long-name-of-a-header', 'a!'),
  value: fc.oneof(
    fc.constantFrom('', '0', 'REDACTED', 'a "quoted" C:\\x', 'é', 'aéb', ' a', 'a\nb', 'a\tb'),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.nat(9000).map((length) => 'v'.repeat(length)),
  ),
});

describe('header lines that are copied', () => {
  it('are those that are parsed', () => {
    fc.assert(
      fc.property(fc.array(header), fc.boolean(), fc.constantFrom(undefined, 2), (headers, isRequest, indent) => {
        const lines = copied(JSON.stringify(headers, undefined, indent), isRequest);
        if (lines) expect(lines).toEqual(joinLines(readHeaders(headers), isRequest));
      }),
    );
  });

  it.each([
    ['none', []],
    ['plain ones', [pair('Host', 'mail.contoso.com'), pair('Content-Length', '0'), pair('Empty', '')]],
    ['quotes and backslashes', [pair('ETag', '"0x1"'), pair('X', 'C:\\a/b')]],
    ['a pseudo-header', [pair(':path', '/owa'), pair('Host', 'a')]],
    ['what is beyond ASCII', [pair('X', 'aéb')]],
    ['more than usual', [pair('Cookie', 'v'.repeat(90_000)), pair('Host', 'a')]],
  ])('may be %s', (_what, headers) => {
    for (const json of [JSON.stringify(headers), JSON.stringify(headers, undefined, 2)]) {
      expect(copied(json)).toEqual(joinLines(readHeaders(headers), false));
    }
  });

  it.each([
    ['an outer blank', JSON.stringify([pair('X', ' a')])],
    ['two lines in one', JSON.stringify([pair('X', 'a\nb')])],
    ['a name of odd characters', JSON.stringify([pair('a b', 'c')])],
    ['another field', JSON.stringify([{ ...pair('X', 'a'), comment: '' }])],
    ['the members in another order', '[{"value":"a","name":"X"}]'],
    ['no string', '[{"name":"X","value":1}]'],
    ['no pair', '[["X","a"]]'],
    ['no end', '[{"name":"X","value":"a"}'],
  ])('are left to be parsed where there is %s', (_what, json) => {
    expect(copied(json)).toBeUndefined();
  });

  it('are left to be parsed where one may have been blanked in a request', () => {
    const json = JSON.stringify([pair('Authorization', 'REDACTED')]);
    expect(copied(json, true)).toBeUndefined();
    expect(copied(json, false)?.recorded).toBe(1);
  });
});
