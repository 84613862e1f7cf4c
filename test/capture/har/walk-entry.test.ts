import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asFields } from '../../../src/capture/fields/json-fields.js';
import { nothingBeside } from '../../../src/capture/har/places.js';
import { partsOf, readEntry } from '../../../src/capture/har/read-entry.js';
import { openHar, readHar } from '../../../src/capture/har/read-har.js';
import { createTaker } from '../../../src/capture/har/take-entry.js';
import { more } from '../../../src/capture/json/skip.js';
import { createView } from '../../../src/capture/json/view.js';
import { memorySource } from '../../../src/capture/source.js';
import { createTally } from '../../../src/capture/tally.js';
import type { RawTransaction } from '../../../src/types.js';
import { runs } from '../../support/long.js';
import { anyStyle } from './json-text.js';

/** Bodies are looked at, so that two readings can be compared. */
function plain(read: RawTransaction): unknown {
  return JSON.parse(JSON.stringify(read));
}

function walked(text: string, windowBytes?: number): unknown[] {
  const opened = openHar(memorySource(Buffer.from(text), 'a.har'), windowBytes);
  return [...readHar(opened, createTally(), nothingBeside())].map(plain);
}

function parsed(text: string): unknown[] {
  const { entries } = JSON.parse(text).log;
  const context = { producer: 'any', sanitised: false };
  return entries.flatMap((entry: unknown, index: number) => {
    const fields = asFields(entry);
    const read = fields && readEntry(partsOf(fields), String(index + 1), context);
    return read ? [plain(read)] : [];
  });
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    '',
    ' ',
    'a b',
    'REDACTED',
    'Bearer\nNTLM',
    'x\r\n y',
    '\u00a0\u65e5\u672c\u3000',
    '"quoted"',
    'C:\\x/y',
    '0',
  ),
  fc.string({ minLength: 150, maxLength: 300 }).map((long) => `{${long}`),
);
const odd = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true }),
  text,
  fc.array(text),
  fc.json().map((json) => JSON.parse(json)),
);
const mostly = <T>(usual: fc.Arbitrary<T>) => fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: odd });
const object = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

