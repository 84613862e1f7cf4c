import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRenumbering } from '../../../src/cli/replay/renumber.js';
import type { RawTransaction } from '../../../src/types.js';
import { refusedHar, refusedText } from '../../support/pasted.js';
import { run } from '../world.js';

const signature = 'c2lnbmF0dXJlLXRoYXQtbXVzdC1uZXZlci1iZS1zZWVu';
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const token = `${part({ typ: 'JWT', alg: 'RS256' })}.${part({ aud: 'https://mail.contoso.com/' })}.${signature}`;

let folder: string;
const at = (name: string) => join(folder, name);
let made = 0;
const fresh = (extension: string) => {
  made += 1;
  return at(`out-${made}${extension}`);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  await writeFile(at('refused.txt'), refusedText);
  await writeFile(at('refused.har'), refusedHar);
  await writeFile(at('secret.txt'), refusedText.replace('Bearer\r\n', `Bearer ${token}\r\n`));
  await writeFile(at('broken.har'), '{"log":{"entries":');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const replayJson = async (...files: readonly string[]) =>
  JSON.parse((await run(['replay', '--format', 'json', ...files])).stdout) as {
    capture: { transactions: number };
    findings: { rule: string; count: number }[];
  };

describe('replay -w', () => {
  it.each(['.har', '.saz', '.HAR'])('converts to %s with the same findings, and reports as well', async (extension) => {
    const out = fresh(extension);
    const { code, stdout } = await run(['replay', at('refused.har'), '-w', out]);
    expect(stdout).toContain('error[flighting-disabled]');
    expect(code).toBe(1);
    expect((await replayJson(out)).findings).toEqual((await replayJson(at('refused.har'))).findings);
  });

  it('keeps no secret', async () => {
    const out = fresh('.har');
    await run(['replay', at('secret.txt'), '-w', out]);
    const text = await readFile(out, 'utf8');
    expect(text).toContain('REDACTED-');
    expect(text).not.toContain(signature);
  });

  it.each(['.har', '.saz'])('puts several inputs into one %s, each with ids of its own', async (extension) => {
    const out = fresh(extension);
    const inputs = [at('refused.har'), at('refused.txt'), at('broken.har'), at('secret.txt')];
    await run(['replay', ...inputs, '-w', out]);
    expect((await replayJson(out)).capture.transactions).toBe(3);
  });

  it.each<[string, () => string[], number, RegExp]>([
    ['another kind of file', () => ['-w', at('out.pcap')], 2, /\.har or \.saz/],
    ['an input', () => ['-w', at('refused.har')], 2, /input and --write/],
    ['the report', () => ['-w', at('x.har'), '-o', at('x.har')], 2, /--write and --output/],
    ['a file that exists', () => ['-w', at('broken.har')], 4, /exists already/],
    ['a missing folder', () => ['-w', at('none/x.har')], 4, /folder does not exist/],
  ])('refuses to write %s', async (_what, options, code, says) => {
    const result = await run(['replay', at('refused.har'), ...options()]);
    expect(result).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(says) });
  });

  it('makes no file when nothing could be read', async () => {
    const out = fresh('.har');
    expect((await run(['replay', at('missing.har'), '-w', out])).code).toBe(3);
    await expect(stat(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('createRenumbering', () => {
  const transaction: RawTransaction = {
    id: '7',
    source: 'har',
    connection: 'c1',
    absent: [],
    request: {
      method: 'GET',
      url: 'https://mail.contoso.com/?code=REDACTED-code-1-20',
      head: 'GET /?code=REDACTED-code-1-20 HTTP/1.1\r\nAuthorization: Bearer REDACTED-token-3-900-type1',
    },
    response: { head: 'HTTP/1.1 200 OK', body: { text: 'REDACTED-token-3-900 REDACTED-password', complete: true } },
  };

  it('leaves what comes alone as it is', () => {
    expect(createRenumbering(0, 1)(transaction)).toBe(transaction);
  });

  it('tells the transactions, connections and secrets of two captures apart', () => {
    const [first, second] = [createRenumbering(0, 2)(transaction), createRenumbering(1, 2)(transaction)];
    expect([first.id, second.id]).toEqual(['1-7', '2-7']);
    expect([first.connection, second.connection]).toEqual(['1-c1', '2-c1']);
    expect(first.request).toEqual(transaction.request);
    expect(second.request).toMatchObject({
      url: 'https://mail.contoso.com/?code=REDACTED-code-450000001-20',
      head: expect.stringContaining('Bearer REDACTED-token-450000003-900-type1'),
    });
    expect(second.response?.body?.text).toBe('REDACTED-token-450000003-900 REDACTED-password');
  });
});
