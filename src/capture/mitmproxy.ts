import { HmaError, sentence } from '../errors.js';
import type { RawTransaction, SourceReport } from '../types.js';
import type { Capture, CaptureFormat } from './capture.js';
import { type Fields, fieldsAt, textAt, versionOf } from './mitmproxy/flow.js';
import { readFlow } from './mitmproxy/read-flow.js';
import { type FlowRecord, isOpening, records } from './mitmproxy/records.js';
import { createWindow, type Window } from './mitmproxy/window.js';
import type { Source } from './source.js';
import { count, createTally, reportOf, type Tally } from './tally.js';

/**
 * Flow files of mitmproxy, mitmdump and mitmweb. Traps: no head and no index; names and shapes of fields that changed in
 * every version; byte keys in old files; bodies still in their content coding; TCP, UDP and DNS among the HTTP; a last
 * record cut short, because flows are written while they come.
 */
export const mitmproxy: CaptureFormat = { name: 'mitmproxy', looksLike, read };

/** The newest version of the format whose fields are known. What is stable is read of newer ones, too. */
const newestVersion = 21;

function looksLike(beginning: Uint8Array): boolean {
  const text = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength).toString('latin1');
  const start = text.replace(/^\u00ef\u00bb\u00bf/, '').trimStart();
  // The first record's beginning may be damaged.
  return isOpening(start) || (!/^[{[<]/.test(start) && /11:server_conn[;,]\d{1,12}:/.test(text));
}

interface Total extends Tally {
  version: string | undefined;
}

function read(source: Source): Capture {
  let total = emptyTotal();
  const window = createWindow(source);
  requireSomething(source, window);
  return {
    format: 'mitmproxy',
    transactions: {
      [Symbol.iterator]: () => {
        total = emptyTotal();
        return readAll(window, total);
      },
    },
    summary: () => summaryOf(source.name, total),
  };
}

function emptyTotal(): Total {
  return { ...createTally(), version: undefined };
}

function* readAll(window: Window, total: Total): Generator<RawTransaction> {
  for (const record of records(window)) {
    const flow = { window, members: record.members };
    note(total, flow, record);
    const skip = skipOf(flow, record);
    const transaction = skip === undefined ? readFlow(flow, String(record.number)) : undefined;
    if (!transaction) {
      count(total.skips, skip ?? (record.state === 'cut' ? 'cut' : 'damaged'));
      continue;
    }
    if (record.state === 'damaged' || record.state === 'mended') count(total.repairs, 'damaged-flows-read');
    total.read += 1;
    yield transaction;
  }
}

function note(total: Total, flow: Fields, { state }: FlowRecord): void {
  const version = versionOf(flow);
  total.version ??= version;
  if (state === 'cut') total.limits.add('truncated');
  if (Number(version) > newestVersion) total.limits.add('newer-version');
}

// The type may be lost in a damaged record: then its request tells what it is.
function skipOf(flow: Fields, { state }: FlowRecord): string | undefined {
  const type = textAt(flow, 'type');
  if (type !== undefined && type !== 'http') return 'not-http';
  return fieldsAt(flow, 'request').members.size === 0 && state === 'whole' ? 'damaged' : undefined;
}

function summaryOf(name: string, total: Total): SourceReport {
  const { version } = total;
  const producer = version === undefined ? 'mitmproxy' : `mitmproxy (flow format ${version})`;
  return { name, format: 'mitmproxy', producer, ...reportOf(total) };
}

// The first record tells, unless it is damaged.
function requireSomething(source: Source, window: Window): void {
  for (const { members } of records(window)) if (members.has('request') || members.has('type')) return;
  throw new HmaError(
    'ERR_CAPTURE_INVALID',
    sentence`Cannot read capture "${source.name}": it begins like a mitmproxy flow file, but holds no complete flow. Is it cut short? Save it again, or export a HAR with: mitmdump -nr FILE --set hardump=out.har`,
  );
}
