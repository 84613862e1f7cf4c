import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Scenario, scenarios } from '../src/lab/scenarios.js';
import { recordScenario, reportOn } from './support/lab-run.js';
import { runs } from './support/long.js';

describe('order does not matter', () => {
  it.each(scenarios)('$fault: any order of arrival gives the same report', async (scenario) => {
    const recorded = await recordScenario(scenario);
    const expected = reportOn(recorded, optionsOf(scenario));
    const order = fc.shuffledSubarray(recorded, { minLength: recorded.length });

    fc.assert(
      fc.property(order, (arrived) => {
        expect(reportOn(arrived, optionsOf(scenario))).toEqual(expected);
      }),
      { numRuns: runs(6, 15) },
    );
  });
});

function optionsOf({ expect: expectation }: Scenario) {
  return expectation ? { expect: expectation } : {};
}
