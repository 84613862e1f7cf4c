import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers, writeAtomically } from '../../src/certificates/write-atomically.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a write that was killed', () => {
  it('leaves a file that the next write removes, but not that of one which goes on', async () => {
    for (const name of ['a.json.1.tmp', 'a.json.2.tmp', 'b.json.1.tmp']) writeFileSync(join(folder, name), 'key');
    utimesSync(join(folder, 'a.json.1.tmp'), new Date(0), new Date(0));
    await writeAtomically(join(folder, 'a.json'), '{}', 0o600);
    expect(readdirSync(folder).sort()).toEqual(['a.json', 'a.json.2.tmp', 'b.json.1.tmp']);
    expect(readFileSync(join(folder, 'a.json'), 'utf8')).toBe('{}');
  });

  it('leaves nothing where the file itself is given up', async () => {
    for (const name of ['a.json.1.tmp', 'a.json.tmpl', 'b.json.1.tmp']) writeFileSync(join(folder, name), 'key');
    await removeLeftovers(join(folder, 'a.json'));
    expect(readdirSync(folder).sort()).toEqual(['a.json.tmpl', 'b.json.1.tmp']);
    await removeLeftovers(join(folder, 'missing', 'a.json'));
  });
});
