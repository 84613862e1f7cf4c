/** How the lines of a log are cut, and what stands where. */
export interface Layout {
  /** Blank: runs of blanks and tabs part fields (W3C). The others part fields one by one, and fields may be quoted. */
  readonly separator: ' ' | ',' | ';' | '\t';
  /** Lower case, as the log spells them: `cs-uri-stem`, `urlstem`. */
  readonly names: readonly string[];
}

/** Without one of these a row of names is no log of requests. */
const needed: readonly (readonly string[])[] = [
  ['cs-uri-stem', 'cs-uri', 'urlstem', 'httpstatus'],
  ['sc-status', 'httpstatus', 's-reason'],
];

/**
 * The layout that a line announces: W3C's `#Fields: date time …`, Exchange's `#Fields: DateTime,RequestId,…`, or the row
 * of names on top of a CSV file. Undefined for every other line, and for logs of anything but requests.
 */
export function layoutOf(line: string): Layout | undefined {
  const directive = /^#fields:/i.exec(line)?.[0];
  const row = line.slice(directive?.length ?? 0).trim();
  // A row of names without "#Fields:" is one only where it begins as such rows do.
  if (directive === undefined && !/^"?(?:datetime|date|logfilename)"?[,;\t]/i.test(row)) return undefined;
  const separator = ([',', ';', '\t'] as const).find((one) => row.includes(one)) ?? ' ';
  const names = fieldsOf(row, separator).map((name) => name.trim().toLowerCase());
  return needed.every((some) => some.some((name) => names.includes(name))) ? { separator, names } : undefined;
}

/** Cuts a line into its fields. Quotes around a field go, doubled ones inside become one. */
export function fieldsOf(line: string, separator: Layout['separator']): string[] {
  if (separator === ' ') return /\t| {2}/.test(line) ? line.trim().split(/[ \t]+/) : line.split(' ');
  return line.includes('"') ? quotedFields(line, separator) : line.split(separator);
}

function quotedFields(line: string, separator: string): string[] {
  const fields: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const [field, end] = line[at] === '"' ? quoted(line, at, separator) : bare(line, at, separator);
    fields.push(field);
    at = end + 1;
  }
  return fields;
}

function bare(line: string, at: number, separator: string): [field: string, end: number] {
  const end = line.indexOf(separator, at);
  return end < 0 ? [line.slice(at), line.length] : [line.slice(at, end), end];
}

// A quote that is followed by neither a quote nor a separator stands for itself; one that never closes (a cut line) too.
function quoted(line: string, at: number, separator: string): [field: string, end: number] {
  for (let close = line.indexOf('"', at + 1); close >= 0; close = line.indexOf('"', close + 1)) {
    const next = line[close + 1];
    if (next === '"') close += 1;
    else if (next === undefined || next === separator) {
      return [line.slice(at + 1, close).replaceAll('""', '"'), close + 1];
    }
  }
  return [line.slice(at + 1), line.length];
}
