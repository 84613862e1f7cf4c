import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { metadataOf, sazOf, sessionOf } from '../capture/saz-samples.js';

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
const behind = (magic: string): fc.Arbitrary<Buffer> =>
  bytes.map((rest) => Buffer.concat([Buffer.from(magic, 'latin1'), rest]));
const json = fc.jsonValue({ maxDepth: 4 });
const jsonText = (make: (value: unknown, text: string) => unknown): fc.Arbitrary<Buffer> =>
  fc.tuple(json, fc.string({ unit: 'binary' })).map(([value, text]) => Buffer.from(JSON.stringify(make(value, text))));

/** By reader; a new format has its line here. */
export function fodder(): readonly Fodder[] {
  const hars = captureFiles('.har', 8);
  return [
    {
      reader: 'har',
      samples: hars,
      arbitrary: jsonText((value, text) => ({
        log: {
          entries: [
            { request: { url: text, headers: value }, response: value },
            value,
            { request: value, time: value },
          ],
        },
      })),
    },
    { reader: 'gzip', samples: hars.slice(0, 3).map((har) => gzipSync(har)), arbitrary: behind('\x1f\x8b\x08\0') },
    {
      reader: 'text',
      samples: captureFiles('.txt', 12),
      arbitrary: fc
        .array(
          fc.oneof(
            fc.string(),
            fc.constantFrom('HTTP/1.1 401 x', '< ', 'Bearer ', '": "', '\r\n', '> > ', '=\n', '#Fields: '),
          ),
        )
        .map((parts) => Buffer.from(parts.join(''))),
    },
    {
      reader: 'saz',
      samples: [sazOf([sessionOf(), sessionOf({ s: '' })]), sazOf([sessionOf()], { zip64: true, comment: 'Fiddler' })],
      arbitrary: fc
        .tuple(bytes, bytes, fc.string({ unit: 'binary' }))
        .map(([c, s, text]) =>
          sazOf([
            sessionOf({
              c: Buffer.concat([Buffer.from('GET /'), c]),
              s: Buffer.concat([Buffer.from('HTTP/1.1 200 '), s]),
            }),
            sessionOf({
              m: metadataOf({ session: text, timers: text, flags: { 'x-processinfo': text, 'x-hma-doctor': text } }),
            }),
          ]),
        ),
    },
    { reader: 'anything', samples: hars.slice(0, 1), arbitrary: bytes },
  ];
}
