import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runs } from '../support/long.js';
import { run } from './world.js';

// A user refused with full proof, and one who got in.
const refused = [
  'POST https://mail.contoso.com/mapi/emsmdb/ HTTP/1.1',
  'Host: mail.contoso.com',
  'X-User-Identity: megan@contoso.com',
  'Authorization: Bearer',
  '',
  'HTTP/1.1 401 Unauthorized',
  'X-FEServer: EX01',
  'WWW-Authenticate: Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@aaaabbbb-0000-cccc-1111-dddd2222eeee", token_types="app_asserted_user_v1"',
  `x-ms-diagnostics: 4000000;reason="Flighting is not enabled for domain 'megan@contoso.com'.";error_category="oauth_not_available"`,
  '',
  '',
].join('\r\n');
const prose = 'The printer on the second floor is out of paper again.\n';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-test-'));
  await writeFile(at('refused.txt'), refused);
  await writeFile(at('prose.txt'), prose);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rulesOf = (report: { findings: { rule: string }[] }) => report.findings.map(({ rule }) => rule);

describe('replay', () => {
  it('names the rule, and exits with 1 for an error', async () => {
    const { code, stdout, stderr } = await run(['replay', at('refused.txt')]);
    expect(stdout).toContain('error[flighting-disabled]');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('is called analyze, too', async () => {
    expect((await run(['analyze', at('refused.txt')])).code).toBe(1);
  });

  it.each([
    ['-', ['replay', '-']],
    ['nothing at all', ['replay']],
  ])('reads a pipe for %s', async (_what, argv) => {
    const { code, stdout } = await run(argv, { stdin: refused });
    expect(stdout).toContain('error[flighting-disabled]');
    expect(code).toBe(1);
  });

  it('wants an input when nothing is piped in', async () => {
    expect((await run(['replay'], { typed: [] })).code).toBe(2);
  });

  it.each([
    ['never', 0],
    ['error', 1],
    ['info', 1],
  ])('exits by --fail-on %s', async (severity, code) => {
    expect((await run(['replay', '--fail-on', severity, at('refused.txt')])).code).toBe(code);
  });

  it('gives an object in JSON for one input', async () => {
    const { stdout } = await run(['replay', '--format', 'json', at('refused.txt')]);
    const report = JSON.parse(stdout);
    expect(report.schema).toBe('hma-doctor/report@1');
    expect(rulesOf(report)).toEqual(['flighting-disabled']);
  });

  it('gives an array in JSON for several, and a heading each in text', async () => {
    const files = [at('refused.txt'), at('prose.txt')];
    const reports = JSON.parse((await run(['replay', '--format', 'json', ...files])).stdout);
    expect(reports.map(rulesOf)).toEqual([['flighting-disabled'], ['nothing-to-diagnose']]);
    const { stdout } = await run(['replay', ...files]);
    for (const file of files) expect(stdout).toContain(`==> ${file} <==`);
  });

  it('goes on after an input that cannot be read, and says so', async () => {
    const { code, stdout, stderr } = await run(['replay', '--format', 'json', at('missing.har'), at('refused.txt')]);
    expect(JSON.parse(stdout).map(rulesOf)).toEqual([['flighting-disabled']]);
    expect(stderr).toMatch(/^hma-doctor: [^\n]*missing\.har[^\n]*\n$/);
    expect(code).toBe(1);
  });

  it('exits with 3 only when none can be read', async () => {
    expect((await run(['replay', at('missing.har'), at('prose.txt')])).code).toBe(0);
    expect((await run(['replay', at('missing.har'), at('none.har')])).code).toBe(3);
  });

  it('speaks the language that is asked for, else that of the environment', async () => {
    const japanese = /[\u3040-\u30ff]/;
    expect((await run(['replay', '--lang', 'ja', at('refused.txt')])).stdout).toMatch(japanese);
    const env = { LC_ALL: 'ja_JP.UTF-8' };
    expect((await run(['replay', at('refused.txt')], { env })).stdout).toMatch(japanese);
    expect((await run(['replay', '--lang', 'en', at('refused.txt')], { env })).stdout).not.toMatch(japanese);
  });

  it('takes shared options before the command as well', async () => {
    const { stdout } = await run(['--format', 'json', 'replay', at('refused.txt')]);
    expect(JSON.parse(stdout).schema).toBe('hma-doctor/report@1');
  });

  it('colours a terminal, never a file', async () => {
    const colour = '\u001b[';
    expect((await run(['replay', at('refused.txt')], { terminal: true })).stdout).toContain(colour);
    expect((await run(['replay', '--no-color', at('refused.txt')], { terminal: true })).stdout).not.toContain(colour);
    const { stdout } = await run(['replay', '-o', at('report.txt'), at('refused.txt')], { terminal: true });
    expect(stdout).toBe('');
    const report = await readFile(at('report.txt'), 'utf8');
    expect(report).toContain('error[flighting-disabled]');
    expect(report).not.toContain(colour);
  });
});

describe('damaged input', () => {
  const entry = (id: number) => ({
    startedDateTime: `2025-03-01T09:30:0${id}.000Z`,
    time: 1,
    request: {
      method: 'POST',
      url: 'https://mail.contoso.com/mapi/emsmdb/',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'Authorization', value: 'Bearer' }],
    },
    response: {
      status: 401,
      statusText: 'Unauthorized',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'X-FEServer', value: 'EX01' }],
      content: { size: 0, mimeType: '' },
    },
  });

  it('judges every complete transaction of a HAR that is cut off, and says that it is', async () => {
    const whole = JSON.stringify({ log: { version: '1.2', entries: [entry(1), entry(2), entry(3)] } });
    const { stdout, stderr } = await run(['replay', '--format', 'json', '-'], { stdin: whole.slice(0, -120) });
    const report = JSON.parse(stdout);
    expect(report.capture).toMatchObject({ transactions: 2, limits: expect.arrayContaining(['truncated']) });
    expect(stderr).toBe('');
  });

  // 300 MB does the same; it is read in parts of a megabyte. 20 MB once overflowed the stack of a pattern.
  it('reads one very long line without an error', async () => {
    const { code, stderr } = await run(['replay', '-'], { stdin: 'x'.repeat(runs(5_000_000, 20_000_000)) });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});
