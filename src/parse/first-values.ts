import { headerLines } from './head.js';

/** The first value of every header of a head, by lower-case name: one listing for those who ask for many. */
export function firstValues(head: string | undefined): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of headerLines(head ?? '')) {
    const key = name.toLowerCase();
    if (!values.has(key)) values.set(key, value);
  }
  return values;
}
