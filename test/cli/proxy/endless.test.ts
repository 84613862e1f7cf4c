/** A live run without an end, in small: requests with ever new secrets through a real proxy, and what of them stays. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { createRunFile } from '../../../src/cli/proxy/run-file.js';
import { countTransactions } from '../../../src/cli/proxy/transaction-count.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import { createProxy } from '../../../src/proxy/proxy.js';
import { isLong } from '../../support/long.js';
import { accessToken, bearerChallenge, outlook } from '../../support/traffic.js';

const eachRound = 6_000;
const eachConnection = 25;
const unique = () => randomBytes(24).toString('hex');
const challenge = `HTTP/1.1 401 Unauthorized\r\nServer: Microsoft-IIS/10.0\r\n${bearerChallenge().join(': ')}\r\nContent-Length: 0\r\n\r\n`;
const accept = () =>
  `HTTP/1.1 200 OK\r\nrequest-id: ${unique()}\r\nSet-Cookie: X=${unique()}\r\nContent-Length: 0\r\n\r\n`;

function ask(isFirst: boolean): string {
  const bearer = isFirst ? 'Bearer' : `Bearer ${accessToken({ uti: unique() })}`;
  return `POST /mapi/emsmdb/?MailboxId=${unique()}@contoso.com HTTP/1.1\r\nHost: mail.contoso.com\r\nUser-Agent: ${outlook}\r\nAuthorization: ${bearer}\r\nCookie: ${unique()}\r\nContent-Length: 0\r\n\r\n`;
}

it.skipIf(!isLong)('of a run without end only so much is kept', async () => {
  setFlagsFromString('--expose_gc');
  const collect = runInNewContext('gc') as () => void;
  const folder = mkdtempSync(join(tmpdir(), 'hma-doctor-test-'));
  const origin = createServer((socket) => {
    socket
      .on('error', () => {})
      .on('data', (bytes) => socket.write(/Bearer\r/.test(String(bytes)) ? challenge : accept()));
  }).listen(0, '127.0.0.1');
  await once(origin, 'listening');
  const { port } = origin.address() as AddressInfo;

  // As the command does it.
  const file = await createRunFile(join(folder, 'run.har'), (error) => Promise.reject(error));
  const diagnosis = createDiagnosis({
    retain: 2_000,
    onChange: (change) => change.type === 'transaction' && file.add(change.transaction, change.done),
  });
  const seen = countTransactions();
  const proxy = await createProxy({
    decrypts: () => true,
    watched: () => true,
    certificates: { secureContextFor: () => Promise.reject(new Error('no TLS here')) },
    reverse: { scheme: 'http', host: 'mail.contoso.com', port: 80 },
    upstream: { connectTo: () => ({ host: '127.0.0.1', port }) },
    findClient: async () => ({ name: 'OUTLOOK.EXE', pid: 100 }),
    onTransaction(raw) {
      seen.add(raw);
      diagnosis.add(raw);
    },
  });

  const kept: number[] = [];
  for (let round = 1; round <= 5; round += 1) {
    const lines = Array.from({ length: 8 }, async () => {
      for (let done = 0; done < eachRound / 8; done += eachConnection) await connection(proxy.port);
    });
    await Promise.all(lines);
    diagnosis.advance(Date.now());
    collect();
    kept.push(process.memoryUsage().heapUsed);
  }
  await proxy.close();
  await file.close();
  expect(seen.count()).toBe(5 * eachRound);
  expect(statSync(join(folder, 'run.har')).size).toBeGreaterThan(5 * eachRound * 1_000);
  // What is remembered of secrets fills up to its limit; 1 KB for each transaction would be 18 MB.
  expect((kept[4] as number) - (kept[1] as number)).toBeLessThan(10_000_000);
  expect(diagnosis.report().findings).toEqual([]);
  origin.close();
  rmSync(folder, { recursive: true });
});

async function connection(port: number): Promise<void> {
  const socket: Socket = connect(port, '127.0.0.1');
  for (let at = 0; at < eachConnection; at += 1) {
    socket.write(ask(at === 0));
    await once(socket, 'data');
  }
  socket.destroy();
}
