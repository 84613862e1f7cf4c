const depthLimit = 16;

/**
 * The same value with everything deeper than 16 levels replaced by `…`. Claims are a stranger's JSON: JSON.parse
 * survives a nesting at which JSON.stringify overflows the stack. Only for values that came from JSON.
 */
export function shallow(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= depthLimit) return '…';
  if (Array.isArray(value)) return value.map((item) => shallow(item, depth + 1));
  // fromEntries defines own properties, so that a "__proto__" of the wire stays a plain name.
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shallow(inner, depth + 1)]));
}
