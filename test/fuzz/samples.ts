import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { charlesSessionOf } from '../capture/charles-samples.js';
import { metadataOf, sazOf, sessionOf } from '../capture/saz-samples.js';
import { tnetstring, writeMitmproxy } from '../support/formats/mitmproxy.js';
import { constantsOf, type LogEvent, logOf, writeNetlog } from '../support/formats/netlog.js';
import { bearerChallenge, mapiUrl, tokenIssued, traffic } from '../support/traffic.js';

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
      arbitrary: fc.tuple(bytes, bytes, fc.string({ unit: 'binary' })).map(([c, s, text]) =>
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
    {
      reader: 'mitmproxy',
      samples: [writeMitmproxy(signIn())],
      arbitrary: fc
        .tuple(bytes, fc.string({ unit: 'binary' }), fc.integer(), fc.constantFrom('http', 'tcp', 'dns'))
        .map(([raw, text, number, type]) =>
          Buffer.concat([
            tnetstring({
              type,
              version: number,
              request: { method: raw, host: text, port: number, path: raw, headers: [[raw, raw], [text], number] },
              response: { status_code: number, content: raw, headers: { [text]: raw } },
              error: { msg: text, timestamp: { float: number } },
              client_conn: { id: raw, address: [text, number] },
            }),
            Buffer.from(`${raw.length}:4:type;`),
            raw,
          ]),
        ),
    },
    {
      reader: 'netlog',
      samples: [writeNetlog(signIn(), 'Everything'), writeNetlog(signIn(), 'Default')],
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom(...eventTypes), fc.constantFrom('BEGIN', 'END'), json, fc.nat(3)))
        .map((events) =>
          logOf(
            events.map(([type, phase, params, id]): LogEvent => ({ type, phase, params, source: ['URL_REQUEST', id] })),
            constantsOf('Default'),
          ),
        ),
    },
    {
      reader: 'charles',
      samples: [Buffer.from(JSON.stringify([charlesSessionOf(), charlesSessionOf({ path: '/owa/' })]))],
      arbitrary: jsonText((value, text) => [
        charlesSessionOf({ host: text, request: value, times: value }),
        charlesSessionOf({ path: text, query: text, response: { status: 401, header: value, body: value } }),
        charlesSessionOf({ errorMessage: text, notes: text, response: value, port: value }),
      ]),
    },
    { reader: 'anything', samples: hars.slice(0, 1), arbitrary: bytes },
  ];
}

const eventTypes = [
  'REQUEST_ALIVE',
  'CORS_REQUEST',
  'URL_REQUEST_START_JOB',
  'HTTP_TRANSACTION_SEND_REQUEST',
  'HTTP_TRANSACTION_SEND_REQUEST_HEADERS',
  'HTTP_TRANSACTION_READ_RESPONSE_HEADERS',
  'HTTP_STREAM_REQUEST_BOUND_TO_JOB',
  'URL_REQUEST_JOB_FILTERED_BYTES_READ',
] as const;

function signIn() {
  return traffic(
    { url: mapiUrl, authorization: 'Bearer', status: 401, headers: [bearerChallenge()], connection: 'a' },
    tokenIssued('not a token'),
    { url: mapiUrl, authorization: 'Bearer not a token', status: 200, body: 'PROCESSING\r\nDONE\r\n', connection: 'a' },
    { failure: { stage: 'dns', code: 'ENOTFOUND' } },
  );
}
