import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openCapture } from '../../../src/capture/capture.js';
import { memorySource } from '../../../src/capture/source.js';
import { createDiagnosis } from '../../../src/diagnosis.js';
import { ruleText } from '../../../src/messages/language.js';
import { troubles } from '../../support/rule-test.js';

const file = resolve(import.meta.dirname, '../../../captures/healthy.hma-off-hybrid.har');

it('accuses nobody where HMA is off on purpose, and offers no command that switches it on', async () => {
  const diagnosis = createDiagnosis();
  for await (const raw of openCapture(memorySource(readFileSync(file), file)).transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  const report = diagnosis.report();
  expect(troubles(report)).toEqual([]);
  const commands = report.findings.flatMap(({ rule, values }) => ruleText('en', rule).fix(values));
  expect(commands.map(({ command }) => command ?? '').join('\n')).not.toMatch(/^Set-|\$true/m);
});
