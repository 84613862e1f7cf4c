import { createDiagnosis } from '../diagnosis.js';
import { exitCodes } from '../errors.js';
import { leadingRules, mainScenarios, type Scenario } from '../lab/scenarios.js';
import { watchScenario } from '../lab/watch.js';
import { sessionText } from '../messages/language.js';
import { story } from '../report/story.js';
import { renderFinding } from '../report/text.js';
import type { Report } from '../types.js';
import type { Io } from './io.js';
import type { Options } from './options.js';
import { valuesAsJson, viewFor, writeOutput } from './output.js';

/** A scenario, and what was found in it. */
interface Outcome {
  readonly scenario: string;
  /** The rule that must lead, or nothing on health. */
  readonly expected: string | undefined;
  readonly found: readonly string[];
  readonly ok: boolean;
}

/**
 * Drives health and the six best-known faults through the real proxy, with a certificate authority that is kept nowhere, and
 * shows the story and the finding of each. Exit code 0 when what was found is what was expected.
 */
export async function demo(_operands: readonly string[], options: Options, io: Io): Promise<number> {
  const outcomes: Outcome[] = [];
  const tell = createTeller(options, io);
  for (const scenario of mainScenarios) {
    const report = await reportOn(scenario);
    const outcome = compare(scenario, report);
    outcomes.push(outcome);
    await tell.scenario(outcome, report);
  }
  await tell.summary(outcomes);
  return outcomes.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.findings;
}

async function reportOn({ fault, expect }: Scenario): Promise<Report> {
  const diagnosis = createDiagnosis(expect ? { expect } : {});
  await watchScenario(fault, diagnosis.add);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report();
}

function compare({ fault, expected }: Scenario, report: Report): Outcome {
  const found = leadingRules(report);
  const wanted = expected === undefined ? [] : [expected];
  const ok = found.length === wanted.length && found.every((rule, index) => rule === wanted[index]);
  return { scenario: fault, expected, found, ok };
}

interface Teller {
  scenario(outcome: Outcome, report: Report): Promise<void>;
  summary(outcomes: readonly Outcome[]): Promise<void>;
}

function createTeller(options: Options, io: Io): Teller {
  if (options.format !== 'text') {
    return {
      scenario: async () => {},
      summary: (outcomes) => writeOutput(valuesAsJson(outcomes.map(asValue), options) ?? '', options, io),
    };
  }
  const view = viewFor(options, io);
  const isFile = options.output !== undefined && options.output !== '-';
  const words = sessionText(view.lang);
  const texts: string[] = [];
  const write = (text: string) => {
    if (isFile) texts.push(text);
    else io.stdout.write(text);
  };
  return {
    scenario: async ({ scenario }, report) => {
      const steps = story(report, { ...view, verbose: true });
      const findings = report.findings.map(
        (finding) => `\n${renderFinding(finding, { ...view, ...(report.expect ? { expect: report.expect } : {}) })}`,
      );
      const end = findings.length > 0 ? findings : [`\n${words.nothingFound}`];
      write(`${[rule(scenario, view.width), '', ...steps, ...end].join('\n')}\n\n`);
    },
    summary: async (outcomes) => {
      write(table(outcomes, view.width, words.demoHeadings));
      if (isFile) await writeOutput(texts.join(''), options, io);
    },
  };
}

function asValue({ scenario, expected, found, ok }: Outcome): object {
  return { scenario, expected: expected ?? null, found, ok };
}

function rule(title: string, width: number): string {
  return `== ${title} ${'='.repeat(Math.max(0, Math.min(width, 80) - title.length - 4))}`;
}

function table(outcomes: readonly Outcome[], width: number, headings: readonly [string, string, string]): string {
  const rows = outcomes.map(({ scenario, expected, found, ok }) => {
    const cells = [scenario, expected ?? '-', found.join(', ') || '-'];
    return `${cells.map((cell) => cell.padEnd(24)).join('')}${ok ? 'ok' : 'NOT AS EXPECTED'}`;
  });
  const heading = headings
    .map((cell) => cell.padEnd(24))
    .join('')
    .trimEnd();
  return `${[rule('demo', width), '', heading, ...rows].join('\n')}\n`;
}
