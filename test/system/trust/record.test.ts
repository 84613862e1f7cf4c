import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readInstalled, recordInstalled, recordRemoved } from '../../../src/system/trust/record.js';

const entry = { store: 'debian', sha1: 'AB12'.repeat(10), sha256: 'CD34'.repeat(16) } as const;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the record of what was installed', () => {
  it('has what was put in, once, until it is taken out', async () => {
    await recordInstalled(folder, entry);
    await recordInstalled(folder, entry);
    await recordInstalled(folder, { ...entry, store: 'nss' });
    expect(await readInstalled(folder)).toEqual([entry, { ...entry, store: 'nss' }]);
    await recordRemoved(folder, entry);
    await recordRemoved(folder, { ...entry, store: 'nss' });
    expect(await readInstalled(folder)).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['no JSON', '[{'],
    ['no list', '{"store":"debian"}'],
    ['a store that there is not', JSON.stringify([{ ...entry, store: '../../etc' }])],
    ['a name of Object’s own', JSON.stringify([{ ...entry, store: 'constructor' }])],
    ['a path for a fingerprint', JSON.stringify([{ ...entry, sha1: '../../../../etc/passwd'.padEnd(40, 'A') }])],
    ['an option for a fingerprint', JSON.stringify([{ ...entry, sha1: '-f'.padEnd(40, 'A') }])],
    ['a fingerprint too short', JSON.stringify([{ ...entry, sha256: 'AB' }])],
    ['a list for a fingerprint', JSON.stringify([{ ...entry, sha1: ['A'.repeat(40)] }])],
    ['nothing', 'null'],
  ])('takes %s for no entry', async (_what, text) => {
    writeFileSync(join(folder, 'trusted.json'), text);
    expect(await readInstalled(folder)).toEqual([]);
  });
});
