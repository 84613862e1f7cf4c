/**
 * A value as mitmproxy writes it: bytes `,`, text `;`, integer `#`, float `^`, boolean `!`, null `~`, list `]`, dictionary
 * `}`. Numbers are integers; `float` makes the others.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | { readonly float: number }
  | readonly Value[]
  | Members;

interface Members {
  readonly [name: string]: Value;
}

/** @param keys - Whether names in dictionaries are text (`;`) or, in old files, bytes (`,`). */
export function tnetstring(value: Value, keys: ';' | ',' = ';'): Buffer {
  const [content, type] = contentOf(value, keys);
  return Buffer.concat([Buffer.from(`${content.length}:`), content, Buffer.from(type)]);
}

function contentOf(value: Value, keys: ';' | ','): readonly [Buffer, string] {
  if (value === null) return [Buffer.alloc(0), '~'];
  if (typeof value === 'boolean') return [Buffer.from(String(value)), '!'];
  if (typeof value === 'number') return [Buffer.from(String(value)), '#'];
  if (typeof value === 'string') return [Buffer.from(value), keys];
  if (value instanceof Uint8Array) return [Buffer.from(value), ','];
  if (isList(value)) return [Buffer.concat(value.map((one) => tnetstring(one, keys))), ']'];
  if (isFloat(value)) return [Buffer.from(String(value.float)), '^'];
  const members = Object.entries(value).flatMap(([name, one]) => [tnetstring(name, keys), tnetstring(one, keys)]);
  return [Buffer.concat(members), '}'];
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value);
const isFloat = (value: object): value is { readonly float: number } => 'float' in value;
