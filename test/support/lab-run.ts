import type { DiagnosisOptions } from '../../src/diagnosis.js';
import { createDiagnosis } from '../../src/diagnosis.js';
import type { Scenario } from '../../src/lab/scenarios.js';
import { watchScenario } from '../../src/lab/watch.js';
import type { RawTransaction, Report } from '../../src/types.js';
import { sound } from './traffic.js';

/** What the proxy told of one scenario: every transaction in its last form, in order of arrival. */
export async function recordScenario({ fault }: Scenario): Promise<RawTransaction[]> {
  const last = new Map<string, RawTransaction>();
  await watchScenario(fault, (raw) => last.set(raw.id, raw));
  return [...last.values()];
}

/** The report on transactions that are over. */
export function reportOn(transactions: Iterable<RawTransaction>, options: DiagnosisOptions = {}): Report {
  const diagnosis = createDiagnosis(options);
  for (const raw of transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return sound(diagnosis.report());
}

/** What must be equal wherever the same transactions came from. */
export function verdict({ findings, unknown, flows, capture }: Report) {
  return { findings, unknown, flows, capture: { ...capture, limits: [] } };
}
