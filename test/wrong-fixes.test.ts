/**
 * A wrong fix costs more than none: for each situation in which a hasty reader reaches for one, no card gives it, in no
 * language, in no step, with no command.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../src/capture/capture.js';
import { memorySource } from '../src/capture/source.js';
import { createDiagnosis } from '../src/diagnosis.js';
import { languages, ruleText } from '../src/messages/language.js';
import type { Expectation, Finding, Report, RuleId } from '../src/types.js';
import { diagnose, type Exchange, sound } from './support/traffic.js';
import type { WrongWords } from './support/wrong-fixes/words.js';
import * as wrongWords from './support/wrong-fixes/words.js';
import { wrongFixes } from './support/wrong-fixes.js';

const folder = resolve(import.meta.dirname, '../captures');

describe('the wrong fix is not given', () => {
  it.each(wrongFixes)('$what', async ({ seen, finds, never, expect: expectation }) => {
    for (const one of seen) {
      const report = await reportOn(one, expectation);
      const what = typeof one === 'string' ? one : 'traffic';
      expect([what, ...leading(report)]).toEqual([what, ...(finds ?? leading(report))]);
      if (finds === undefined) expect(report.findings).not.toEqual([]);
      for (const words of report.findings.flatMap((finding) => cardsOf(finding, expectation))) {
        for (const { pattern } of never) expect(words).not.toMatch(pattern);
      }
    }
  });

  it('is known where it is given', () => {
    for (const { pattern, examples } of Object.values<WrongWords>(wrongWords)) {
      for (const example of examples) expect(example).toMatch(pattern);
    }
  });
});

/** Errors and warnings that lead, each once. */
function leading(report: Report): RuleId[] {
  const leads = report.findings.filter(({ severity, causedBy }) => severity !== 'info' && causedBy === undefined);
  return [...new Set(leads.map(({ rule }) => rule))];
}

/** All that a finding says by itself, without what it quotes: a text for each language. */
function cardsOf({ rule, values }: Finding, expectation: Expectation | undefined): string[] {
  return languages.map((lang) => {
    const text = ruleText(lang, rule);
    const steps = [...text.fix(values, expectation), ...text.verify(values)];
    const said = steps.flatMap(({ say, command = '', undo = '' }) => [say, command, undo]);
    return [text.title(values), text.meaning(values), text.next?.(values) ?? '', ...said].join('\n');
  });
}

async function reportOn(seen: string | readonly Exchange[], expectation: Expectation | undefined): Promise<Report> {
  const options = expectation ? { expect: expectation } : {};
  if (typeof seen !== 'string') return diagnose(seen, options);
  const diagnosis = createDiagnosis(options);
  const capture = openCapture(memorySource(readFileSync(join(folder, seen)), seen));
  for await (const raw of capture.transactions) diagnosis.add(raw);
  diagnosis.advance(Number.POSITIVE_INFINITY);
  return sound(diagnosis.report({ sources: [capture.summary()] }));
}
