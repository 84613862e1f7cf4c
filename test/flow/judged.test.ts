import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { createDiagnosis, type DiagnosisOptions } from '../../src/diagnosis.js';
import { scenarios } from '../../src/lab/scenarios.js';
import type { RawTransaction, Report } from '../../src/types.js';
import { healthyDances, lookAlikes } from '../support/healthy.js';
import { recordScenario } from '../support/lab-run.js';
import { runs, shareOf } from '../support/long.js';
import { traffic } from '../support/traffic.js';

const captures = resolve(import.meta.dirname, '../../captures');
const files = readdirSync(captures).filter((name) => /\.(har|txt)$/.test(name));

function reportOf(raws: readonly RawTransaction[], options: DiagnosisOptions): Report {
  const diagnosis = createDiagnosis(options);
  for (const raw of raws) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report();
}

function expectEqualReports(raws: readonly RawTransaction[], options: DiagnosisOptions = {}) {
  expect(reportOf(raws, { ...options, keep: 'judged' })).toEqual(reportOf(raws, options));
}

async function read(name: string): Promise<RawTransaction[]> {
  const transactions: RawTransaction[] = [];
  const source = memorySource(readFileSync(join(captures, name)), name);
  for await (const raw of openCapture(source).transactions) transactions.push(raw);
  return transactions;
}

describe('keeping only what is judged gives the same report', () => {
  it.each(files)('of %s', async (name) => {
    const raws = await read(name);
    for (const expectation of shareOf([undefined, 'hma', 'adfs', 'none'] as const, files.indexOf(name), 4)) {
      expectEqualReports(raws, expectation ? { expect: expectation } : {});
    }
  });

  it.each(scenarios)('of the lab’s $fault', async (scenario) => {
    const raws = await recordScenario(scenario);
    expectEqualReports(raws, scenario.expect ? { expect: scenario.expect } : {});
  });

  it.each(Object.entries({ ...healthyDances, ...lookAlikes }))('of: %s', (_what, exchanges) => {
    expectEqualReports(traffic(...exchanges));
  });

  it('of paths with a secret in them', () => {
    const session = (id: string, host: string) => ({ status: 401, url: `https://${host}/(S(${id}))/owa/` });
    const strangers = ['aaaabbbbccccddddeeee1111', 'aaaabbbbccccddddeeee2222'].map((id) =>
      session(id, 'www.fabrikam.com'),
    );
    const own = { ...session('aaaabbbbccccddddeeee3333', 'mail.contoso.com'), watched: true };
    expectEqualReports(traffic(...strangers, own));
  });

  it('of any part of several captures, in any order', async () => {
    const all = (await Promise.all(files.map(read))).flat().map((raw, index) => ({ ...raw, id: String(index + 1) }));
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { maxLength: 60 }), (part) => expectEqualReports(part)),
      { numRuns: runs(8, 30) },
    );
  });
});

describe('a diagnosis that keeps only what is judged', () => {
  const [sent] = traffic({ status: 401 });
  const stranger: RawTransaction = {
    id: '2',
    source: 'har',
    absent: [],
    request: { method: 'GET', url: 'https://www.fabrikam.com/app.js', head: 'GET /app.js HTTP/1.1' },
    response: { status: 200, head: 'HTTP/1.1 200 OK' },
  };

  it('counts what is not about Exchange or a sign-in, and keeps nothing of it', () => {
    const diagnosis = createDiagnosis({ keep: 'judged' });
    expect(diagnosis.add(stranger)).toBeUndefined();
    if (sent) diagnosis.add(sent);
    expect([...diagnosis.transactions()].map(({ id }) => id)).toEqual(['1']);
    expect(diagnosis.report().capture).toMatchObject({ transactions: 2, exchange: 1, signIn: 0 });
  });

  it('says that there is nothing to diagnose where nothing is kept', () => {
    const { findings } = reportOf([stranger], { keep: 'judged' });
    expect(findings.map(({ rule }) => rule)).toEqual(['nothing-to-diagnose']);
  });

  it('keeps no bodies, and of heads what may be quoted', () => {
    const [asked] = traffic({
      status: 401,
      authorization: 'Bearer',
      requestBody: 'mail',
      body: 'page',
      headers: [
        ['WWW-Authenticate', 'NTLM'],
        ['X-FEServer', 'EX01'],
      ],
    });
    const diagnosis = createDiagnosis({ keep: 'judged' });
    const kept = asked && diagnosis.add(asked);
    expect(kept).toMatchObject({
      request: { head: 'Authorization: Bearer' },
      response: { head: 'HTTP/1.1 401 \r\nWWW-Authenticate: NTLM' },
    });
    for (const message of [kept?.request, kept?.response]) expect(message).not.toHaveProperty('body');
  });
});
