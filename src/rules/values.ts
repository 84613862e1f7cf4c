import { withoutOrdinals } from '../parse/placeholder.js';

/** The values of a finding without those that are unknown: a message must never show an empty one. */
export function known(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, withoutOrdinals(String(value))]],
  );
  return Object.fromEntries(entries);
}
