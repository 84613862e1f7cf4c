import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority } from '../../../src/certificates/authority.js';
import type { Outcome } from '../../../src/system/command.js';
import { windowsJudge } from '../../../src/system/windows/chain.js';
import { machine } from '../proxy/desks.js';

let chain: readonly Buffer[];

beforeAll(async () => {
  const authority = await createAuthority({ hosts: ['mail.contoso.com'] });
  const { certificate } = await authority.leafFor('mail.contoso.com');
  chain = [certificate, authority.issuing].map((pem) => Buffer.from(new X509Certificate(pem).raw));
});

/** A PowerShell that answers so; the output is written after .NET's documentation, not recorded. */
function windows(answer: Partial<Outcome>) {
  const scripts: string[] = [];
  const commands: string[][] = [];
  const judge = windowsJudge(machine('win32'), async (command, input = '') => {
    commands.push([...command]);
    scripts.push(input);
    return { code: 0, stdout: '', stderr: '', ...answer };
  });
  return { judge, scripts, commands };
}

describe('Windows, asked about a chain', () => {
  it.each([
    ['trusts it', { stdout: 'hma-doctor-chain:True\r\n' }, true],
    ['does not', { stdout: 'hma-doctor-chain:False\r\n' }, false],
    ['says nothing', { stdout: '' }, false],
    ['fails', { code: 1, stderr: 'New-Object : Cannot find type' }, false],
    ['has no PowerShell', { code: undefined }, false],
  ])('%s', async (_what, answer, expected) => {
    expect(await windows(answer).judge(chain)).toBe(expected);
  });

  it('is asked once for each chain, by a script that comes on standard input', async () => {
    const { judge, scripts, commands } = windows({ stdout: 'hma-doctor-chain:True\r\n' });
    await Promise.all([judge(chain), judge(chain)]);
    await judge(chain.slice(0, 1));
    expect(commands).toHaveLength(2);
    expect(commands[0]).toEqual([
      'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
      '-NoProfile',
      '-NonInteractive',
      '-Command',
      '-',
    ]);
    expect(scripts[0]).toContain(`@('${chain[0]?.toString('base64')}','${chain[1]?.toString('base64')}')`);
  });

  it('is not asked about nothing', async () => {
    const { judge, commands } = windows({ stdout: 'hma-doctor-chain:True' });
    expect(await judge([])).toBe(false);
    expect(commands).toEqual([]);
  });

  it('gets no word of a certificate but base64', async () => {
    const { judge, scripts } = windows({});
    await judge([Buffer.from("'; calc; '")]);
    expect(scripts[0]).toContain("@('Jzsg");
    expect(scripts[0]).not.toContain('calc');
  });
});