const name = fc.oneof(
  fc.constantFrom(
    'Host',
    'Authorization',
    'cookie',
    'Content-Length',
    'TRANSFER-ENCODING',
    ':authority',
    'WWW-Authenticate',
    'x y',
    ' a',
    '!',
    'a!',
  ),
  text,
);
const header = fc.oneof(
  { weight: 8, arbitrary: fc.record({ name: mostly(name), value: mostly(text) }) },
  { weight: 1, arbitrary: object({ value: text, name, comment: text }) },
  { weight: 1, arbitrary: fc.tuple(name, text) },
);
const headers = fc.oneof(
  { weight: 8, arbitrary: fc.array(header, { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.dictionary(name, text) },
  { weight: 1, arbitrary: odd },
);
const base64 = text.map((one) => Buffer.from(one).toString('base64'));
const content = object({
  size: mostly(fc.nat(9)),
  mimeType: text,
  text: mostly(fc.oneof(text, base64)),
  encoding: mostly(fc.constantFrom('base64', 'BASE64', '')),
  comment: mostly(text),
});
const postData = object({
  mimeType: text,
  params: mostly(fc.array(object({ name: mostly(text), value: mostly(text) }))),
  text: mostly(fc.oneof(text, base64)),
  encoding: mostly(fc.constantFrom('base64')),
  _content: mostly(content),
});
const version = fc.constantFrom('HTTP/1.1', 'http/1.0', 'h2', '');
const request = object({
  method: mostly(fc.constantFrom('GET', 'POST', 'CONNECT', 'get x', 'HEAD')),
  url: mostly(
    fc.oneof(text, fc.webUrl(), fc.constantFrom('https://a.contoso.com', 'https://a?b/c', 'http://a/ b#c', 'a:443')),
  ),
  httpVersion: mostly(version),
  headers,
  queryString: odd,
  cookies: headers,
  postData: mostly(postData),
  _content: mostly(content),
  _error: mostly(text),
});
const response = object({
  status: mostly(fc.oneof(fc.constantFrom(200, 204, 401, 0, '401', 1e2), fc.integer())),
  statusText: mostly(text),
  httpVersion: mostly(version),
  headers,
  content: mostly(content),
  _error: mostly(text),
});
const time = fc.constantFrom('2024-05-01T10:00:00.500Z', '2024-05-01T10:00:00', '2024-13-01T10:00:00.500Z', 'x');
const entry = object({
  _initiator: odd,
  startedDateTime: mostly(time),
  time: mostly(fc.double()),
  request: mostly(request),
  response: mostly(response),
  connection: mostly(text),
  timings: odd,
  _error: mostly(text),
});

const harText = anyStyle(fc.array(mostly(entry), { maxLength: 4 }).map((entries) => ({ log: { entries } }))).map(
  ({ text }) => text,
);

describe('a walked entry', () => {
  test('says what the parsed one says, whatever its shape and style', () => {
    fc.assert(
      fc.property(harText, (har) => {
        expect(walked(har)).toEqual(parsed(har));
      }),
      { numRuns: runs(37, 150) },
    );
  });

  test('says the same however small the window is', () => {
    fc.assert(
      fc.property(harText, fc.integer({ min: 300, max: 1500 }), (har, windowBytes) => {
        expect(walked(har, windowBytes)).toEqual(parsed(har));
      }),
      { numRuns: runs(37, 150) },
    );
  });

  const context = { producer: 'any', sanitised: false };
  const entryText = anyStyle(entry).map(({ text }) => text);
  const takenFrom = (bytes: Buffer, without?: 'room') => {
    const view = createView(memorySource(bytes, 'a.har'));
    return createTaker(without ? { ...view, room: undefined } : view)(0);
  };
  const readOf = ({ to, parts }: ReturnType<typeof takenFrom>) => {
    const read = parts && readEntry(parts, '1', context);
    return { to, read: read && plain(read) };
  };

  test('says what it says where WebAssembly cannot run', () => {
    fc.assert(
      fc.property(entryText, (text) => {
        expect(readOf(takenFrom(Buffer.from(text)))).toEqual(readOf(takenFrom(Buffer.from(text), 'room')));
      }),
      { numRuns: runs(37, 300) },
    );
  });

  const usual = fc.record({
    request: fc.record({
      method: fc.constantFrom('GET', 'POST', 'GETS', 'GE', 'POSTS', 'get', 'CONNECT'),
      url: fc.constantFrom(
        ...[
          'https://a/b?c',
          'http://a/',
          'https://a',
          'https://a/b#c',
          'https://a?b/c',
          'https://a/b c',
          ' https://a/b',
        ],
        ...['ftp://a/b', 'https:', '/owa', `https://a/${'b'.repeat(2030)}`, `https://a/${'b'.repeat(2100)}`],
      ),
      httpVersion: fc.constantFrom('HTTP/1.1', 'h2', 'HTTP/1.0', 'http/1.0', ' HTTP/1.0', 'HTTP/1.0 ', '', null, 1),
      headers: fc.constantFrom([], [{ name: 'Host', value: 'a' }], [{ name: 'X', value: 'é' }], null),
    }),
    response: fc.record({
      status: fc.constantFrom(200, 100, 999, 99, 1000, 0, '200', 20.5),
      statusText: fc.constantFrom('OK', '', ' OK', 'Not Found ', 'Not Found', 'a\r\nb', 'é', 'x'.repeat(40), null, 1),
      httpVersion: fc.constantFrom('HTTP/1.1', 'h3', 'HTTP/1.0', 'http/1.0 ', null),
      headers: fc.constantFrom([], [{ name: 'Server', value: 'b' }]),
    }),
  });

  test('has the heads of the parsed one, usual or not', () => {
    fc.assert(
      fc.property(anyStyle(usual), ({ text }) => {
        const wanted = readEntry(partsOf(JSON.parse(text)), '1', context);
        expect(readOf(takenFrom(Buffer.from(text))).read).toEqual(wanted && plain(wanted));
      }),
      { numRuns: runs(150, 1500) },
    );
  });

  test('has no end where it is cut, anywhere', () => {
    fc.assert(
      fc.property(entryText, fc.nat(), (text, at) => {
        const bytes = Buffer.from(text);
        expect(takenFrom(bytes.subarray(0, 1 + (at % (bytes.length - 1)))).to).toBe(more);
      }),
      { numRuns: runs(37, 300) },
    );
  });

  test('says what the parsed one says wherever JSON.parse takes it, damaged as it may be', () => {
    const unit = fc.constantFrom(...'"\\{}[]:,0 n\n\0x');
    fc.assert(
      fc.property(entryText, fc.nat(), unit, (text, place, instead) => {
        const at = place % text.length;
        const damagedText = text.slice(0, at) + instead + text.slice(at + 1);
        const fields = fieldsOf(damagedText);
        const taken = readOf(takenFrom(Buffer.from(damagedText)));
        const wanted = fields && readEntry(partsOf(fields), '1', context);
        const to = Buffer.byteLength(damagedText.trimEnd());
        if (fields) expect(taken).toEqual({ to, read: wanted && plain(wanted) });
      }),
      { numRuns: runs(100, 1000) },
    );
  });
});

function fieldsOf(text: string) {
  try {
    return text.startsWith('{') ? asFields(JSON.parse(Buffer.from(text).toString())) : undefined;
  } catch {
    return undefined;
  }
}
