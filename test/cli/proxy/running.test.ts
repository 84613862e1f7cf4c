import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { guardRunning, noteRunning } from '../../../src/cli/proxy/running.js';

const hosts = ['mail.contoso.com', 'autodiscover.contoso.com'];
let folder: string;
let server: Server;
let port: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = () => ({ host: '127.0.0.1', port, hosts });

describe('a run beside another one', () => {
  it('is refused where it would take its authority away', async () => {
    await noteRunning(folder, run());
    await expect(guardRunning(folder, ['mail.fabrikam.com'])).rejects.toMatchObject({
      code: 'ERR_CERTIFICATES',
      message: expect.stringContaining(`listens at 127.0.0.1:${port}`),
    });
  });

  it('may have the same hosts', async () => {
    await noteRunning(folder, run());
    await guardRunning(folder, [...hosts].reverse());
  });

  it('begins when that has ended', async () => {
    const forget = await noteRunning(folder, run());
    await forget();
    await guardRunning(folder, ['mail.fabrikam.com']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each<[what: string, name: string, note: () => string]>([
    ['that nobody listens for any more', `running-${process.pid}.json`, () => JSON.stringify({ ...run(), port: 1 })],
    ['of a process that is gone', 'running-9999999999.json', () => JSON.stringify(run())],
    ['that is damaged', `running-${process.pid}.json`, () => '{'],
    [
      'that names a host and no address',
      `running-${process.pid}.json`,
      () => JSON.stringify({ ...run(), host: 'x.test' }),
    ],
  ])('is not kept from it by a note %s, and removes it', async (_what, name, note) => {
    writeFileSync(join(folder, name), note());
    await guardRunning(folder, ['mail.fabrikam.com']);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('needs no note where none can be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await (await noteRunning(join(folder, 'file'), run()))();
    await guardRunning(join(folder, 'file'), hosts);
  });
});
