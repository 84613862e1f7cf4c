/** A computer that has no file descriptors left: a real process with few of them, and more clients than it can serve. */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { isBuilt, type LabRun, portOf, startLabRun } from './built-program.js';

const descriptors = 60;

describe.skipIf(!isBuilt || process.platform !== 'linux')('without file descriptors', () => {
  let run: LabRun;
  beforeAll(async () => {
    run = await startLabRun();
  });
  afterAll(() => run.close());

  it('the proxy serves whom it can, goes on afterwards, and blames no server', async () => {
    const command = [...run.argv, '--format', 'json'];
    const child = spawn('sh', ['-c', `ulimit -n ${descriptors}; exec "$0" "$@"`, process.execPath, ...command]);
    onTestFinished(() => void child.kill('SIGKILL'));
    const report = text(child.stdout);
    const port = await portOf(child.stderr);

    const crowd = Array.from({ length: descriptors }, () => ask(port));
    const answers = await Promise.all(crowd.map(({ answer }) => answer));
    for (const { socket } of crowd) socket.destroy();
    expect(answers.filter((line) => line.includes(' 200 ')).length).toBeGreaterThan(0);
    expect(answers.filter((line) => line.includes(' 200 ')).length).toBeLessThan(descriptors);
    expect(await servedAtLast(port)).toBe(true);

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

// The proxy lets go of the crowd when it sees that they are gone, which may take it a few turns.
async function servedAtLast(port: number): Promise<boolean> {
  for (let asked = 0; asked < 200; asked += 1) {
    const { socket, answer } = ask(port);
    const line = await answer;
    socket.destroy();
    if (line.includes(' 200 ')) return true;
  }
  return false;
}
