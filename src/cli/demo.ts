import { createDiagnosis } from '../diagnosis.js';
import { exitCodes } from '../errors.js';
import { leadingRules, mainScenarios, type Scenario, scenarios } from '../lab/scenarios.js';
import { watchScenario } from '../lab/watch.js';
import { sessionText } from '../messages/language.js';
import type { SessionText } from '../messages/session/session-text.js';
import { columns } from '../report/columns.js';
import { story } from '../report/story.js';
import { renderFinding } from '../report/text.js';
import type { Report } from '../types.js';
import { readFault } from './fault.js';
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
 * Drives the faults that are named (health and the six best-known ones when none is; `all` are all) through the real proxy,
 * with a certificate authority that is kept nowhere, and shows the story and the finding of each. Exit code 0 when what
 * was found is what was expected.
 */
export async function demo(operands: readonly string[], options: Options, io: Io): Promise<number> {
  const chosen = choose(operands);
  const outcomes: Outcome[] = [];
  const tell = createTeller(options, io);
  for (const scenario of chosen) {
    const report = await reportOn(scenario);
    const outcome = compare(scenario, report);
    outcomes.push(outcome);
    await tell.scenario(outcome, report);
  }
  await tell.summary(outcomes);
  return outcomes.every(({ ok }) => ok) ? exitCodes.ok : exitCodes.findings;
}

function choose(names: readonly string[]): readonly Scenario[] {
  if (names.length === 0) return mainScenarios;
  if (names.includes('all')) return scenarios;
  const faults = names.map(readFault);
  return scenarios.filter(({ fault }) => faults.includes(fault));
}

async function reportOn({ fault, expect }: Scenario): Promise<Report> {
  const diagnosis = createDiagnosis(expect ? { expect } : {});
  await watchScenario(fault, diagnosis.add);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return diagnosis.report();
}

// What it found must be of the right case, too.
function compare({ fault, expected, values = {} }: Scenario, report: Report): Outcome {
  const found = leadingRules(report);
  const wanted = expected === undefined ? [] : [expected];
  const [leading] = report.findings;
  const isCase = Object.entries(values).every(([name, value]) => leading?.values[name] === value);
  const ok = isCase && found.join() === wanted.join();
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
      write(table(outcomes, view.width, words.demo));
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

function table(outcomes: readonly Outcome[], width: number, words: SessionText['demo']): string {
  const longest = Math.max(...outcomes.flatMap(({ scenario, found }) => [scenario, found.join(', ')].map(columns)));
  const column = Math.max(24, longest + 2);
  const rows = outcomes.map(({ scenario, expected, found, ok }) => {
    const cells = [scenario, expected ?? '-', found.join(', ') || '-'];
    return `${cells.map((cell) => cell.padEnd(column)).join('')}${ok ? words.asExpected : words.notAsExpected}`;
  });
  const heading = words.headings
    .map((cell) => cell + ' '.repeat(Math.max(0, column - columns(cell))))
    .join('')
    .trimEnd();
  return `${[rule('demo', width), '', heading, ...rows].join('\n')}\n`;
}
