/**
 * The real mitmdump, where it is installed: it records the lab's client, and reads and writes files of flows. Loopback only; its
 * folder goes when it has ended.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '../../src/lab/client.js';
import type { Fault } from '../../src/lab/faults.js';
import { type Lab, startLab } from '../../src/lab/lab.js';
import { isLong } from './long.js';

/** Is there a mitmdump to be asked, and time for it? (Windows knows no way to ask it to end.) */
export const hasMitmdump = isLong && process.platform !== 'win32' && spawnSync('mitmdump', ['--version']).status === 0;

/** One sign-in of the lab's client through mitmdump; what mitmdump wrote of it. */
export async function recordWithMitmdump(fault: Fault): Promise<Uint8Array> {
  return await inFolder(async (folder) => {
    const lab = await startLab({ fault });
    const names = createNameProxy(lab);
    const flows = join(folder, 'flows');
    try {
      const onward = ['--mode', `upstream:http://127.0.0.1:${await names.port}`];
      const dump = await startMitmdump(folder, ['-w', flows, ...onward], lab);
      try {
        await signIn(lab, { proxy: { host: '127.0.0.1', port: dump.port }, ca: dump.ca });
      } finally {
        await dump.stop();
      }
      return readFileSync(flows);
    } finally {
      names.close();
      await lab.close();
    }
  });
}

/** Reads a file of flows with mitmdump, and gives what it writes of it. Throws what it says when it cannot read it. */
export async function rewriteWithMitmdump(flows: Uint8Array): Promise<Uint8Array> {
  return await inFolder(async (folder) => {
    const [given, written] = [join(folder, 'given'), join(folder, 'written')];
    writeFileSync(given, flows);
    const options = ['--set', `confdir=${folder}`, '-nr', given, '-w', written];
    const { status, stdout, stderr } = spawnSync('mitmdump', options, { encoding: 'utf8' });
    if (status !== 0 || /error|invalid|cannot/i.test(stderr)) throw new Error(`${stdout}${stderr}`);
    return readFileSync(written);
  });
}

async function inFolder<Result>(act: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'mitmdump-'));
  try {
    return await act(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Mitmdump {
  readonly port: number;
  /** PEM of its CA. */
  readonly ca: string;
  /** Lets it write what it has, and end. */
  readonly stop: () => Promise<void>;
}

async function startMitmdump(folder: string, options: readonly string[], lab: Lab): Promise<Mitmdump> {
  const trusted = join(folder, 'lab.pem');
  writeFileSync(trusted, lab.ca);
  const own = ['--listen-host', '127.0.0.1', '--listen-port', '0', '--set', `confdir=${folder}`];
  const trusts = ['--set', `ssl_verify_upstream_trusted_ca=${trusted}`];
  const child = spawn('mitmdump', [...own, ...trusts, ...options], { env: { ...process.env, PYTHONUNBUFFERED: '1' } });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const port = await portOf(child);
  return {
    port,
    ca: readFileSync(join(folder, 'mitmproxy-ca-cert.pem'), 'utf8'),
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

// "Proxy server listening at 127.0.0.1:45493"; "HTTP(S) proxy listening at …" in later versions.
async function portOf(child: ChildProcess): Promise<number> {
  return await new Promise((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk;
      const port = /listening at \S*?:(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', reject);
    child.once('close', () => reject(new Error(`mitmdump ended: ${said}`)));
  });
}

// mitmdump knows no names but DNS's: this proxy behind it knows the lab's.
function createNameProxy(lab: Lab) {
  const server = createServer();
  server.on('connect', ({ url = '' }, socket) => {
    const [host = '', port] = url.split(':');
    const onward = connect(lab.connectTo(host, Number(port)), () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
    for (const [one, other] of [
      [onward, socket],
      [socket, onward],
    ] as const)
      one.on('error', () => other.destroy());
  });
  const port = new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return { port, close: () => server.close() };
}
