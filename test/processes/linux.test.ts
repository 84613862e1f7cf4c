import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { basename } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Endpoints } from '../../src/processes/endpoints.js';
import { createProcessFinder } from '../../src/processes/finder.js';
import { linuxProcesses } from '../../src/processes/linux.js';

const cleanup: (() => void)[] = [];
afterEach(() => {
  for (const close of cleanup.splice(0)) close();
});

const connectTo = (host: string, port: number) =>
  `const socket = require('node:net').connect(${port}, '${host}'); socket.on('error', () => {}); socket.resume();`;

/** A program of its own that holds a connection to us, and its ends. */
async function clientAt(listen: string, connect: string): Promise<{ pid: number | undefined; endpoints: Endpoints }> {
  const server = createServer();
  server.listen(0, listen);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const child = spawn(process.execPath, ['-e', connectTo(connect, port)], { stdio: 'ignore' });
  const [socket] = (await once(server, 'connection')) as [Socket];
  cleanup.push(() => {
    child.kill();
    socket.destroy();
    server.close();
  });
  return { pid: child.pid, endpoints: endpointsOf(socket) };
}

function endpointsOf({ remoteAddress = '', remotePort = 0, localAddress = '', localPort = 0 }: Socket): Endpoints {
  return { local: { address: remoteAddress, port: remotePort }, remote: { address: localAddress, port: localPort } };
}

describe.skipIf(process.platform !== 'linux')('the program behind a connection, on Linux', () => {
  it.each([
    ['over IPv4', '127.0.0.1', '127.0.0.1'],
    ['over IPv4, to a server of both families', '::', '127.0.0.1'],
    ['over IPv6', '::1', '::1'],
    ['over a mapped address', '::', '::ffff:127.0.0.1'],
  ])('is known %s', async (_what, listen, connect) => {
    const { pid, endpoints } = await clientAt(listen, connect);
    const finder = createProcessFinder(linuxProcesses(), { patienceMs: 60_000 });
    expect(await finder.find(endpoints)).toEqual({ pid, name: basename(process.execPath) });
  });

  it('is not known of a connection that is gone, or of another port', async () => {
    const { endpoints } = await clientAt('127.0.0.1', '127.0.0.1');
    const other = { ...endpoints, local: { ...endpoints.local, port: 1 } };
    expect(await linuxProcesses().lookUp(other)).toBeUndefined();
  });

  it('is not known where nothing can be read', async () => {
    const { endpoints } = await clientAt('127.0.0.1', '127.0.0.1');
    expect(await linuxProcesses('/nowhere').lookUp(endpoints)).toBeUndefined();
  });
});
