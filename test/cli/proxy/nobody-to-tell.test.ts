/** Standard error that cannot be written to, as on a full disk: a real process, because it is Node's own stream that fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt, type LabRun, program, startLabRun } from './built-program.js';

describe.skipIf(!isBuilt || process.platform !== 'linux')('a run that cannot say anything', () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await startLabRun();
  });
  afterAll(() => run.close());

  it('serves its clients all the same, and ends with its report', async () => {
    const port = await freePort();
    const command = [...run.argv, '-p', String(port), '--format', 'json'];
    const child = spawn('sh', ['-c', 'exec "$0" "$@" 2>/dev/full', process.execPath, ...command]);
    const report = text(child.stdout);
    let answer = '';
    while (answer === '') answer = await ask(port);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    child.kill('SIGINT');
    expect(JSON.parse(await report).findings).toBeDefined();
    expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
  });

  // `script` gives it a terminal, and stops reading that when its own output is not read.
  it.skipIf(!existsSync('/usr/bin/script'))('serves them in a terminal that is stopped', async () => {
    const port = await freePort();
    const origin = createServer((socket) => {
      socket.on('error', () => {}).on('data', () => socket.write('HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n'));
    }).listen(0, '127.0.0.1');
    await once(origin, 'listening');
    const { port: to } = origin.address() as AddressInfo;
    const mode = `-m reverse:http://mail.contoso.com@${port} --connect-to mail.contoso.com:80:127.0.0.1:${to}`;
    const command = `${process.execPath} ${program} proxy ${mode} --confdir ${run.folder}`;
    const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdout.pause();
    // Each leaves a line; together they are more than a terminal and a pipe hold.
    let answered = 0;
    while (answered === 0) answered = await askAgain(port, 6_000);
    expect(answered).toBe(6_000);
    child.kill('SIGKILL');
    origin.close();
  });

  it('says why it cannot give its report', async () => {
    const child = spawn('sh', ['-c', 'exec "$0" "$@" >/dev/full', process.execPath, ...run.argv, '-p', '0']);
    const said = text(child.stderr);
    child.stderr.on('data', (chunk) => String(chunk).includes('Ctrl-C') && child.kill('SIGINT'));
    expect((await said).trimEnd().split('\n').at(-1)).toBe(
      'hma-doctor: Cannot write to standard output (ENOSPC): the report is not whole. Name a file with -o.',
    );
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

// Empty while nobody listens there.
async function ask(port: number): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write('CONNECT mail.contoso.com:443 HTTP/1.1\r\n\r\n');
  const [data] = await once(socket, 'data').catch(() => ['']);
  socket.destroy();
  return String(data);
}

// How many of so many requests are answered, one after the other on one connection; 0 while nobody listens there.
async function askAgain(port: number, times: number): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  let answered = 0;
  try {
    for (; answered < times; answered += 1) {
      socket.write('GET /mapi/emsmdb/ HTTP/1.1\r\nHost: mail.contoso.com\r\n\r\n');
      await once(socket, 'data');
    }
  } catch {} // refused
  socket.destroy();
  return answered;
}
