import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource, type Source } from '../../../src/capture/source.js';
import { looksLikeZip, openZip, type Zip } from '../../../src/capture/zip/zip.js';
import { HmaError } from '../../../src/errors.js';
import { expectFourfold } from '../../parse/linear.js';
import { type BuiltEntry, type BuiltZip, buildZip } from './build-zip.js';

const open = (bytes: Uint8Array) => openZip(memorySource(bytes, 'a.zip'));
const contents = (zip: Zip) => zip.entries.map((entry) => [entry.name, zip.read(entry).bytes.toString('latin1')]);
const defectsOf = (zip: Zip) => zip.entries.map((entry) => zip.read(entry).defect);

const files: readonly BuiltEntry[] = [
  { name: 'raw/', method: 0 },
  { name: 'raw/1_c.txt', content: 'GET / HTTP/1.1\r\n\r\n' },
  { name: 'raw/1_s.txt', content: 'x'.repeat(5000) },
  { name: 'raw/1_m.xml', content: '', method: 0 },
  { name: 'last', content: 'the last one', method: 0 },
];
const expected = files.map(({ name, content = '' }) => [name, content]);
const as = (change: Partial<BuiltEntry>) => files.map((file) => ({ ...file, ...change }));

describe('openZip', () => {
  it.each<[string, readonly BuiltEntry[], BuiltZip]>([
    ['deflated and stored entries', files, {}],
    ['sizes behind the contents', as({ descriptor: true }), {}],
    ['ZIP64 fields although nothing is large', as({ zip64: 'beside' }), { zip64: true }],
    ['sizes in ZIP64 fields alone', as({ zip64: 'instead' }), { zip64: true }],
    ['a method in folders, too', as({ method: 8 }), {}],
    ['bytes before the archive', files, { before: Buffer.from('MZ a program that unpacks itself') }],
    ['bytes before an archive with ZIP64 records', files, { before: Buffer.alloc(999), zip64: true }],
  ])('reads %s', (_what, entries, options) => {
    const zip = open(buildZip(entries, options));
    expect(contents(zip)).toEqual(expected);
    expect(defectsOf(zip).filter(Boolean)).toEqual([]);
    expect(zip).toMatchObject({ defects: {}, truncated: false });
  });

  it('gives the comment, also a long one that looks like an archive', () => {
    const comment = `Fiddler (v5.0) ${'PK\x05\x06'.repeat(5000)}`;
    const zip = open(buildZip(files, { comment }));
    expect(zip.comment).toBe(comment);
    expect(contents(zip)).toEqual(expected);
  });

  it('reads with zero bytes behind it, as some transfers leave them', () => {
    expect(contents(open(Buffer.concat([buildZip(files), Buffer.alloc(500)])))).toEqual(expected);
  });

  it('reads an archive without entries', () => {
    expect(open(buildZip([])).entries).toEqual([]);
  });

  it.each<[string, Uint8Array, number, string]>([
    ['UTF-8', Buffer.from('日本.har'), 0x800, '日本.har'],
    ['UTF-8 that is not declared', Buffer.from('ä.har'), 0, 'ä.har'],
    ['another encoding', Buffer.from('\xe4.har', 'latin1'), 0, 'ä.har'],
    ['back-slashes', Buffer.from('raw\\1_c.txt'), 0, 'raw/1_c.txt'],
  ])('reads a name in %s', (_what, name, flags, wanted) => {
    expect(open(buildZip([{ name, flags, content: 'x' }])).entries.map((entry) => entry.name)).toEqual([wanted]);
  });

  it.each(['../a', 'a/../../b', '/etc/passwd', '\\\\server\\share', 'C:\\a', 'c:a', 'a\0b', ''])(
    'leaves out %j',
    (name) => {
      const zip = open(buildZip([{ name, content: 'x' }, ...files]));
      expect(contents(zip)).toEqual(expected);
      expect(zip.defects).toEqual({ 'unsafe-names': 1 });
    },
  );

  it('keeps dots that lead nowhere', () => {
    expect(open(buildZip([{ name: 'a..b/..c', content: 'x' }])).entries).toHaveLength(1);
  });

  it('takes the last of two entries with one name, and counts', () => {
    const zip = open(buildZip([{ name: 'a', content: 'first' }, ...files, { name: 'a', content: 'second' }]));
    expect(new Map(contents(zip) as [string, string][]).get('a')).toBe('second');
    expect(zip.defects).toEqual({ 'duplicate-names': 1 });
  });

  it.each([false, true])('finds whole entries in an archive that is cut (sizes behind: %s)', (descriptor) => {
    const bytes = buildZip(as({ descriptor }));
    const cut = open(bytes.subarray(0, bytes.indexOf('last') + 10));
    expect(contents(cut).slice(0, 4)).toEqual(expected.slice(0, 4));
    expect(defectsOf(cut).slice(0, 4)).toEqual([undefined, undefined, undefined, undefined]);
    expect(cut).toMatchObject({ truncated: true, defects: { 'directory-rebuilt': 1 } });
  });

  it('gives the beginning of an entry that is cut', () => {
    const text = Array.from({ length: 5000 }, (_, n) => `${n * 7919}`).join(',');
    const bytes = buildZip([{ name: 'a', content: text }]);
    const zip = open(bytes.subarray(0, bytes.length >> 1));
    const [entry] = zip.entries;
    const content = entry && zip.read(entry);
    expect(content?.defect).toBe('damaged');
    expect(content?.bytes.length).toBeGreaterThan(1000);
    expect(text.startsWith(content?.bytes.toString() ?? '')).toBe(true);
  });

  it('finds by its local header what a damaged directory no longer shows', () => {
    const bytes = buildZip(files);
    const second = bytes.indexOf('PK\x01\x02', bytes.indexOf('PK\x01\x02') + 1);
    for (const [at, value] of [
      [second, 0],
      [second + 28, 0xff],
      [second + 30, 0x77],
    ] as const) {
      const damaged = Buffer.from(bytes);
      damaged[at] = value;
      const zip = open(damaged);
      expect(new Map(contents(zip) as [string, string][])).toEqual(new Map(expected as [string, string][]));
      expect(zip).toMatchObject({ truncated: false, defects: { 'directory-rebuilt': 1 } });
    }
  });

  it.each<[string, number]>([
    ['the offset of the directory', 16],
    ['the size of the directory', 12],
    ['the number of entries', 10],
  ])('reads with %s damaged', (_what, at) => {
    const bytes = buildZip(files);
    const end = bytes.length - 22;
    bytes[end + at] = (bytes[end + at] ?? 0) ^ 0x10;
    expect(contents(open(bytes))).toEqual(expected);
  });

  it('keeps a content whose checksum is wrong, and says so', () => {
    const zip = open(buildZip([{ name: 'a', content: 'text', claims: { crc: 1 } }, ...files]));
    expect(contents(zip)).toEqual([['a', 'text'], ...expected]);
    expect(defectsOf(zip)).toEqual(['checksum-mismatch', ...files.map(() => undefined)]);
  });

  it.each<[string, BuiltEntry['claims']]>([
    ['too small a size', { size: 3 }],
    ['too large a size', { size: 9000 }],
    ['too few packed bytes', { packed: 2 }],
    ['too many packed bytes', { packed: 20_000_000 }],
  ])('reads an entry of which the directory claims %s', (_what, claims) => {
    const text = 'some text. '.repeat(100);
    const zip = open(buildZip([{ name: 'a', content: text, ...(claims && { claims }) }, ...files]));
    expect(contents(zip).slice(1)).toEqual(expected);
    const [entry] = zip.entries;
    const content = entry && zip.read(entry);
    expect(text.startsWith(content?.bytes.toString() ?? '-')).toBe(true);
    if (claims?.size !== 3) expect(content?.bytes.toString()).toBe(text);
  });

  it('does not give one entry the content of another', () => {
    const zip = open(buildZip([...files, { name: 'lost', content: 'y', claims: { offset: 0 } }]));
    const lost = zip.entries.find(({ name }) => name === 'lost');
    expect(lost && zip.read(lost)).toMatchObject({ defect: 'damaged', bytes: Buffer.alloc(0) });
  });

  it('says that a method is not supported', () => {
    expect(defectsOf(open(buildZip([{ name: 'a', content: 'x', method: 14 }])))).toEqual(['unsupported']);
  });

  it('unpacks no more than its limit', () => {
    const zip = open(buildZip([{ name: 'a', content: Buffer.alloc(12_000_000, 'a') }]));
    const [entry] = zip.entries;
    const before = process.memoryUsage().arrayBuffers;
    const content = entry && zip.read(entry, 1000);
    expect(content).toMatchObject({ defect: 'too-large', bytes: Buffer.alloc(1000, 'a') });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(5_000_000);
  });

  it('does not unpack for ever what many entries share', () => {
    const bomb = buildZip([{ name: '0', content: Buffer.alloc(1_000_000) }]);
    const header = bomb.subarray(bomb.indexOf('PK\x01\x02'), bomb.length - 22);
    const directory = Buffer.concat(Array.from({ length: 40 }, () => header));
    for (let n = 0; n < 40; n++) directory[header.length * n + 46] = 0x30 + n;
    const end = Buffer.from(bomb.subarray(bomb.length - 22));
    end.writeUInt32LE(directory.length, 12);
    const archive = Buffer.concat([bomb.subarray(0, bomb.indexOf('PK\x01\x02')), directory, end]);
    const zip = openZip(memorySource(archive, 'a.zip'), 5_000_000);
    const unpacked = zip.entries.reduce((sum, entry) => sum + zip.read(entry).bytes.length, 0);
    expect(zip.entries).toHaveLength(40);
    expect(unpacked).toBeLessThan(5_000_000 + archive.length * 200);
    expect(defectsOf(zip)).toContain('too-large');
  });

  it('reads in any order, and ahead where it can', () => {
    const many = Array.from({ length: 1000 }, (_, n) => ({
      name: `${n}`,
      content: `${n}`.repeat(n),
      method: n % 7 ? 8 : 0,
    }));
    const source = memorySource(buildZip(many), 'a.zip');
    let reads = 0;
    const counted: Source = { ...source, read: (into, at) => source.read(into, at) + 0 * ++reads };
    const zip = openZip(counted);
    reads = 0;
    for (const entry of zip.entries)
      expect(zip.read(entry).bytes.toString()).toBe(entry.name.repeat(Number(entry.name)));
    expect(reads).toBeLessThan(10);
    for (const at of [999, 0, 500, 501, 3, 502, 4, 998, 5]) {
      const entry = zip.entries[at];
      expect(entry && zip.read(entry).bytes.toString()).toBe(`${at}`.repeat(at));
    }
  });

  it('says what to do about what is no archive', () => {
    for (const bytes of [Buffer.from('PK\x03\x04'), Buffer.from(`PK\x03\x04${'x'.repeat(100)}`), Buffer.alloc(0)]) {
      expect(() => open(bytes)).toThrow(expect.objectContaining({ code: 'ERR_CAPTURE_INVALID' }));
    }
  });

  it('does not throw anything else, whatever the bytes', () => {
    const sound = buildZip(as({ zip64: 'beside' }), { zip64: true, comment: 'c' });
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { maxLength: 6 });
    fc.assert(
      fc.property(damage, fc.nat(sound.length), (changes, length) => {
        const bytes = Buffer.from(sound);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          const zip = open(bytes.subarray(0, Math.max(length, bytes.length >> 1)));
          for (const entry of zip.entries) expect(zip.read(entry, 10_000).bytes.length).toBeLessThanOrEqual(10_000);
        } catch (error) {
          expect(error).toBeInstanceOf(HmaError);
        }
      }),
    );
  });

  it('takes time in proportion for a file full of signatures', () => {
    for (const sign of ['PK\x03\x04', 'PK\x05\x06', 'PK\x01\x02', 'PK\x06\x07']) {
      const tryToOpen = (n: number) => {
        try {
          open(Buffer.from(sign.repeat(n), 'latin1'));
        } catch {
          // no archive
        }
      };
      // What may be an end record is looked for in the last 64 KiB, at some cost: beyond them it must not grow.
      expectFourfold(tryToOpen, 5_000);
    }
  });
});

describe('looksLikeZip', () => {
  it.each([
    ['PK\x03\x04', true],
    ['PK\x05\x06', true],
    ['PK\x07\x08', true],
    ['PK', false],
    ['{"log":', false],
    ['', false],
  ])('%j: %s', (beginning, wanted) => {
    expect(looksLikeZip(Buffer.from(beginning, 'latin1'))).toBe(wanted);
  });
});
