import { describe, expect, it } from 'vitest';
import { type Change, createDiagnosis, type DiagnosisOptions } from '../../src/diagnosis.js';
import type { RawTransaction } from '../../src/types.js';
import { accepted, anonymous, emptyBearer, negotiate, prompt, refused } from '../support/dance.js';
import { runs } from '../support/long.js';
import { troubles } from '../support/rule-test.js';
import { flightingUser, grantRevoked, noSuchUser, tokenExpired } from '../support/sentences.js';
import {
  accessToken,
  bearerChallenge,
  diagnosticsHeader,
  type Exchange,
  exchangeHeaders,
  start,
  tokenDenied,
  tokenIssued,
  traffic,
} from '../support/traffic.js';

const live = (...exchanges: readonly Exchange[]): RawTransaction[] =>
  traffic(...exchanges.map((exchange): Exchange => ({ ...exchange, source: 'live' })));
const at = (seconds: number) => start + seconds * 1000;

/** A diagnosis that notes what it tells of findings. */
function watched(options: DiagnosisOptions = {}) {
  const told: string[] = [];
  const changes: Change[] = [];
  const diagnosis = createDiagnosis({
    ...options,
    onChange: (change) => {
      changes.push(change);
      if (change.type === 'finding') told.push(`${change.finding.rule} ${change.finding.certainty}`);
      if (change.type === 'withdrawn') told.push(`${change.finding.rule} withdrawn`);
    },
  });
  const add = (raws: readonly RawTransaction[]) => {
    for (const raw of raws) diagnosis.add(raw);
  };
  return { diagnosis, told, changes, add };
}

describe('live findings', () => {
  it('are provisional at first, certain after two minutes of silence, and told once each', () => {
    const { diagnosis, told, add } = watched();
    add(live(emptyBearer(), refused(noSuchUser)));
    for (const seconds of [2, 60, 120]) diagnosis.advance(at(seconds));
    expect(told).toEqual(['unknown-user provisional']);
    for (const seconds of [121, 122, 500]) diagnosis.advance(at(seconds));
    expect(told).toEqual(['unknown-user provisional', 'unknown-user certain']);
  });

  it('are withdrawn by the next success', () => {
    const { diagnosis, told, add } = watched();
    const raws = live(emptyBearer(), refused(tokenExpired), tokenIssued(accessToken()), accepted());
    add(raws.slice(0, 2));
    diagnosis.advance(at(2));
    add(raws.slice(2));
    diagnosis.advance(at(5));
    expect(told).toEqual(['expired-token provisional', 'expired-token withdrawn']);
    expect(troubles(diagnosis.report())).toEqual([]);
  });

  it('are never certain while a person changes the password', () => {
    const { diagnosis, told } = watched();
    const token = accessToken();
    const raws = live(
      emptyBearer(),
      tokenDenied(50173, grantRevoked),
      { ...prompt(), at: 60 },
      { ...tokenIssued(token), at: 100 },
      accepted({ at: 101 }, token),
    );
    for (const raw of raws) {
      diagnosis.add(raw);
      diagnosis.advance((raw.startedAt ?? 0) + 100);
    }
    diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(told).toEqual(['revoked-grant provisional', 'revoked-grant withdrawn']);
  });

  it('are one error when the prompt is refused', () => {
    const { diagnosis, told, add } = watched();
    add(live(emptyBearer(), tokenDenied(50173, grantRevoked), prompt()));
    diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(told).toEqual(['revoked-grant certain']);
  });

  it('are all certain when nothing more will come', () => {
    const { diagnosis, told, add } = watched();
    add(live(refused(noSuchUser)));
    diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(told).toEqual(['unknown-user certain']);
  });

  it('are the same as those of the saved run', () => {
    const exchanges = [emptyBearer(), tokenDenied(50173, grantRevoked), negotiate(200)];
    const [now, later] = [watched(), watched()];
    now.add(live(...exchanges));
    later.add(traffic(...exchanges));
    for (const { diagnosis } of [now, later]) diagnosis.advance(Number.POSITIVE_INFINITY);
    expect(now.diagnosis.report().findings).toEqual(later.diagnosis.report().findings);
  });
});

