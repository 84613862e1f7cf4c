import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Apache, hasApache, startApache } from './apache.js';
import { type ClientBench, isInstalled, type Ran, runClient, startClientBench, type Way } from './bench.js';

const host = 'mail.contoso.com';
const accounts = { megan: 'CONTOSO:megan:secret-1', alex: 'CONTOSO:alex:secret-2' };

describe.skipIf(!hasApache || !isInstalled('curl'))('curl --negotiate, in front of Apache', () => {
  let apache: Apache;
  let bench: ClientBench;
  beforeAll(async () => {
    apache = await startApache(host, Object.values(accounts));
    bench = await startClientBench('healthy', { host, port: apache.port, ca: apache.ca });
    for (const [name, account] of Object.entries({ ...accounts, stranger: 'CONTOSO:megan:wrong' })) {
      writeFileSync(join(bench.folder, name), `${account}\n`, { mode: 0o600 });
    }
  });
  afterAll(async () => {
    await bench.close();
    await apache.close();
  });

  // Each request says who the server took it for.
  async function whoIs({ proxy, ca }: Way, name: string, paths: readonly string[]): Promise<readonly string[]> {
    const who = name === 'anonymous' ? [] : ['--negotiate', '-u', ':'];
    const env = { PATH: process.env.PATH, NTLM_USER_FILE: join(bench.folder, name) };
    const urls = paths.map((path) => `https://${host}${path}`);
    const write = ['-o', '/dev/null', '-w', '%{http_code} %header{x-remote-user}\\n'];
    const args = ['-sS', '-x', proxy, '--cacert', ca, ...who];
    const each = urls.flatMap((url, index) => [...(index > 0 ? ['--next', ...args] : args), ...write, url]);
    const ran: Ran = await runClient('curl', each, { cwd: bench.folder, env });
    return ran.stdout.trimEnd().split('\n');
  }

  const twice = ['/index.txt', '/index.txt'];

  it.each(['read', 'unread'] as const)('takes nobody for another, %s', async (way) => {
    const rounds = Array.from({ length: 8 }, async () => {
      const [megan, alex, anonymous, stranger] = await Promise.all([
        whoIs(bench[way], 'megan', twice),
        whoIs(bench[way], 'alex', twice),
        whoIs(bench[way], 'anonymous', ['/open/index.txt', '/index.txt']),
        whoIs(bench[way], 'stranger', ['/index.txt']),
      ]);
      expect(megan).toEqual(['200 CONTOSO\\megan', '200 CONTOSO\\megan']);
      expect(alex).toEqual(['200 CONTOSO\\alex', '200 CONTOSO\\alex']);
      expect(anonymous.map((line) => line.trim())).toEqual(['200', '401']);
      expect(stranger.map((line) => line.trim())).toEqual(['401']);
    });
    await Promise.all(rounds);
  });

  it('reads the messages of NTLM, and keeps no password or proof of one', () => {
    const saved = JSON.stringify([...bench.diagnosis.transactions()]);
    expect(saved).toContain('Negotiate');
    expect(saved).not.toMatch(/TlRMTVNTUAADAAAA[\w+/]{40}/);
  });
});
