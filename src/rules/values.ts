/**
 * Leaves out the ordinals of placeholders: they depend on the order of reading, and what a report says must not.
 */
export function withoutOrdinals(text: string): string {
  return text.replace(/REDACTED-([a-z]+)-\d{1,9}-\d{1,9}/g, 'REDACTED-$1');
}

/** The values of a finding without those that are unknown: a message must never show an empty one. */
export function known(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  const entries = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, withoutOrdinals(String(value))]],
  );
  return Object.fromEntries(entries);
}