describe('saved findings', () => {
  it('are certain at once', () => {
    const { diagnosis, add } = watched();
    add(traffic(refused(noSuchUser)));
    expect(diagnosis.report().findings.map(({ certainty }) => certainty)).toEqual(['certain']);
  });
});

describe('a transaction', () => {
  const [raw] = live(emptyBearer());
  if (!raw) throw new TypeError('one transaction expected');
  const { response: _none, endedAt: _open, ...running } = raw;

  it('is told when it begins and when it is done', () => {
    const { diagnosis, changes } = watched();
    diagnosis.add(running);
    diagnosis.add(raw);
    expect(changes.map((change) => change.type === 'transaction' && [change.step.status, change.done])).toEqual([
      [undefined, false],
      [401, true],
    ]);
  });

  it('that comes again amends the earlier one', () => {
    const { diagnosis } = watched();
    diagnosis.add(running);
    expect(diagnosis.report().flows).toEqual([]);
    diagnosis.add(raw);
    expect([...diagnosis.transactions()]).toHaveLength(1);
    const { capture, flows } = diagnosis.report();
    expect([capture.transactions, flows.map(({ steps }) => steps.length)]).toEqual([1, [1]]);
  });

  it('that broke is done', () => {
    const { diagnosis, changes } = watched();
    diagnosis.add({ ...running, failure: { stage: 'response', code: 'ECONNRESET' } });
    expect(changes).toMatchObject([{ type: 'transaction', done: true }]);
  });

  it('leaves no secret in what is told and kept', () => {
    const { diagnosis, changes, add } = watched();
    const token = accessToken();
    add(live(emptyBearer(), tokenIssued(token), accepted({}, token)));
    const text = JSON.stringify([changes, [...diagnosis.transactions()], diagnosis.report()]);
    expect(text).not.toContain(token);
    expect(text).not.toContain(token.slice(token.lastIndexOf('.') + 1));
    expect(text).not.toContain('made-up-next-refresh-token');
  });
});

describe('a long run', () => {
  const attempts = runs(150, 300);

  /** Attempts two minutes apart, each with its own report. */
  function run(attempts: number, exchanges: (index: number) => readonly Exchange[], options: DiagnosisOptions = {}) {
    const watching = watched({ retain: 100, ...options });
    let sizes = 0;
    for (let index = 0; index < attempts; index += 1) {
      const raws = live(...exchanges(index).map((exchange, step) => ({ ...exchange, at: index * 1000 + step })));
      watching.add(raws.map((raw) => ({ ...raw, id: String(index * 10 + Number(raw.id)) })));
      watching.diagnosis.advance(at(index * 1000 + 10));
      sizes = Math.max(sizes, [...watching.diagnosis.transactions()].length);
    }
    return { ...watching, sizes, report: watching.diagnosis.report() };
  }

  it('keeps few transactions of health and counts all', () => {
    const { report, sizes, told } = run(attempts, () => [anonymous(), accepted()]);
    expect(sizes).toBeLessThanOrEqual(110);
    expect([report.capture.transactions, report.capture.exchange]).toEqual([2 * attempts, 2 * attempts]);
    expect(told).toEqual([]);
  });

  it('keeps a finding, its quote and its count', () => {
    const { diagnosis, report, sizes } = run(200, (index) =>
      index % 20 === 5 ? [emptyBearer(), refused(noSuchUser)] : [anonymous(), accepted()],
    );
    expect(sizes).toBeLessThanOrEqual(130);
    expect(report.findings.map(({ rule, count }) => [rule, count])).toEqual([['unknown-user', 10]]);
    const kept = new Set([...diagnosis.transactions()].map(({ id }) => id));
    expect(report.findings.flatMap(({ evidence }) => evidence).every(({ transaction }) => kept.has(transaction))).toBe(
      true,
    );
    expect(report.capture.transactions).toBe(400);
  });

  it('stays small where every attempt shows the same', () => {
    const { report, sizes, told } = run(attempts, () => [emptyBearer(), negotiate(200)]);
    expect(sizes).toBeLessThanOrEqual(130);
    expect(report.findings.map(({ rule, severity, count }) => [rule, severity, count])).toEqual([
      ['signed-in-without-bearer', 'info', attempts],
      ['sign-in-not-visible', 'info', attempts],
    ]);
    expect(told.filter((line) => line.endsWith('withdrawn'))).toEqual([]);
  });

  it('does not turn information into an error by forgetting how it ended', () => {
    const notOffered = anonymous({
      headers: [bearerChallenge(), diagnosticsHeader(...flightingUser), ...exchangeHeaders],
    });
    const { report, told } = run(attempts, (index) =>
      index === 0 ? [notOffered, negotiate(200)] : [anonymous(), accepted()],
    );
    expect(report.findings.map(({ rule, severity, count }) => [rule, severity, count])).toEqual([
      ['flighting-disabled', 'info', 1],
    ]);
    expect(told).toEqual(['flighting-disabled provisional', 'flighting-disabled certain']);
  });

  it('does not forget a request that still runs', () => {
    const { diagnosis, add } = watched({ retain: 20 });
    const [poll] = live({ ...accepted(), id: 'poll' });
    if (!poll) throw new TypeError('one transaction expected');
    const { endedAt: _open, ...running } = poll;
    diagnosis.add(running);
    add(live(...Array.from({ length: 60 }, () => accepted())));
    diagnosis.advance(at(100));
    expect([...diagnosis.transactions()].map(({ id }) => id)).toContain('poll');
  });
});

