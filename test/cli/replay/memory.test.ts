/** What the built program takes for captures of very different sizes. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refusedHar } from '../../support/pasted.js';
import { isBuilt, program } from '../proxy/built-program.js';

const run = promisify(execFile);
const megabyte = 1024 * 1024;
// Told by the process itself, on its way out.
const tellSize =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("\\n"+process.resourceUsage().maxRSS))';

describe.skipIf(!isBuilt)('replay', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['mostly of bodies', 'x'.repeat(20_000), 40, 240],
    ['of nothing but refused sign-ins', '', 15, 60],
  ])('takes as much for a large capture as for a small one, %s', async (_what, body, less, more) => {
    const [small, large] = [join(folder, 'small.har'), join(folder, 'large.har')];
    const entries = [await writeHar(small, less * megabyte, body), await writeHar(large, more * megabyte, body)];
    const [few, many] = [await replayed(small), await replayed(large)];
    expect([few.transactions, many.transactions]).toEqual(entries);
    expect(many.megabytes).toBeLessThan(few.megabytes + 50);
    expect(many.megabytes).toBeLessThan(180);
  });
});

async function replayed(path: string) {
  const argv = ['--import', tellSize, program, 'replay', path, '--format', 'json', '--fail-on', 'never'];
  const { stdout, stderr } = await run(process.execPath, argv, { maxBuffer: 64 * megabyte });
  const { transactions } = JSON.parse(stdout).capture;
  return { transactions, megabytes: Number(stderr.trim().split('\n').at(-1)) / 1024 };
}

/** Refused sign-ins of many users, a minute apart. @returns How many entries it wrote. */
async function writeHar(path: string, bytes: number, body: string): Promise<number> {
  const { log } = JSON.parse(refusedHar);
  const [refused] = log.entries;
  const file = await open(path, 'w');
  await file.write(`{"log":{"version":"1.2","creator":${JSON.stringify(log.creator)},"entries":[`);
  let [written, count] = [0, 0];
  for (let chunk = ''; written < bytes; chunk = '') {
    while (chunk.length < megabyte) {
      chunk += `${count > 0 ? ',' : ''}${JSON.stringify(entryOf(refused, count, body))}`;
      count += 1;
    }
    written += (await file.write(chunk)).bytesWritten;
  }
  await file.write(']}}');
  await file.close();
  return count;
}

// biome-ignore lint/suspicious/noExplicitAny: an entry as JSON has it
function entryOf(refused: any, number: number, body: string): object {
  const headers = [
    { name: 'X-User-Identity', value: `user${number % 500}@contoso.com` },
    { name: 'Authorization', value: 'Bearer' },
  ];
  return {
    ...refused,
    startedDateTime: new Date(Date.UTC(2025, 2, 1) + number * 60_000).toISOString(),
    request: { ...refused.request, headers },
    response: { ...refused.response, content: { size: body.length, mimeType: 'text/plain', text: body } },
  };
}
