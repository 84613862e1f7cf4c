/**
 * Secrets go in by every entrance, and come out by none: reports in both languages, live lines, saved captures, errors,
 * logs, the process title, and the captures of this project.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { writeHar } from '../src/capture/har-write.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import { languages } from '../src/messages/language.js';
import { renderJson } from '../src/report/json.js';
import { renderFinding, renderStep, renderText } from '../src/report/text.js';
import type { RawTransaction } from '../src/types.js';
import { run } from './cli/world.js';
import { toldOfScenario } from './support/lab-run.js';
import { findSecrets, plantedSecrets, plantedTransactions } from './support/secrets.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hma-doctor-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('no secrets', () => {
  it('plants more than thirty kinds, and finds each in what goes in', () => {
    const planted = findSecrets(JSON.stringify(plantedTransactions()));
    expect(planted.length).toBeGreaterThan(30);
    expect(planted).toEqual(plantedSecrets.map(({ name }) => name));
  });

  it('shows none in any report, live line or saved capture', () => {
    const shown: string[] = [];
    const diagnosis = createDiagnosis({
      onChange: (change) => {
        if (change.type === 'transaction') shown.push(renderStep(change.step, {}), JSON.stringify(change.transaction));
        else shown.push(renderFinding(change.finding, { lang: 'en', color: false, verbose: true }));
      },
    });
    for (const raw of plantedTransactions()) diagnosis.add(raw);
    diagnosis.advance(Number.POSITIVE_INFINITY);
    const report = diagnosis.report();
    for (const lang of languages) {
      shown.push(renderText(report, { lang, color: true, verbose: true }), renderJson(report, lang));
    }
    shown.push(writeHar(diagnosis.transactions(), { name: 'hma-doctor', version: '0' }));

    expect(shown.length).toBeGreaterThan(plantedTransactions().length);
    expect(shown.flatMap(findSecrets)).toEqual([]);
  });

  it('shows none of a HAR of another producer, in headers, cookies, query and form lists', async () => {
    const file = join(folder, 'planted.har');
    await writeFile(file, JSON.stringify(foreignHar(plantedTransactions())));
    expect(findSecrets(await readFile(file, 'utf8')).length).toBeGreaterThan(30);

    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await run(['replay', file, '--format', format, '-v']);
      expect(findSecrets(stdout + stderr)).toEqual([]);
      expect(stdout).not.toBe('');
    }
  });

  it('shows none of pasted text', async () => {
    const pasted = plantedTransactions().map(pastedText).join('\n\n');
    expect(findSecrets(pasted).length).toBeGreaterThan(30);
    for (const format of ['text', 'json']) {
      const { stdout, stderr } = await run(['replay', '-', '--format', format, '-v'], { stdin: pasted });
      expect(findSecrets(stdout + stderr)).toEqual([]);
    }
  });

  it.each(plantedSecrets)('says nothing of $name in an error about what cannot be read', async ({ name, secret }) => {
    const attempts = [
      await run(['replay', '-'], { stdin: `{"log":{"entries":[{"request":"${secret}` }),
      await run(['replay', '-'], { stdin: `{"${secret}":1}` }),
      await run(['token', secret]),
      await run(['token', '-'], { stdin: secret }),
      await run(['replay', join(folder, 'missing.har'), '--format', 'json']),
    ];
    const shown = attempts.map(({ stdout, stderr }) => stdout + stderr).join('\n');
    expect(findSecrets(shown).filter((found) => found === name)).toEqual([]);
    expect(process.title).not.toContain(secret);
  });

  it('keeps the lab user’s password and every token signature out of a live run', async () => {
    const diagnosis = createDiagnosis();
    const raws = [...(await toldOfScenario({ fault: 'hma-off' })), ...(await toldOfScenario({ fault: 'healthy' }))];
    for (const raw of raws) diagnosis.add(raw);
    const seen = JSON.stringify(raws);
    const signatures = [...seen.matchAll(/eyJ[\w-]+\.eyJ[\w-]+\.([\w-]{40,})/g)].map(
      ([, signature]) => signature ?? '',
    );
    const blobs = [...seen.matchAll(/(?:NTLM|Negotiate) ([A-Za-z0-9+/=]{40,})/g)].map(([, blob]) => blob ?? '');
    const kept = JSON.stringify([...diagnosis.transactions()]) + renderJson(diagnosis.report(), 'en');

    expect(signatures.length).toBeGreaterThan(0);
    expect(blobs.length).toBeGreaterThan(0);
    expect([...signatures, ...blobs].filter((secret) => kept.includes(secret))).toEqual([]);
  });

  it('finds in the captures of this project no signature that could be real', () => {
    const captures = new URL('../captures/', import.meta.url);
    const texts = readdirSync(captures).map((name) => [name, readFileSync(new URL(name, captures), 'utf8')] as const);
    const suspicious = texts.filter(
      ([, text]) => realSignatures(text).length > 0 || /BEGIN [A-Z ]*PRIVATE KEY/.test(text),
    );
    expect(suspicious.map(([name]) => name)).toEqual([]);
  });
});

/** An RS256 signature is 342 units long; made-up ones are short words or our placeholders. */
function realSignatures(text: string): string[] {
  return text.match(/eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.(?!REDACTED)[\w-]{200,}/g) ?? [];
}

function foreignHar(raws: readonly RawTransaction[]) {
  const lists = (head = '') =>
    head
      .split('\r\n')
      .slice(1)
      .map((line) => ({ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 2) }));
  const entries = raws.map(({ request, response, failure, text, client }) => ({
    startedDateTime: '2026-11-03T02:00:00.000Z',
    time: 5,
    comment: text,
    _error: failure?.message,
    _client: client,
    request: {
      method: request?.method ?? 'GET',
      url: request?.url ?? 'https://mail.contoso.com/EWS/Exchange.asmx',
      headers: lists(request?.head),
      cookies: lists(request?.head),
      queryString: [...new URL(request?.url ?? 'https://mail.contoso.com/').searchParams].map(([name, value]) => ({
        name,
        value,
      })),
      ...(request?.body && {
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          text: request.body.text,
          params: [...new URLSearchParams(request.body.text)].map(([name, value]) => ({ name, value })),
        },
      }),
    },
    response: {
      status: response?.status ?? 0,
      headers: lists(response?.head),
      cookies: lists(response?.head),
      content: { mimeType: 'text/html', text: response?.body?.text ?? text ?? failure?.message },
      redirectURL: '',
    },
  }));
  return { log: { version: '1.2', creator: { name: 'Other', version: '1' }, entries } };
}

function pastedText({ request, response, text, failure }: RawTransaction): string {
  const parts = [request, response].flatMap((message) =>
    message ? [`${message.head}\r\n\r\n${message.body?.text ?? ''}`] : [],
  );
  return [...parts, text ?? '', failure?.message ?? ''].join('\r\n');
}

// `openCapture` is what `replay` reads with: an error of it must not quote what it could not read.
describe('errors of the readers', () => {
  it.each(plantedSecrets.slice(0, 40))('do not quote $name', ({ name, secret }) => {
    const inputs = [
      `<?xml version="1.0"?><log>${secret}</log>`,
      `${secret}\0\0\0`,
      `{"log":"${secret}"}`,
      `[${secret}`,
    ];
    const messages = inputs.map((input) => {
      try {
        openCapture(memorySource(Buffer.from(input), 'x.har'));
        return '';
      } catch (error) {
        return `${error}${error instanceof Error ? error.stack : ''}${JSON.stringify(error)}`;
      }
    });
    expect(messages.flatMap(findSecrets).filter((found) => found === name)).toEqual([]);
  });
});
