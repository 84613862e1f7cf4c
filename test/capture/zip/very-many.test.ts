import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/capture/source.js';
import { entryLimit } from '../../../src/capture/zip/entry.js';
import { openZip } from '../../../src/capture/zip/zip.js';
import { isLong } from '../../support/long.js';
import { buildZip } from './build-zip.js';

const name = 'raw/000000_c.txt';
const count = entryLimit + 1000;
/** All entries share one content: what is long is the list. */
const archive = (claims: { readonly crc?: number } = {}) => {
  const bytes = buildZip([{ name, content: 'x', method: 0, claims }], { zip64: true });
  const from = bytes.indexOf('PK\x01\x02', 0, 'latin1');
  const to = bytes.indexOf('PK\x06\x06', from, 'latin1');
  const central = bytes.subarray(from, to);
  const directory = Buffer.alloc(central.length * count);
  for (let n = 0; n < count; n += 1) {
    const at = central.copy(directory, n * central.length) * n;
    directory.write(String(n).padStart(6, '0'), at + 46 + 'raw/'.length, 'latin1');
  }
  const end = Buffer.from(bytes.subarray(to));
  for (const at of [24, 32]) end.writeBigUInt64LE(BigInt(count), at);
  end.writeBigUInt64LE(BigInt(directory.length), 40);
  end.writeBigUInt64LE(BigInt(from + directory.length), 56 + 8);
  return Buffer.concat([bytes.subarray(0, from), directory, end]);
};

describe('an archive of very many entries', () => {
  it('is read up to the limit, and says so', () => {
    const { entries, defects } = openZip(memorySource(archive(), 'a.saz'));
    expect([entries.length, entries.at(-1)?.name]).toEqual([entryLimit, `raw/${entryLimit - 1}_c.txt`]);
    expect(defects).toEqual({ 'too-many-entries': 1 });
  });

  it.runIf(isLong)('of which every one is broken gives none, and ends', () => {
    const zip = openZip(memorySource(archive({ crc: 1 }), 'a.saz'));
    expect(zip.entries.filter((entry) => zip.read(entry).defect === undefined)).toEqual([]);
  });
});
