import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ClientBench, isInstalled, runClient, startClientBench, type Way } from './bench.js';

describe.skipIf(!isInstalled('chromium') || !isInstalled('which', 'certutil'))('Chromium', () => {
  let bench: ClientBench;
  beforeAll(async () => {
    bench = await startClientBench();
    trust(bench);
  });
  afterAll(() => bench.close());

  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
  const headless = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', ...quiet];
  const load = ({ proxy }: Way, url: string) => {
    const own = [`--user-data-dir=${bench.folder}/profile-${new URL(proxy).port}`, `--proxy-server=${proxy}`];
    const env = { ...process.env, HOME: bench.folder };
    return runClient('chromium', [...headless, ...own, '--dump-dom', url], { env });
  };

  it('shows the same page, read and unread', async () => {
    const url = 'https://autodiscover.contoso.com/autodiscover/autodiscover.json?Protocol=EWS';
    const [read, unread] = [await load(bench.read, url), await load(bench.unread, url)];
    expect(read.stdout).toContain('https://mail.contoso.com/EWS/Exchange.asmx');
    expect(read.stdout).toBe(unread.stdout);
    expect(bench.diagnosis.report().capture.transactions).toBeGreaterThan(0);
  });
});

function trust({ folder, read, unread }: ClientBench): void {
  const database = `sql:${join(folder, '.pki/nssdb')}`;
  mkdirSync(join(folder, '.pki/nssdb'), { recursive: true });
  execFileSync('certutil', ['-N', '--empty-password', '-d', database]);
  for (const { ca } of [read, unread])
    execFileSync('certutil', ['-A', '-n', ca, '-t', 'C,,', '-i', ca, '-d', database]);
}
