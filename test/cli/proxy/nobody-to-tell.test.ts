/** Standard error that cannot be written to, as on a full disk: a real process, because it is Node's own stream that fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isBuilt, type LabRun, startLabRun } from './built-program.js';

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