/** The shortest of some runs: other work on the machine can only add time. */
function shortestMs(raws: readonly RawTransaction[]): number {
  const times = Array.from({ length: 3 }, () => {
    const begun = performance.now();
    const diagnosis = createDiagnosis();
    for (const raw of raws) diagnosis.add(raw);
    diagnosis.report();
    return performance.now() - begun;
  });
  return Math.min(...times);
}

describe('time', () => {
  /** Healthy and busy: sign-ins, each with a token of its own, uses, alternating 401 and 200, two mailboxes. */
  const busy = (count: number): RawTransaction[] => {
    const users = ['gregt@contoso.com', 'info@contoso.com'];
    const exchanges = Array.from({ length: count }, (_, index): Exchange => {
      const round = Math.floor(index / 6);
      const token = accessToken({ iat: start / 1000 + round });
      const use = () => accepted({}, token);
      const cycle = [emptyBearer, prompt, () => tokenIssued(token), use, anonymous, use];
      const user = users[round % 2] ?? '';
      const step = cycle[index % 6]?.() ?? {};
      const named = index % 5 === 0 ? {} : { requestHeaders: [['X-User-Identity', user]] as const };
      return { ...step, ...(step.requestBody === undefined && named), connection: `c${index % 50}` };
    });
    return traffic(...exchanges);
  };

  it('suffices for thousands of healthy transactions, and they are silent', { timeout: 60_000 }, () => {
    const raws = busy(runs(1_500, 5_000));
    const diagnosis = createDiagnosis();
    for (const raw of raws) diagnosis.add(raw);
    diagnosis.advance(Number.POSITIVE_INFINITY);
    const report = diagnosis.report();
    expect(report.capture.transactions).toBe(raws.length);
    expect(troubles(report)).toEqual([]);
  });

  // Quadratic is 4.
  it.each<[string, (count: number) => RawTransaction[]]>([
    ['health', busy],
    ['nothing but anonymous 401', (count) => traffic(...Array.from({ length: count }, () => anonymous()))],
    ['nothing but refusals', (count) => traffic(...Array.from({ length: count }, () => refused(noSuchUser)))],
    [
      'sanitised',
      (count) =>
        traffic(
          ...Array.from(
            { length: count },
            (_, index): Exchange => ({
              at: index * 1000,
              status: 401,
              headers: exchangeHeaders,
              absent: ['authorization'],
            }),
          ),
        ),
    ],
  ])('grows with the number of transactions: %s', (_what, make) => {
    const raws = make(runs(800, 1_600));
    const once = shortestMs(raws.slice(0, raws.length / 4));
    // t(2n)/t(n) below 3, as the root of t(4n)/t(n): quadratic would be 4.
    expect(Math.sqrt(shortestMs(raws) / once)).toBeLessThan(3);
  });
});
