/** An English count: `1 entry`, `2 entries`. The plural is the singular and an `s` unless given. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
