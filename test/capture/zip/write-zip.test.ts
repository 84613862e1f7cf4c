import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createZipWriter, type NewEntry, newEntry } from '../../../src/capture/zip/write-zip.js';

const tools: [string, readonly string[]][] = [
  ['unzip', ['-tqq']],
  ['7z', ['t', '-bd']],
  ['python3', ['-c', 'import sys,zipfile; sys.exit(zipfile.ZipFile(sys.argv[1]).testzip() is not None)']],
];
const [zip64Record, zip64Locator] = ['PK\x06\x06', 'PK\x06\x07'];

async function zipOf(entries: readonly NewEntry[], start = 0, comment = ''): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let end = start;
  const zip = createZipWriter(async (bytes, position) => {
    expect(position).toBe(end);
    end += bytes.length;
    parts.push(bytes);
  }, start);
  await zip.add(entries.slice(0, 1));
  await zip.add(entries.slice(1));
  await zip.end(comment);
  return Buffer.concat(parts);
}

const entries = [
  newEntry('raw/', Buffer.alloc(0)),
  newEntry('raw/1_c.txt', Buffer.from('GET / HTTP/1.1\r\n\r\n')),
  newEntry('ä日本.txt', Buffer.from('x'.repeat(100_000))),
  newEntry('empty', Buffer.alloc(0)),
];

describe('createZipWriter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zip-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test.for(tools)('writes what %s reads', async ([tool, operands], { skip }) => {
    skip(spawnSync(tool, ['--help']).error !== undefined, `${tool} is not installed`);
    const path = join(folder, 'a.zip');
    writeFileSync(path, await zipOf(entries, 0, 'made by a test'));
    const { status, stdout, stderr } = spawnSync(tool, [...operands, path], { encoding: 'utf8' });
    expect(`${stdout}${stderr}${status}`).toMatch(/(?:^|\D)0$/);
  });

  test('places each entry where its record says, with UTF-8 name, size and check sum', async () => {
    const zip = await zipOf(entries, 0, 'made by a test');
    expect(read(zip)).toEqual(entries.map(({ name, size, crc }) => ({ name, size, crc, length: size })));
    expect(zip.subarray(-14).toString()).toBe('made by a test');
    expect(zip.includes(zip64Record)).toBe(false);
  });

  test('gives equal bytes for equal input', async () => {
    expect(await zipOf(entries)).toEqual(await zipOf(entries));
  });

  test('writes ZIP64 records for 65535 entries and more, and not for fewer', async () => {
    const empty = newEntry('', Buffer.alloc(0));
    const many = Array.from({ length: 65_535 }, (_, index) => ({ ...empty, name: `${index}` }));
    const [enough, fewer] = [await zipOf(many), await zipOf(many.slice(1))];
    expect([zip64Record, zip64Locator].map((sign) => enough.includes(sign))).toEqual([true, true]);
    expect(enough.readBigUInt64LE(enough.indexOf(zip64Record) + 32)).toBe(65_535n);
    expect([zip64Record, zip64Locator].map((sign) => fewer.includes(sign))).toEqual([false, false]);
    expect(fewer.readUInt16LE(fewer.length - 12)).toBe(65_534);
  });

  // 7z looks for the first entry at the beginning of the file.
  test.for(tools.filter(([tool]) => tool !== '7z'))(
    'reaches entries behind 4 GiB, as %s finds',
    async ([tool, operands], { skip }) => {
      skip(spawnSync(tool, ['--help']).error !== undefined, `${tool} is not installed`);
      const path = join(folder, 'large.zip');
      const start = 4 * 1024 ** 3 - 20; // the first entry before the border, the others behind it
      const file = openSync(path, 'w');
      ftruncateSync(file, start); // a hole: it takes no room on the disk
      writeSync(file, await zipOf(entries, start), 0, undefined, start);
      closeSync(file);
      const { status, stdout } = spawnSync(tool, [...operands, path], { encoding: 'utf8' });
      // unzip warns of the hole before the archive (status 1).
      expect([0, 1], stdout).toContain(status);
    },
  );

  test('keeps no record of entries that could not be written', async () => {
    const parts: Uint8Array[] = [];
    let full = false;
    const zip = createZipWriter(async (bytes) => {
      if (full) throw new Error('full');
      parts.push(bytes);
    });
    await zip.add(entries.slice(0, 2));
    full = true;
    await expect(zip.add(entries.slice(2))).rejects.toThrow('full');
    full = false;
    await zip.end('');
    expect(read(Buffer.concat(parts)).map(({ name }) => name)).toEqual(['raw/', 'raw/1_c.txt']);
  });
});

// By the central directory alone; the content is found behind the local header.
function read(zip: Buffer): { name: string; crc: number; size: number; length: number }[] {
  const end = zip.lastIndexOf('PK\x05\x06');
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: zip.readUInt16LE(end + 10) }, () => {
    const name = zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28));
    const local = zip.readUInt32LE(at + 42);
    expect(zip.subarray(local + 4, local + 28)).toEqual(zip.subarray(at + 6, at + 30));
    const from = local + 30 + zip.readUInt16LE(local + 26);
    const { length } = inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20)));
    const entry = { name, crc: zip.readUInt32LE(at + 16), size: zip.readUInt32LE(at + 24), length };
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30);
    return entry;
  });
}
