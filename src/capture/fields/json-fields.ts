/** Fields of foreign JSON: every one is optional, null is missing, numbers may be strings. */

/** An object of unknown fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** The object, or undefined for null, arrays and everything else. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** The string; a number as its digits. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The finite number; a string of digits as its number. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** The array, or an empty one. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

type Optional<T> = { [K in keyof T]: T[K] | undefined };

/** The same object without the fields that are undefined: what `exactOptionalPropertyTypes` asks for. */
export function withoutUndefined<T extends object>(given: Optional<T>): T {
  const kept: Partial<T> = {};
  for (const name in given) {
    const value = given[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept as T;
}
