import type { CaptureRule, Problem, SourceReport } from '../../types.js';
import { known } from '../values.js';

/** A capture is cut short or damaged: what it lost may be what was looked for. */
export default {
  id: 'capture-incomplete',
  scope: 'capture',
  needs: ['response'],
  references: ['http://www.softwareishard.com/blog/har-12-spec/', 'https://www.rfc-editor.org/rfc/rfc8259'],
  applies: (_flows, { sources = [] }) => sources.some((source) => isBroken(source) || isDoubtful(source)),
  check(_flows, { sources = [] }): Problem | undefined {
    const broken = sources.filter(isBroken);
    const [first] = broken;
    if (!first) return undefined;
    const values = known({
      kind: kindOf(broken),
      read: sum(broken.map(({ read }) => read)),
      lost: sum(broken.map(lossesOf)) || undefined,
    });
    const evidence = broken
      .slice(0, 5)
      .map((source) => ({ transaction: '', where: 'capture', quote: quoteOf(source) }));
    return { severity: 'warning', confidence: 'high', values, evidence };
  },
} satisfies CaptureRule;

/** Skips by which traffic is lost; of others nothing is: what was never sent, or is not HTTP. */
const losses = ['damaged', 'damaged-events', 'cut', 'too-large', 'encrypted', 'unsupported'] as const;

function lossesOf({ skips = {} }: SourceReport): number {
  return sum(losses.map((code) => skips[code] ?? 0));
}

function isCut({ limits }: SourceReport): boolean {
  return limits.includes('truncated');
}

// Behind the end of the one that was read stands another capture, or what is left of one.
function goesOn({ limits }: SourceReport): boolean {
  return limits.includes('more-behind');
}

function isBroken(source: SourceReport): boolean {
  return isCut(source) || goesOn(source) || lossesOf(source) > 0;
}

function kindOf(broken: readonly SourceReport[]): string {
  if (broken.some(isCut)) return 'cut';
  return broken.some((source) => lossesOf(source) > 0) ? 'damaged' : 'joined';
}

// Mended on the way: whether that lost anything, nobody knows.
function isDoubtful({ repairs = {} }: SourceReport): boolean {
  return ['checksum-mismatches', 'damaged-sessions-kept', 'damaged-flows-read', 'resynchronised'].some(
    (code) => repairs[code] !== undefined,
  );
}

// In the words of the import report's codes; they are not translated.
function quoteOf({ read, limits, skips = {} }: SourceReport): string {
  const lost = Object.entries(skips).map(([code, count]) => `${code}: ${count}`);
  const ends = limits.filter((limit) => limit === 'truncated' || limit === 'more-behind');
  return [...ends, `read: ${read}`, ...lost].join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
