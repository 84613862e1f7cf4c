import { describe, expect, it } from 'vitest';
import { judge } from '../../src/rules/judge.js';
import unknownUser from '../../src/rules/token/unknown-user.js';
import type { Finding, FlowRule, Report, Severity } from '../../src/types.js';
import {
  accepted,
  bearerIgnored,
  emptyBearer,
  ewsUrl,
  negotiate,
  ntlm,
  prompt,
  refused,
  refusedSilently,
} from '../support/dance.js';
import {
  badSignature,
  blockedByPolicy,
  grantRevoked,
  noSuchUser,
  principalMissing,
  tokenExpired,
} from '../support/sentences.js';
import { accessToken, diagnose, type Exchange, flows, tokenDenied, tokenIssued } from '../support/traffic.js';

const missing = tokenDenied(500011, principalMissing('https://mail.contoso.com/'), 'invalid_resource');
const summary = { transactions: 0, exchange: 0, signIn: 0, tunnels: 0, rows: [] };

function named({ findings }: Report, rule: string): Finding {
  const found = findings.filter((finding) => finding.rule === rule);
  expect(found).toHaveLength(1);
  return found[0] as Finding;
}

function leading({ findings }: Report): string[] {
  return findings.filter(({ causedBy }) => causedBy === undefined).map(({ rule }) => rule);
}

/** An hour apart, so that each is an attempt of its own. */
const hourly = (times: number, exchanges: (index: number) => readonly Exchange[]): Exchange[] =>
  Array.from({ length: times }, (_, index) =>
    exchanges(index).map((exchange, step) => ({ ...exchange, at: index * 3600 + step })),
  ).flat();

describe('what leads', () => {
  it.each<[string, readonly Exchange[], string]>([
    ['a missing SPN, then NTLM', [emptyBearer(), missing, ...ntlm(200)], 'spn-missing'],
    ['a missing SPN, then NTLM refused', [emptyBearer(), missing, ...ntlm(401)], 'spn-missing'],
    [
      'a revoked grant, then Negotiate',
      [emptyBearer(), tokenDenied(50173, grantRevoked), negotiate(200)],
      'revoked-grant',
    ],
    [
      'a blocked sign-in, tried again and again',
      [emptyBearer(), tokenDenied(53003, blockedByPolicy), prompt(), tokenDenied(53003, blockedByPolicy)],
      'conditional-access-blocked',
    ],
    [
      'an unknown user, tried again and again',
      [refused(noSuchUser), refused(noSuchUser), refused(noSuchUser)],
      'unknown-user',
    ],
    ['an expired token, then a user who is not known', [refused(tokenExpired), refused(noSuchUser)], 'unknown-user'],
    [
      'OAuth off, then a refused token from elsewhere',
      [bearerIgnored(), refusedSilently()],
      'bearer-challenge-missing',
    ],
  ])('%s: one error alone leads', (_what, exchanges, leader) => {
    const report = diagnose(exchanges);
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    expect(errors.filter(({ causedBy }) => causedBy === undefined).map(({ rule }) => rule)).toEqual([leader]);
    expect(leading(report)).toEqual([leader]);
  });

  it('a missing SPN explains the NTLM fallback', () => {
    const report = diagnose([emptyBearer(), missing, ...ntlm(200)]);
    expect(report.findings.map(({ rule, causedBy }) => [rule, causedBy])).toEqual([
      ['spn-missing', undefined],
      ['signed-in-without-bearer', 'spn-missing'],
    ]);
  });

  it('a problem that leads in one flow is not hidden behind a cause in another', () => {
    const report = diagnose(
      hourly(2, (index) => (index === 0 ? [emptyBearer(), missing, negotiate(200)] : [emptyBearer(), negotiate(200)])),
    );
    const fallback = named(report, 'signed-in-without-bearer');
    expect([fallback.count, fallback.causedBy]).toEqual([2, undefined]);
  });

  it('a problem with two causes stands behind the first', () => {
    const report = diagnose(
      hourly(2, (index) => [emptyBearer(), index === 0 ? missing : tokenDenied(50173, grantRevoked), negotiate(200)]),
    );
    expect(named(report, 'signed-in-without-bearer').causedBy).toBe('spn-missing');
    expect(leading(report).sort()).toEqual(['revoked-grant', 'spn-missing']);
  });

  it('errors stand before warnings, causes before what they explain', () => {
    const elsewhere = 'https://mail.fabrikam.com/EWS/Exchange.asmx';
    const report = diagnose([
      bearerIgnored({ url: elsewhere }),
      ...ntlm(401, { url: elsewhere, connection: 'c2' }),
      emptyBearer(),
      missing,
      ...ntlm(200),
    ]);
    expect(report.findings.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['spn-missing', 'error'],
      ['signed-in-without-bearer', 'info'],
      ['bearer-challenge-missing', 'warning'],
    ]);
  });
});

