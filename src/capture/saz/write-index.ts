import { constants, crc32, deflateRawSync } from 'node:zlib';
import { headerValue } from '../../parse/head.js';
import type { RawTransaction } from '../../types.js';
import type { NewEntry } from '../zip/write-zip.js';
import { escapeMarkup } from './escape-markup.js';
import { commentOf, isHttps, processOf } from './write-metadata.js';

/** `_index.htm`, the table for people. It grows while sessions are written, packed, so that little is kept of each. */
export interface IndexPage {
  readonly add: (t: RawTransaction, files: string, sid: string) => void;
  readonly entry: () => NewEntry;
}

const columns = [
  '&nbsp;',
  '#',
  'Result',
  'Protocol',
  'Host',
  'URL',
  'Body',
  'Caching',
  'Content-Type',
  'Process',
  'Comments',
  'Custom',
];
const beginning =
  '\uFEFF<html><head><style>body,thead,td,a,p{font-family:verdana,sans-serif;font-size: 10px;}</style></head>' +
  `<body><table cols=12><thead><tr>${columns.map((name) => `<th>${name}</th>`).join('')}</tr></thead><tbody>`;
const ending = '</tbody></table></body></html>';
const batchUnits = 64 * 1024;

/** Starts the page. */
export function createIndexPage(): IndexPage {
  const packed: Buffer[] = [];
  let [size, crc, batch] = [0, 0, beginning];
  const pack = (finishFlush: number) => {
    const bytes = Buffer.from(batch);
    // Streams that end on a byte, without a last block, may stand one behind the other (RFC 1951 §3.2.3).
    packed.push(deflateRawSync(bytes, { finishFlush }));
    [size, crc, batch] = [size + bytes.length, crc32(bytes, crc), ''];
  };
  return {
    add(t, files, sid) {
      batch += rowOf(t, files, sid);
      if (batch.length > batchUnits) pack(constants.Z_SYNC_FLUSH);
    },
    entry() {
      batch += ending;
      pack(constants.Z_FINISH);
      return { name: '_index.htm', deflated: Buffer.concat(packed), crc, size };
    },
  };
}

function rowOf(t: RawTransaction, files: string, sid: string): string {
  const result = String(t.response?.status ?? '');
  const cells = [sid, result, ...placeOf(t), ...answerOf(t), processOf(t) ?? '', commentOf(t) ?? '', ''];
  return `<tr><td>${linksTo(files)}</td>${cells.map((cell) => `<td>${escapeMarkup(cell)}</td>`).join('')}</tr>`;
}

function linksTo(files: string): string {
  const ends = { C: 'c.txt', S: 's.txt', M: 'm.xml' };
  return Object.entries(ends)
    .map(([sign, end]) => `<a href='raw\\${files}_${end}'>${sign}</a>`)
    .join('&nbsp;');
}

// Fiddler's three columns: protocol, host, and path or (of a tunnel) where it leads.
function placeOf(t: RawTransaction): readonly [string, string, string] {
  const { method = '', url = '' } = t.request ?? {};
  if (/^connect$/i.test(method)) return ['HTTP', 'Tunnel to', url];
  const host = /^[a-z][a-z0-9+.-]{0,30}:\/\/([^/?#]*)/i.exec(url);
  const protocol = isHttps(t) ? 'HTTPS' : 'HTTP';
  return [t.request ? protocol : '', host?.[1] ?? '', url.slice(host?.[0].length ?? 0)];
}

function answerOf({ response }: RawTransaction): readonly [size: string, caching: string, type: string] {
  if (!response) return ['', '', ''];
  const { head, body } = response;
  const size = body ? String(Buffer.byteLength(body.text)) : '';
  return [size, headerValue(head, 'cache-control') ?? '', headerValue(head, 'content-type') ?? ''];
}
