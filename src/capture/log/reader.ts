import { fieldsOf, type Layout, layoutOf } from './layout.js';
import { createRecordReader, type LogRecord, type RecordReader } from './record.js';
import { httpProxyShape, iisShape } from './shapes.js';

/** Reads a log line by line, and remembers what its directives said. */
export interface LogReader {
  /** A request; `note` for directives and lines about no request; `other` for what is no line of a log, or damaged. */
  readonly read: (line: string) => LogRecord | 'note' | 'other';
  /** Whose log it is, as far as it said so. */
  readonly producer: () => string | undefined;
  /** What shows it to be a log: fields were named, or at least a request was read. */
  readonly sign: () => 'names' | 'request' | undefined;
}

/** Layouts without names that are kept: a log has few, damage makes many. */
const shapeLimit = 100;

/** Starts at the first line. Fields may be named again and otherwise at any later line. */
export function createLogReader(): LogReader {
  const shapes = new Map<string, RecordReader>();
  let named: { readonly layout: Layout; readonly records: RecordReader } | undefined;
  let day: string | undefined;
  let producer: string | undefined;
  let requests = 0;

  const note = (line: string): boolean => {
    if (/^\d/.test(line)) return false;
    const layout = layoutOf(line);
    if (layout) named = { layout, records: createRecordReader(layout) };
    producer = /^#software: {0,9}(.{1,100})/i.exec(line)?.[1] ?? producer;
    day = /^#date: {0,9}(\d{4}-\d\d-\d\d)/i.exec(line)?.[1] ?? day;
    return layout !== undefined || /^#(?:software|version|log-type|date|start-date|end-date|remark|type)\b/i.test(line);
  };

  const readNamed = (line: string): LogRecord | 'note' | undefined => {
    if (!named) return undefined;
    const { names, separator } = named.layout;
    const values = fieldsOf(line, separator);
    // The last columns of a cut line are missing; blanks in a value move W3C's fields, and then nothing can be said.
    const fits = separator === ' ' ? values.length === names.length : values.length > names.length / 2;
    return fits
      ? (named.records.read(values, day) ?? (values.length === names.length ? 'note' : undefined))
      : undefined;
  };

  const readShaped = (line: string): LogRecord | undefined => {
    const shape = shapeOf(line);
    if (!shape) return undefined;
    const key = shape.layout.names.join(' ');
    const records = shapes.get(key) ?? createRecordReader(shape.layout);
    if (shapes.size < shapeLimit) shapes.set(key, records);
    return records.read(shape.values, day);
  };

  return {
    read(given) {
      const line = given.trim();
      if (line === '' || note(line) || fileName.test(line)) return 'note';
      const read = readNamed(line) ?? readShaped(line) ?? 'other';
      if (typeof read === 'object') requests += 1;
      return read;
    },
    producer: () => producer,
    sign: () => (named ? 'names' : requests > 0 ? 'request' : undefined),
  };
}

// "u_ex260504.log:12:2026-05-04 …": what grep, findstr and Select-String put before a line.
const foundIn = /^(?:> )?(?:[^\s,;]{1,260}\.(?:log|txt|csv):)?(?:\d{1,9}:)?(?=\d{4}-\d\d-\d\d)/i;

// What "type *.log" and "tail *.log" put between two files.
const fileName = /^(?:==> .{1,260} <==|[^\s,;]{1,260}\.log)$/i;

function shapeOf(found: string): { readonly layout: Layout; readonly values: readonly string[] } | undefined {
  const line = found.replace(foundIn, '');
  if (!/^"?\d{4}-\d\d-\d\d/.test(line)) return undefined;
  const separator = line[10] === 'T' || line[0] === '"' ? ',' : ' ';
  const values = fieldsOf(line, separator);
  const names = separator === ',' ? httpProxyShape(values) : iisShape(values);
  return names && { layout: { separator, names }, values };
}
