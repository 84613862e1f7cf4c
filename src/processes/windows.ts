import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ClientProcess } from '../types.js';
import { type Endpoint, plainAddress } from './endpoints.js';
import type { ProcessTable } from './finder.js';

/** A program that answers each line with a line. */
export interface Conversation {
  /** @throws when it has ended or cannot be started. */
  readonly ask: (question: string) => Promise<string>;
  readonly close: () => void;
}

/**
 * Windows: `Get-NetTCPConnection` knows the owning process. It takes a second to load, so one PowerShell stays and
 * answers each question.
 */
export function windowsProcesses(open: () => Conversation = openPowerShell): ProcessTable {
  let conversation: Conversation | undefined;
  return {
    async lookUp({ local, remote }) {
      conversation ??= open();
      return readAnswer(await conversation.ask(`${printed(local)} ${printed(remote)}`));
    },
    close: () => conversation?.close(),
  };
}

function printed({ address, port }: Endpoint): string {
  return `${plainAddress(address)} ${port}`;
}

// "4711 OUTLOOK"; an empty line where the connection or its owner is gone.
function readAnswer(answer: string): ClientProcess | undefined {
  const [, pid, name] = /^(\d{1,10})(?: (.{0,200}))?$/.exec(answer.trimEnd()) ?? [];
  if (pid === undefined || pid === '0') return undefined;
  return { pid: Number(pid), ...(name ? { name } : {}) };
}

/** Reads what our own code wrote: two addresses and two ports, parted by blanks. */
export const powerShellScript = [
  "$ErrorActionPreference = 'SilentlyContinue'",
  "$ProgressPreference = 'SilentlyContinue'",
  'while ($null -ne ($line = [Console]::In.ReadLine())) {',
  "  $a, $p, $b, $q = $line -split ' '",
  '  $found = Get-NetTCPConnection -State Established -LocalAddress $a -LocalPort $p -RemoteAddress $b -RemotePort $q | Select-Object -First 1',
  "  $name = if ($found) { (Get-Process -Id $found.OwningProcess).ProcessName } else { '' }",
  '  [Console]::Out.WriteLine("$($found.OwningProcess) $name")',
  '}',
].join('\n');

function openPowerShell(): Conversation {
  const shell = join(
    process.env.SystemRoot ?? 'C:\\Windows',
    'System32',
    'WindowsPowerShell',
    'v1.0',
    'powershell.exe',
  );
  const script = Buffer.from(powerShellScript, 'utf16le').toString('base64');
  const options = ['-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', script];
  return converse(spawn(shell, options, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true }));
}

/** Talks with a program, line by line. It does not keep ours from ending. */
export function converse(child: ChildProcess): Conversation {
  const waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  let ended = false;
  const end = () => {
    ended = true;
    for (const { reject } of waiting.splice(0)) reject(new Error('the program has ended'));
  };
  child.on('error', end).on('exit', end);
  child.stdin?.on('error', end);
  if (child.stdout) createInterface(child.stdout).on('line', (line) => waiting.shift()?.resolve(line));
  child.unref();
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new Error('the program has ended'));
        waiting.push({ resolve, reject });
        child.stdin?.write(`${question}\n`);
      }),
    close: () => void child.kill(),
  };
}
