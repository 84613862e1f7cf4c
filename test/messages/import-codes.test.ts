import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCapture } from '../../src/capture/capture.js';
import { memorySource } from '../../src/capture/source.js';
import { formatText, languages, limitText, repairText, skipText, uiText } from '../../src/messages/language.js';
import type { SourceReport } from '../../src/types.js';

const root = resolve(import.meta.dirname, '../..');
const { limits, repairs, skips, formats } = uiText('en').import;
const known = new Set([...Object.keys(limits), ...Object.keys(repairs), ...Object.keys(skips)]);

/** The code of all readers, by file. */
function sources(): [string, string][] {
  const folder = resolve(root, 'src/capture');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => [name, readFileSync(resolve(folder, name), 'utf8')]);
}

/** Where codes stand in it: unions and tables of codes, lists of limits, counts of skips and repairs, calls that count. */
const places: readonly RegExp[] = [
  /\btype (?:Repair|Skip|Limit)Code =([^;]*);/g,
  /\btype ZipDefect =([^;]*);/g,
  /\bskipCodes\b[^=]{0,80}=\s*\{([^}]*)\}/g,
  /\bconst (?:skips|repairs) = \{((?:[^{}]|\{[^{}]*\})*)\}/g,
  /\b(?:skips|repairs): [^{}\n]*\{([^{}]*)\}/g,
  /\blimits(?: =|:) \[((?:[^[\]]|\[[^[\]]*\])*)\]/g,
  /\blimits\.add\(([^)]*)\)/g,
  /\b(?:count|add|mend)\((?:(?:counts|total|tally)\.(?:skips|repairs), )?([^()]*(?:\([^()]*\))?[^()]*)\)/g,
  /\bfunction skip\w*\([^)]*\)[^{]*\{([\s\S]*?)\n\}/g,
];
/** Words at those places which are compared with and never counted. */
const others = new Set(['http', 'type', 'request', 'whole', 'Default', 'header', 'mended', 'checksum-mismatch']);

function codesIn(text: string): string[] {
  // An encoding, as in `add(bytes.toString('latin1'))`, is no code.
  const plain = text.replace(/\.toString\('[^']*'\)/g, '');
  const found = places.flatMap((place) => [...plain.matchAll(place)].map(([, inside = '']) => inside));
  const words = found.flatMap((inside) => [...inside.matchAll(/'([a-z][a-z0-9-]*)'|\b([a-z]+): \w+\.\w+/g)]);
  return words.flatMap(([, quoted, key]) => quoted ?? key ?? []).filter((word) => !others.has(word));
}

describe('the codes of the readers', () => {
  const used = new Map(sources().map(([name, text]) => [name, codesIn(text)]));

  it('are found in the code', () => {
    const all = new Set([...used.values()].flat());
    for (const code of ['truncated', 'sanitised', 'damaged', 'wrapped-lines-joined', 'duplicate-names', 'not-http']) {
      expect(all).toContain(code);
    }
  });

  it('all have a sentence', () => {
    const missing = [...used].flatMap(([name, codes]) =>
      codes.filter((code) => !known.has(code)).map((code) => [name, code]),
    );
    expect(missing).toEqual([]);
  });

  it('have a sentence each: two with the same would mean the same', () => {
    for (const lang of languages) {
      const said = [
        ...Object.keys(limits).map((code) => limitText(lang, code)),
        ...Object.keys(skips).map((code) => skipText(lang, code, 7)),
        ...Object.keys(repairs).map((code) => repairText(lang, code, 7)),
      ];
      expect(said.filter((one, index) => said.indexOf(one) !== index)).toEqual([]);
    }
  });

  it('have one sentence in every language, and read well with one and with many', () => {
    for (const lang of languages) {
      for (const code of Object.keys(limits)) expect(limitText(lang, code)).toMatch(/[.。]$/);
      for (const count of [1, 2, 1200]) {
        for (const code of Object.keys(skips)) expect(skipText(lang, code, count)).toMatch(/^\S.*\S$/);
        for (const code of Object.keys(repairs))
          expect(repairText(lang, code, count)).not.toMatch(/^\s|\s$|\s\s|undefined/);
      }
      for (const format of Object.keys(formats)) expect(formatText(lang, format)).not.toBe('');
    }
  });

  it('are known wherever a capture of ours has them', async () => {
    const folder = resolve(root, 'captures');
    const names = readdirSync(folder).filter((name) => !name.endsWith('.json') && !name.endsWith('.md'));
    for (const name of names) {
      const report = await summaryOf(readFileSync(resolve(folder, name)), name);
      const codes = [...report.limits, ...Object.keys(report.skips ?? {}), ...Object.keys(report.repairs ?? {})];
      expect(codes.filter((code) => !known.has(code))).toEqual([]);
      expect(Object.keys(formats)).toContain(report.format);
    }
  });
});

async function summaryOf(bytes: Uint8Array, name: string): Promise<SourceReport> {
  const capture = openCapture(memorySource(bytes, name));
  for await (const _ of capture.transactions) {
    // read to the end: the summary is valid then
  }
  return capture.summary();
}