describe('equal problems', () => {
  it('of many flows are one finding with a count', () => {
    const report = diagnose(hourly(40, () => [refused(noSuchUser)]));
    const finding = named(report, 'unknown-user');
    expect([finding.count, finding.flows.length]).toEqual([40, 40]);
    expect((finding.last ?? 0) - (finding.first ?? 0)).toBe(39 * 3600 * 1000);
  });

  it('are equal whatever number Entra ID gave each request', () => {
    const numbered = (index: number, { body = '', ...rest }: Exchange): Exchange => ({
      ...rest,
      body: body
        .replaceAll('87a777b4-0000-4000-8000', `87a777b4-0000-4000-8000`.replace('87a777b4', `87a7${1000 + index}`))
        .replaceAll('02:00:03Z', `02:00:${String(10 + index)}Z`),
    });
    const revoked = diagnose(hourly(9, (index) => [emptyBearer(), numbered(index, tokenDenied(50173, grantRevoked))]));
    expect(named(revoked, 'revoked-grant').count).toBe(9);
    const blocked = diagnose(
      hourly(9, (index) => [emptyBearer(), numbered(index, tokenDenied(53003, blockedByPolicy))]),
    );
    expect(named(blocked, 'conditional-access-blocked').count).toBe(9);
  });

  it('are equal whenever the token expired', () => {
    const report = diagnose(
      hourly(5, (index) => [refused(tokenExpired, {}, accessToken({ exp: 1_000_000_000 + index }))]),
    );
    expect(named(report, 'expired-token').count).toBe(5);
  });

  it('keep the quote of the first', () => {
    const report = diagnose(hourly(3, () => [refused(badSignature)]));
    expect(named(report, 'invalid-signature').evidence.map(({ transaction }) => transaction)).toEqual(['1']);
  });

  it('of different hosts are different', () => {
    const report = diagnose([
      refused(badSignature),
      refused(badSignature, { url: 'https://mail.fabrikam.com/mapi/emsmdb/' }),
    ]);
    expect(report.findings.map(({ values }) => values.host).sort()).toEqual(['mail.contoso.com', 'mail.fabrikam.com']);
  });
});

describe('a rule that throws', () => {
  const broken: FlowRule = {
    id: 'unknown-user',
    scope: 'flow',
    needs: [],
    references: [],
    applies: () => true,
    check: () => {
      throw new TypeError('made up');
    },
  };
  const working: FlowRule = {
    ...broken,
    id: 'token-refused',
    check: () => ({
      severity: 'error',
      confidence: 'high',
      values: {},
      evidence: [{ transaction: '1', where: 'status', quote: '401' }],
    }),
  };

  it('is listed as crashed, and the others go on', () => {
    const { findings, crashed } = judge(flows(refused(noSuchUser)), [broken, working], { summary });
    expect(crashed).toEqual([{ rule: 'unknown-user', message: 'made up' }]);
    expect(findings.map(({ rule }) => rule)).toEqual(['token-refused']);
  });
});

describe('a finding', () => {
  const live = flows({ ...refused(noSuchUser), source: 'live' });
  const later = (milliseconds: number) => (live[0]?.lastAt ?? 0) + milliseconds;

  it.each<[string, ReturnType<typeof flows>, number | undefined, string]>([
    ['of a file is certain', flows(refused(noSuchUser)), undefined, 'certain'],
    ['is provisional while it is not known what time it is', live, undefined, 'provisional'],
    ['is provisional for two minutes', live, later(119_999), 'provisional'],
    ['is certain after two minutes', live, later(120_000), 'certain'],
    ['of two flows is certain where one is', [...live, ...flows(refused(noSuchUser))], undefined, 'certain'],
  ])('%s', (_what, seen, asOf, certainty) => {
    const { findings } = judge(seen, [unknownUser], { summary, ...(asOf !== undefined && { asOf }) });
    expect(findings.map((finding) => finding.certainty)).toEqual([certainty]);
  });
});

describe('what is unknown', () => {
  const rule = (severity: Severity | undefined, confidence: 'high' | 'low' = 'high'): FlowRule => ({
    id: severity === undefined ? 'unknown-user' : 'token-refused',
    scope: 'flow',
    needs: ['response-body'],
    references: [],
    applies: () => true,
    check: () =>
      severity && {
        severity,
        confidence,
        values: {},
        evidence: [{ transaction: '1', where: 'status', quote: '401' }],
      },
  });
  const bare = flows({ ...refusedSilently(), absent: ['response-body'] });

  it('is said where a rule applies, is silent and misses a part', () => {
    const { unknown } = judge(bare, [rule(undefined)], { summary });
    expect(unknown).toEqual([{ rule: 'unknown-user', missing: 'response-body', flows: ['1'] }]);
  });

  it('is not said where the cause is known', () => {
    expect(judge(bare, [rule('error'), rule(undefined)], { summary }).unknown).toEqual([]);
  });

  it('is said where the cause is only guessed', () => {
    expect(judge(bare, [rule('error', 'low'), rule(undefined)], { summary }).unknown).toHaveLength(1);
  });

  it('is not said where the sign-in worked', () => {
    const fine = flows({ ...accepted(), absent: ['response-body'] });
    expect(judge(fine, [rule(undefined)], { summary }).unknown).toEqual([]);
  });

  it.each<[string, Exchange, number]>([
    ['is said where nobody knows what stood in between', {}, 1],
    ['is not said of a run of our own, which stands in between', { source: 'live' }, 0],
    ['is not said of a browser, which stands at the end', { recorder: 'browser' }, 0],
  ])('of what opens connections %s', (_what, own, count) => {
    const needsIt: FlowRule = { ...rule(undefined), needs: ['interception'] };
    expect(judge(flows({ ...refusedSilently(), ...own }), [needsIt], { summary }).unknown).toHaveLength(count);
  });

  it('is not said of a part that was seen', () => {
    expect(judge(flows(refusedSilently()), [rule(undefined)], { summary }).unknown).toEqual([]);
  });
});

describe('a report', () => {
  it('quotes a proof for every finding', () => {
    const report = diagnose([
      emptyBearer(),
      missing,
      ...ntlm(200),
      bearerIgnored({ url: ewsUrl }),
      tokenIssued(accessToken()),
    ]);
    expect(report.findings.length).toBeGreaterThan(1);
    for (const { evidence } of report.findings) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(evidence.every(({ quote }) => quote.length > 0)).toBe(true);
    }
  });
});
