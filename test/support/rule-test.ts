import { describe, expect, it } from 'vitest';
import type { DiagnosisOptions } from '../../src/diagnosis.js';
import { flowsOf, isRelevant } from '../../src/flow/flows.js';
import { createSummary } from '../../src/flow/summary.js';
import type { Finding, Flow, Part, Report, Rule, RuleContext, Severity, SourceReport } from '../../src/types.js';
import { diagnose, type Exchange, observations, start, traffic } from './traffic.js';

type Options = Pick<DiagnosisOptions, 'expect'> & {
  /** Seconds after `start` at which the report is made; by default long after the traffic. */
  readonly asOf?: number;
  /** What was read of the capture, where a rule speaks of that. */
  readonly sources?: readonly Partial<SourceReport>[];
};
type Row<E> = readonly [what: string, exchanges: readonly Exchange[], expectation: E, options?: Options];
type Rows<E> = readonly [Row<E>, ...Row<E>[]];

/** What a finding must show at least. */
export interface Fired {
  readonly severity?: Severity;
  readonly confidence?: Finding['confidence'];
  readonly values?: Readonly<Record<string, string | undefined>>;
  /** A part of one of its quotes. */
  readonly quote: string;
  readonly where?: string;
  readonly causedBy?: string;
  readonly count?: number;
}

export interface RuleCases {
  /** The rule is among the findings: an error that leads, unless said otherwise. */
  readonly fails: Rows<Fired>;
  /** The rule applies and is silent. Expected: the errors and warnings of other rules; none is health. */
  readonly passes: Rows<readonly string[]>;
  /** The rule applies to nothing in it. Expected: as for `passes`. */
  readonly skips: Rows<readonly string[]>;
  /** The rule is silent and says which part it missed. */
  readonly unknown: Rows<Part>;
}

/** Tests a rule on traffic: that it fires, stays silent, leaves alone, and knows what it cannot know. */
export function testRule(rule: Rule, { fails, passes, skips, unknown }: RuleCases): void {
  describe(`${rule.id} fires`, () => {
    each(fails, (exchanges, expected, options) => {
      expectFired(findingsOf(rule, reportOf(exchanges, options)), expected);
    });
  });
  describe(`${rule.id} stays silent`, () => {
    each(passes, (exchanges, others, options) => {
      expect(appliesTo(rule, exchanges, options)).toBe(true);
      expectSilent(rule, reportOf(exchanges, options), others);
    });
  });
  describe(`${rule.id} does not apply`, () => {
    each(skips, (exchanges, others, options) => {
      expect(appliesTo(rule, exchanges, options)).toBe(false);
      expectSilent(rule, reportOf(exchanges, options), others);
    });
  });
  describe(`${rule.id} cannot know`, () => {
    each(unknown, (exchanges, missing, options) => {
      const report = reportOf(exchanges, options);
      expect(findingsOf(rule, report)).toEqual([]);
      expect(report.unknown).toContainEqual(expect.objectContaining({ rule: rule.id, missing }));
    });
  });
}

function each<E>(rows: Rows<E>, test: (exchanges: readonly Exchange[], expected: E, options?: Options) => void): void {
  for (const [what, exchanges, expected, options] of rows) it(what, () => test(exchanges, expected, options));
}

/** The ids of a report's errors and warnings, each once, sorted. */
export function troubles({ findings }: Report): string[] {
  const loud = findings.filter(({ severity }) => severity !== 'info');
  return [...new Set(loud.map(({ rule }) => rule))].sort();
}

function expectFired(found: readonly Finding[], expected: Fired): void {
  const { quote, values = {}, severity = 'error', causedBy, ...rest } = expected;
  expect(found).toHaveLength(1);
  const [finding] = found as [Finding];
  expect({ severity: finding.severity, causedBy: finding.causedBy }).toEqual({ severity, causedBy });
  for (const [name, value] of Object.entries(values)) expect([name, finding.values[name]]).toEqual([name, value]);
  const { where, ...plain } = rest;
  expect(finding).toMatchObject(plain);
  const quotes = finding.evidence.filter((one) => where === undefined || one.where === where);
  expect(quotes.map((one) => one.quote).join('\n')).toContain(quote);
}

function expectSilent(rule: Rule, report: Report, others: readonly string[]): void {
  expect(findingsOf(rule, report)).toEqual([]);
  expect(troubles(report)).toEqual([...others].sort());
}

function findingsOf({ id }: Rule, { findings }: Report): Finding[] {
  return findings.filter(({ rule }) => rule === id);
}

function reportOf(exchanges: readonly Exchange[], options: Options = {}): Report {
  return diagnose(exchanges, optionsOf(options), timeOf(options), sourcesOf(options));
}

function appliesTo(rule: Rule, exchanges: readonly Exchange[], options: Options = {}): boolean {
  const all = observations(traffic(...exchanges));
  const flows: Flow[] = flowsOf(all.filter(isRelevant));
  const counter = createSummary();
  for (const observation of all) counter.add(observation);
  const known = { ...optionsOf(options), sources: sourcesOf(options), asOf: timeOf(options) };
  const context: RuleContext = { ...known, summary: counter.read() };
  return rule.scope === 'flow' ? flows.some((flow) => rule.applies(flow, context)) : rule.applies(flows, context);
}

function optionsOf({ expect: wanted }: Options): DiagnosisOptions {
  return wanted ? { expect: wanted } : {};
}

function sourcesOf({ sources = [] }: Options): SourceReport[] {
  return sources.map((own) => ({ name: 'capture', format: 'har', read: 1, skipped: 0, limits: [], ...own }));
}

function timeOf({ asOf }: Options): number {
  return asOf === undefined ? Number.POSITIVE_INFINITY : start + asOf * 1000;
}
