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
 * Windows: `Get-NetTCPConnection` knows the owning process. It takes a second to load, so one PowerShell stays; and it is
 * slow, so one answer tells of every connection to us, and serves all who ask before it is begun.
 */
export function windowsProcesses(open: () => Conversation = openPowerShell): ProcessTable {
  let conversation: Conversation | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<string> | undefined;
  const ask = (port: number): Promise<string> => {
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        conversation ??= open();
        const answer = conversation.ask(String(port));
        running = answer;
        return answer;
      });
    return next;
  };
  return {
    lookUp: async ({ local, remote }) => readAnswer(await ask(remote.port), local),
    close: () => conversation?.close(),
  };
}

// "127.0.0.1 52714 4711 OUTLOOK|127.0.0.1 52720 612 node": each connection to us, from its client's end.
function readAnswer(answer: string, { address, port }: Endpoint): ClientProcess | undefined {
  const wanted = `${plainAddress(address)} ${port} `;
  const row = answer.split('|').find((each) => each.startsWith(wanted));
  const [, pid, name] = /^(\d{1,10})(?: (.{0,200}))?$/.exec(row?.slice(wanted.length).trimEnd() ?? '') ?? [];
  if (pid === undefined || pid === '0') return undefined;
  return { ...(name ? { name } : {}), pid: Number(pid) };
}

/** Reads what our own code wrote: the port at which we listen. */
export const powerShellScript = [
  "$ErrorActionPreference = 'SilentlyContinue'",
  "$ProgressPreference = 'SilentlyContinue'",
  'while ($null -ne ($port = [Console]::In.ReadLine())) {',
  '  $rows = Get-NetTCPConnection -State Established -RemotePort $port | ForEach-Object {',
  '    "$($_.LocalAddress) $($_.LocalPort) $($_.OwningProcess) $((Get-Process -Id $_.OwningProcess).ProcessName)"',
  '  }',
  "  [Console]::Out.WriteLine($rows -join '|')",
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
