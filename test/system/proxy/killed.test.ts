/** A real process, killed at random moments while it sets the proxy and puts it back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { undoSystemProxy } from '../../../src/system/proxy/system-proxy.js';
import { runs } from '../../support/long.js';
import { gnomeBox } from './desks.js';
import { fileDesk, readState } from './file-desk.js';

const before = [...gnomeBox({ mode: "'manual'", 'https.host': "'proxy.contoso.com'", 'https.port': '8080' }).state];

describe('a process that is killed while it changes the proxy', () => {
  let folder: string;
  let victim: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
    const bundle = await rolldown({
      input: join(import.meta.dirname, 'victim.ts'),
      platform: 'node',
      resolve: { extensionAlias: { '.js': ['.ts'] } },
    });
    victim = join(folder, 'victim.mjs');
    await bundle.write({ file: victim });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  // After so many bytes that it said, a byte a command; about a dozen commands are a round.
  it.each(fc.sample(fc.integer({ min: 1, max: 120 }), runs(4, 50)))(
    'leaves what is put back, after %d',
    async (commands) => {
      const own = mkdtempSync(join(folder, 'run-'));
      writeFileSync(join(own, 'settings.json'), JSON.stringify(before));
      const child = spawn(process.execPath, [victim, own]);
      const exited = once(child, 'exit');
      let said = 0;
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.length;
        if (said >= commands) child.kill('SIGKILL');
      });
      await exited;
      await undoSystemProxy(fileDesk(own));
      expect(Object.fromEntries(readState(own))).toEqual(Object.fromEntries(before));
      expect(readdirSync(own)).not.toContain('system-proxy.json');
    },
  );
});
