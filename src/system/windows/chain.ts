import { createHash } from 'node:crypto';
import { cached } from '../../certificates/cached.js';
import type { RunCommand } from '../command.js';
import { type Machine, systemProgram } from '../machine.js';

/** Whether a chain (DER, the server's certificate first) is trusted, its time and purpose judged, its name not. */
export type JudgeChain = (chain: readonly Buffer[]) => Promise<boolean>;

const verdict = 'hma-doctor-chain:';

/**
 * Windows judges: its stores of roots, user's and machine's, and the intermediates that it knows or fetches; Node knows
 * neither. A chain is asked for once, because PowerShell takes its time; what could not be asked is not trusted.
 *
 * @see https://learn.microsoft.com/dotnet/api/system.security.cryptography.x509certificates.x509chain
 */
export function windowsJudge(machine: Machine, run: RunCommand): JudgeChain {
  const powershell = systemProgram(machine, 'WindowsPowerShell', 'v1.0', 'powershell.exe');
  const chains = new Map<string, readonly Buffer[]>();
  const judge = cached(async (fingerprint) => {
    const chain = chains.get(fingerprint) ?? [];
    chains.delete(fingerprint);
    const { stdout } = await run([powershell, '-NoProfile', '-NonInteractive', '-Command', '-'], chainScript(chain));
    return stdout.includes(`${verdict}True`);
  });
  return async (chain) => {
    if (chain.length === 0) return false;
    const fingerprint = createHash('sha256').update(Buffer.concat(chain)).digest('hex');
    chains.set(fingerprint, chain);
    return await judge(fingerprint);
  };
}

// Each line is a whole statement, as a script on standard input must be. A certificate comes in as base64, of which no
// character means anything to PowerShell within single quotes.
function chainScript(chain: readonly Buffer[]): string {
  const texts = chain.map((der) => `'${der.toString('base64')}'`).join(',');
  const namespace = 'System.Security.Cryptography';
  return `$ErrorActionPreference = 'Stop'
$all = @(@(${texts}) | ForEach-Object { New-Object ${namespace}.X509Certificates.X509Certificate2 (,[Convert]::FromBase64String($_)) })
$chain = New-Object ${namespace}.X509Certificates.X509Chain
$chain.ChainPolicy.RevocationMode = 'NoCheck'
[void]$chain.ChainPolicy.ApplicationPolicy.Add((New-Object ${namespace}.Oid '1.3.6.1.5.5.7.3.1'))
$all | ForEach-Object { [void]$chain.ChainPolicy.ExtraStore.Add($_) }
'${verdict}' + $chain.Build($all[0])
`;
}
