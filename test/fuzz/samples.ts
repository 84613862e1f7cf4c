import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { chromeHar } from '../support/formats/chrome-har.js';
import { curlText } from '../support/formats/curl-text.js';
import { mutate } from '../support/mutate.js';
import { archives } from './archives.js';
import { graft } from './graft.js';
import { recorded } from './recorded.js';
import { recordings } from './recordings.js';

/** What one reader is fed with. */
export interface Fodder {
  readonly reader: string;
  /** Sound files, to be damaged. */
  readonly samples: readonly Buffer[];
  /** Files made from nothing that get past the first look. */
  readonly arbitrary: fc.Arbitrary<Buffer>;
}

const captures = join(import.meta.dirname, '../../captures');

function captureFiles(extension: string, limit: number): Buffer[] {
  const names = readdirSync(captures).filter((name) => name.endsWith(extension) && !name.endsWith('.expected.json'));
  return names.slice(0, limit).map((name) => readFileSync(join(captures, name)));
}

const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array));

/** By reader; a new format has its line here. */
export async function fodder(): Promise<readonly Fodder[]> {
  const hars = [...captureFiles('.har', 7), Buffer.from(chromeHar(recorded))];
  const few = hars.slice(-3);
  return [
    { reader: 'har', samples: hars, arbitrary: fc.oneof(harOfAnything(), grafted(few)) },
    { reader: 'gzip', samples: few.map((har) => gzipSync(har)), arbitrary: packed(few) },
    { reader: 'text', samples: [...captureFiles('.txt', 12), Buffer.from(curlText(recorded))], arbitrary: paste() },
    ...(await archives(few)),
    ...recordings(),
    { reader: 'anything', samples: few, arbitrary: bytes },
  ];
}

function harOfAnything(): fc.Arbitrary<Buffer> {
  return fc.tuple(fc.jsonValue({ maxDepth: 4 }), fc.string({ unit: 'binary' })).map(([value, text]) => {
    const entries = [
      { request: { url: text, headers: value }, response: value },
      value,
      { request: value, time: value },
    ];
    return Buffer.from(JSON.stringify({ log: { entries } }));
  });
}

function grafted(files: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const values = files.map((file) => JSON.parse(String(file)) as unknown);
  return fc.nat().map((seed) => Buffer.from(JSON.stringify(graft(values[seed % values.length], seed))));
}

// Damaged before it was packed, or only its beginning is a packed file's.
function packed(files: readonly Buffer[]): fc.Arbitrary<Buffer> {
  const [first = Buffer.alloc(0)] = files;
  return fc.oneof(
    fc.nat().map((seed) => gzipSync(mutate(first, seed, first))),
    bytes.map((rest) => Buffer.concat([Buffer.from('\x1f\x8b\x08\0', 'latin1'), rest])),
    bytes.map((rest) => Buffer.concat([Buffer.from('\x78\x9c', 'latin1'), rest])),
  );
}

function paste(): fc.Arbitrary<Buffer> {
  const known = [
    'HTTP/1.1 401 x',
    '< ',
    'Bearer ',
    '": "',
    '\r\n',
    '> > ',
    '=\n',
    '=3D',
    '#Fields: ',
    '&quot;',
    '<br>',
  ];
  const lines = recorded.flatMap(({ request, response }) => `${request?.head}\r\n${response?.head}`.split('\r\n'));
  return fc
    .array(fc.oneof(fc.string(), fc.constantFrom(...known), fc.constantFrom(...lines)))
    .map((parts) => Buffer.from(parts.join('')));
}
