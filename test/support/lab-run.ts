import type { DiagnosisOptions } from '../../src/diagnosis.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import type { Fault } from '../../src/lab/faults.js';
import type { Scenario } from '../../src/lab/scenarios.js';
import { watchScenario } from '../../src/lab/watch.js';
import type { RawTransaction, Report } from '../../src/types.js';
import { sound } from './traffic.js';

// A sign-in starts servers and makes certificates: one for all test files of a worker.
const watched = new Map<Fault, Promise<readonly RawTransaction[]>>();

/** All that the proxy told of one scenario, in order: an id that comes again amends. Every call gives the same run. */
export function toldOfScenario({ fault }: Scenario): Promise<readonly RawTransaction[]> {
  const known = watched.get(fault) ?? watch(fault);
  watched.set(fault, known);
  return known;
}

/** What the proxy told of one scenario: every transaction in its last form, in order of arrival. */
export async function recordScenario(scenario: Scenario): Promise<RawTransaction[]> {
  const told = await toldOfScenario(scenario);
  return [...new Map(told.map((raw) => [raw.id, raw])).values()];
}

/** The report on transactions that are over. */
export function reportOn(transactions: Iterable<RawTransaction>, options: DiagnosisOptions = {}): Report {
  const diagnosis = createDiagnosis(options);
  for (const raw of transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return sound(diagnosis.report());
}

/** What must be equal wherever the same transactions came from. Which program spoke is not in every one of them. */
export function verdict({ findings, unknown, flows: all, capture }: Report) {
  const flows = all.map(({ program: _, ...flow }) => flow);
  return { findings, unknown, flows, capture: { ...capture, limits: [] } };
}

async function watch(fault: Fault): Promise<readonly RawTransaction[]> {
  const told: RawTransaction[] = [];
  await watchScenario(fault, (raw) => told.push(raw));
  return told;
}
