/** A computer that has no file descriptors left: a real process with few of them, and more clients than it can serve. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Lab, startLab } from '../../../src/lab/lab.js';
import { isLong } from '../../support/long.js';

const program = resolve(import.meta.dirname, '../../../dist/cli/main.js');
const descriptors = 60;

// Needs the built program, which `npm run test:long` makes.
describe.skipIf(!isLong || !existsSync(program) || process.platform !== 'linux')('without file descriptors', () => {
  let folder: string;
  let lab: Lab;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
    lab = await startLab({});
    await writeFile(join(folder, 'lab-ca.pem'), lab.ca);
  });
  afterAll(async () => {
    await lab.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('the proxy serves whom it can, goes on afterwards, and blames no server', async () => {
    const to = lab.connectTo('mail.contoso.com', 443);
    const route = ['--connect-to', `mail.contoso.com:443:${to.host}:${to.port}`];
    const settings = ['--confdir', join(folder, 'conf'), '--cacert', join(folder, 'lab-ca.pem'), '--format', 'json'];
    const command = [program, 'proxy', 'mail.contoso.com', '-p', '0', ...settings, ...route];
    const child = spawn('sh', ['-c', `ulimit -n ${descriptors}; exec "$0" "$@"`, process.execPath, ...command]);
    const report = text(child.stdout);
    const port = await portOf(child.stderr);

    const crowd = Array.from({ length: descriptors }, () => ask(port));
    const answers = await Promise.all(crowd.map(({ answer }) => answer));
    for (const { socket } of crowd) socket.destroy();
    expect(answers.filter((line) => line.includes(' 200 ')).length).toBeGreaterThan(0);
    expect(answers.filter((line) => line.includes(' 200 ')).length).toBeLessThan(descriptors);
    const later = ask(port);
    expect(await later.answer).toContain(' 200 ');
    later.socket.destroy();

    child.kill('SIGINT');
    const { findings } = JSON.parse(await report);
    const blamed = findings.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(blamed.map(({ rule, values }: { rule: string; values: object }) => [rule, values])).toEqual(
      blamed.map(() => ['connection-failed', expect.objectContaining({ kind: 'shortage', code: 'EMFILE' })]),
    );
  });
});

// The first line of what a CONNECT is answered; empty where the connection is closed without one.
function ask(port: number): { readonly socket: Socket; readonly answer: Promise<string> } {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write('CONNECT mail.contoso.com:443 HTTP/1.1\r\n\r\n');
  const answer = new Promise<string>((resolve) => {
    socket.once('data', (data) => resolve(String(data).split('\r\n', 1)[0] ?? '')).once('close', () => resolve(''));
  });
  return { socket, answer };
}

function portOf(output: Readable): Promise<number> {
  return new Promise((resolve) => {
    let said = '';
    output.on('data', (chunk) => {
      said += chunk;
      const port = /127\.0\.0\.1:(\d+)/.exec(said)?.[1];
      if (port !== undefined && said.includes('Ctrl-C')) resolve(Number(port));
    });
  });
}
